import { describe, expect, it } from 'vitest'
import { eventually } from '../fakes/eventually.ts'
import { deskRoute, mailingOutbox } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { type Answer, status } from '../fakes/wire.ts'

const MINUTE = 60_000

/** The mail about version 2, after an answer of the ERP, which has version 1. */
async function changeMailed(answer: Answer, language = 'en') {
  const erp = httpRoute('erp', ERP, { revisions: 'replace', fallbacks: [{ route: 'desk', afterMinutes: 10 }] })
  const { test, mails } = mailingOutbox({ supplier: supplierWith({ routes: [erp, deskRoute], language }) })
  test.wire.answers(ERP, status(200))
  test.accept()
  await test.pass(MINUTE)
  test.wire.answers(ERP, answer)
  test.accept({ content: 3 })
  await test.pass(11 * MINUTE)
  await eventually(() => expect(mails).toHaveLength(1))
  return `${mails[0]?.text}\n${mails[0]?.html}`
}

describe('the mail about a change of an order that the system has', () => {
  it.each([
    ['en', 'This mail changes an order that your system may have.', 'Key the order'],
    ['nl', 'Deze mail wijzigt een bestelling die uw systeem misschien al heeft.', 'Voer de bestelling'],
    ['fr', 'Cet e-mail modifie une commande que votre système a peut-être déjà.', 'Saisissez la commande'],
    ['de', 'Diese Mail ändert eine Bestellung, die Ihr System vielleicht schon hat.', 'Erfassen Sie die Bestellung'],
  ])('asks to change that order, and never to key a second order, in %s', async (language, change, key) => {
    for (const code of [503, 500, 422]) {
      const mail = await changeMailed(status(code), language)
      expect(mail.split(change)).toHaveLength(3)
      expect(mail).not.toContain(key)
    }
  })

  it('says that the system refused the change, and why', async () => {
    const mail = await changeMailed(() => new Response('Blocked', { status: 422 }))
    expect(mail).toMatch(/Your system did not accept the change\. The reason: .*Blocked/)
    expect(mail).not.toContain('refused this order')
  })
})
