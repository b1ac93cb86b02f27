import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const STATEMENT = '/console/statements/2026-11-24'

/** An ERP that refuses each order, and a mail to the desk in its place. */
async function opened(language = 'en') {
  const fallbacks = [{ route: 'desk', afterMinutes: 10 }]
  const routes = [httpRoute('erp', ERP, { fallbacks }), httpRoute('desk', WMS)]
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes }) })
  box.wire.answers(ERP, status(400))
  box.wire.answers(WMS, status(200))
  const browser = made.browser({ 'accept-language': language })
  box.outbox.makeStatements()
  await browser.signIn()
  const read = async (path = '/console') => (await browser.get(path)).text
  return { box, browser, read }
}

describe('an order that the ERP refused, and a fallback route brought', () => {
  it('stands on Today until a person says that the ERP has it', async () => {
    const { box, browser, read } = await opened()
    for (const orderId of ['one', 'two']) box.accept({ orderId })
    await box.pass(MINUTE)
    const text = await read()
    expect(text).toContain('<h1>2 orders need your attention.</h1>')
    expect(text).toContain('Route erp refused them. Route desk has them')
    expect(text).toContain('Look into it')
    expect(text).toContain('Then press “My ERP has it” at each.')
    expect(text).toContain('If nobody does anything: they stay with route desk, and nothing more is sent.')
    expect(text).toContain('href="/console/orders/fresco/one"')
    for (const orderId of ['one', 'two']) {
      const path = `/console/orders/fresco/${orderId}/do/has-it?route=erp`
      await browser.submit(await browser.get(path), path, { erp: 'SO-1' })
    }
    expect(await read()).toContain('<h1>Nothing waits for you.</h1>')
  })

  it.each([
    ['nl', 'Route erp weigerde ze. Route desk heeft ze.', '1 bestelling vraagt'],
    ['fr', 'La route erp l’a refusée. La route desk l’a.', '1 commande demande'],
    ['de', 'Route erp hat sie abgelehnt. Route desk hat sie.', '1 Bestellung braucht'],
  ])('is named in %s', async (language, ...sentences) => {
    const { box, read } = await opened(language)
    box.accept({})
    await box.pass(MINUTE)
    for (const sentence of sentences) expect(await read()).toContain(sentence)
  })

  it('stands below what is missing, and no cut-off of it is too late', async () => {
    const { box, read } = await opened()
    box.accept({ orderId: 'passed', cutOff: box.clock.now() + 30 * MINUTE })
    await box.pass(MINUTE)
    expect(await read()).toContain('The first cut-off is in 29 min.')
    expect(await read()).toMatch(/1 refused, and brought another way.*0 of 1 are there/s)
    box.accept({ orderId: 'held', starts: { erp: { state: 'held', reason: 'quantity' } } })
    await box.pass(30 * MINUTE)
    const text = await read()
    expect(text.indexOf('Held: a quantity')).toBeLessThan(text.indexOf('Route erp refused it'))
    expect(text).not.toContain('A cut-off is past')
    expect(text).not.toContain('too late')
  })

  it('leaves Today once its delivery day is over', async () => {
    const { box, browser, read } = await opened()
    box.accept({ orderId: 'old' })
    await box.pass(MINUTE)
    await box.pass(2 * DAY)
    await browser.signIn()
    expect(await read()).toContain('Route erp refused it. Route desk has it.')
    await box.pass(DAY)
    await browser.signIn()
    expect(await read()).toContain('<h1>Nothing waits for you.</h1>')
  })

  it('is counted in the statement as delivered, and once more by name, until a person says that the ERP has it', async () => {
    const { box, browser, read } = await opened()
    const placedAt = box.clock.now()
    box.accept({ orderId: 'passed', orderNumber: 'PO-7', placedAt })
    await box.pass(MINUTE)
    const text = await read(STATEMENT)
    expect(text).toContain('refused by one route and brought by another: 1. Look into them:')
    expect(text).toMatch(/href="\/console\/orders\/fresco\/passed"[^>]*>PO-7<\/a>/)
    const [counted] = box.outbox.statementsOn('2026-11-24')
    expect(counted).toMatchObject({ received: 1, delivered: 1, discarded: 0, refusedBefore: 1, waitingCount: 0 })
    expect(counted?.text).toContain('refused by one route and brought by another: 1 (PO-7).')
    const path = '/console/orders/fresco/passed/do/has-it?route=erp'
    await browser.submit(await browser.get(path), path)
    box.clock.advance(MINUTE)
    expect(box.outbox.statementsOn('2026-11-24')).toMatchObject([{ delivered: 1, refusedBefore: 0 }])
    expect(await read(STATEMENT)).not.toContain('refused by one route')
  })

  it('is counted in a statement that is made when the fallback route brought it late', async () => {
    const { box } = await opened()
    box.wire.answers(WMS, status(503))
    box.accept({ orderId: 'passed', orderNumber: 'PO-7', placedAt: box.clock.now() })
    await box.pass(MINUTE)
    expect(box.outbox.statementsOn('2026-11-24')).toMatchObject([{ delivered: 0, refusedBefore: 0, waitingCount: 1 }])
    box.wire.answers(WMS, status(200))
    await box.pass(9 * 60 * MINUTE)
    while (box.outbox.makeStatements(1));
    expect(box.outbox.statementsOn('2026-11-24')).toMatchObject([
      { number: 1, delivered: 1, refusedBefore: 1, refusedBeforeOrders: [{ orderId: 'passed', orderNumber: 'PO-7' }] },
    ])
  })

  it('is not marked in the list for the refusal of a fallback route, which no person can settle', async () => {
    const fallbacks = [
      { route: 'wms', afterMinutes: 10 },
      { route: 'desk', afterMinutes: 20 },
    ]
    const [desk, routes] = [
      'https://desk.example/orders',
      (url: string) => [
        httpRoute('erp', ERP, { fallbacks, retry: { delaysSeconds: [3_600], giveUpAfterHours: 9 } }),
        httpRoute('wms', WMS),
        httpRoute('desk', url),
      ],
    ]
    const { box } = testConsole({ supplier: supplierWith({ routes: routes(desk) }) })
    box.wire.answers(ERP, status(503))
    box.wire.answers(WMS, status(400))
    box.wire.answers(desk, status(200))
    box.accept({ orderId: 'one' })
    await box.pass(30 * MINUTE)
    expect(box.deliveries('one')).toEqual(['desk v1 delivered yes', 'erp v1 superseded no', 'wms v1 superseded no'])
    expect(box.outbox.view('one')?.refusedBefore).toBeUndefined()
  })
})
