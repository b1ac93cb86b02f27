import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const MINUTE = 60_000

/** An ERP that does not answer, and a mail in its place after five minutes. */
async function down(count = 6) {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 5 }] })
  const desk = httpRoute('desk', WMS, { document: DESK_MAIL })
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes: [erp, desk] }) })
  box.wire.answers(ERP, status(503))
  box.wire.answers(WMS, status(200))
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn()
  for (let at = 0; at < count; at++) box.accept({ orderId: `order-${at}` })
  await box.work()
  return { box, read: async (path: string) => (await browser.get(path)).text }
}

const leadsIn = (text: string): number => text.match(/If nobody does anything/g)?.length ?? 0

describe('a cause on Today', () => {
  it('says once what becomes of orders whose ERP does not answer', async () => {
    const { read } = await down()
    const today = await read('/console')
    expect(today).toContain('The system behind this route has not answered since')
    expect(today).toContain('route desk takes them over')
    expect(leadsIn(today)).toBe(1)
    expect(await read('/console/routes')).toContain('one order tries again')
  })

  it('says once what becomes of orders whose route is paused', async () => {
    const { box, read } = await down(1)
    box.outbox.pause('erp', { by: 'An', note: 'Stop.' })
    const today = await read('/console')
    expect(today).toContain('Paused by An since')
    expect(leadsIn(today)).toBe(1)
    expect(await read('/console/routes')).toContain('nothing leaves by this route')
  })
})

describe('the page of the routes', () => {
  it('says of no order that it tries again, once a mail took all of them over', async () => {
    const { box, read } = await down()
    await box.pass(6 * MINUTE)
    const text = await read('/console/routes')
    expect(text).toContain('The system behind this route has not answered since')
    expect(text).not.toMatch(/tries again/)
  })
})
