import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { hanging, status } from '../fakes/wire.ts'

const ORDER = '/console/orders/fresco/order-1'
const CANCEL = `${ORDER}/do/cancel-order`
const DISCARD = `${ORDER}/do/discard-mailed`
const FALLBACK = 'https://fallback.example/'
const CANCEL_TOO = 'If somebody keyed the order in your ERP, cancel it there too.'

/** The ERP refused the order, and another route took over. */
async function tookOver(document?: object, language = 'en') {
  const fallbacks = [{ route: 'desk', afterMinutes: 1 }]
  const routes = [httpRoute('erp', ERP, { fallbacks }), httpRoute('desk', FALLBACK, document && { document })]
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes, cancellations: 'send' }) })
  box.wire.answers(ERP, status(422))
  box.wire.answers(FALLBACK, status(200))
  const browser = made.browser({ 'accept-language': language })
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

  it.each([
    [
      'en',
      'Route desk brought the order, and gets no cancellation by this. To send one, go back and press “Cancel the order…”.',
    ],
    [
      'nl',
      'Route desk bracht de bestelling, en krijgt hierdoor geen annulering. Ga terug en druk op “De bestelling annuleren…” om er een te versturen.',
    ],
    [
      'fr',
      'La route desk a apporté la commande, et ne reçoit pas d’annulation par cette action. Pour en envoyer une, revenez et appuyez sur « Annuler la commande… ».',
    ],
    [
      'de',
      'Route desk hat die Bestellung gebracht und bekommt dadurch keine Stornierung. Um eine zu senden, gehen Sie zurück und drücken Sie „Die Bestellung stornieren…“.',
    ],
  ])('is named on the page of a discard, which sends none: %s', async (language, text) => {
    const { read } = await tookOver(DESK_MAIL, language)
    const page = (await read(DISCARD)).replaceAll('\u00a0', ' ')
    expect(page).toContain(text)
    expect(page).not.toContain('call the people there')
  })

  it('ends the offer to discard the order, from its start', async () => {
    const { box, cancel, read } = await tookOver(DESK_MAIL)
    expect(await read()).toContain(DISCARD)
    const desk = hanging()
    box.wire.answers(FALLBACK, desk.answer)
    await cancel()
    await box.work()
    expect(await read()).not.toContain(DISCARD)
    desk.end(new Response())
    await box.pass(1_000)
    expect(box.deliveries()).toContain('desk v2 delivered yes')
    expect(await read()).not.toContain(DISCARD)
    expect(box.outbox.discard('order-1', { by: 'Greet', note: 'No.', mailed: true }).ok).toBe(false)
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
