import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { hanging, status } from '../fakes/wire.ts'

const ORDER = '/console/orders/fresco/order-1'
const CANCEL = `${ORDER}/do/cancel-order`
const FALLBACK = 'https://fallback.example/'
const CANCEL_TOO = 'If somebody keyed the order in your ERP, cancel it there too.'

/** The ERP refused the order, and another route took over. */
async function tookOver(document?: object) {
  const fallbacks = [{ route: 'desk', afterMinutes: 1 }]
  const routes = [httpRoute('erp', ERP, { fallbacks }), httpRoute('desk', FALLBACK, document && { document })]
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes, cancellations: 'send' }) })
  box.wire.answers(ERP, status(422))
  box.wire.answers(FALLBACK, status(200))
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('Greet')
  box.accept()
  await box.pass(5 * 60_000)
  const cancel = async () => browser.submit(await browser.get(CANCEL), CANCEL, { note: 'The chef called.' })
  return { box, cancel, read: async (path = ORDER) => (await browser.get(path)).text }
}

describe('a cancellation of an order that people got as a mail', () => {
  it('counts as a mail to people, who cancel in the ERP what they keyed there', async () => {
    const { box, cancel, read } = await tookOver(DESK_MAIL)
    for (const path of [CANCEL, `${ORDER}/do/cancel?route=desk`]) expect(await read(path)).toContain(CANCEL_TOO)
    await cancel()
    await box.pass(1_000)
    const page = await read()
    expect(page).toMatch(/Route desk got the cancellation \(\d\d:\d\d\)\./)
    expect(page).toContain(CANCEL_TOO)
    expect(page).not.toContain('Your ERP got the cancellation')
  })

  it('says during the attempt to wait, and nothing of an entry', async () => {
    const { box, cancel, read } = await tookOver(DESK_MAIL)
    const desk = hanging()
    box.wire.answers(FALLBACK, desk.answer)
    await cancel()
    await box.work()
    const page = await read()
    expect(page).toMatch(
      /Route desk is sending it now, and it may arrive\. Wait until \d\d:\d\d at the latest, then look again\.</,
    )
    expect(page).not.toContain('/do/send-by')
  })
})

it('names the route of a cancellation that another system got in place of the ERP', async () => {
  const { box, cancel, read } = await tookOver()
  expect(await read(CANCEL)).not.toContain(CANCEL_TOO)
  await cancel()
  await box.pass(1_000)
  const page = await read()
  expect(page).toMatch(/Route desk got the cancellation \(\d\d:\d\d\)\./)
  expect(page).not.toContain(CANCEL_TOO)
})
