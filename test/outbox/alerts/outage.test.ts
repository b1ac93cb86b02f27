import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { HOUR, MINUTE } from '../taking.ts'

const SECOND = 1_000

function working(settings: Record<string, unknown> = {}) {
  const test = testOutbox({ supplier: supplierWith(settings) })
  return { ...test, ofKind: (kind: string) => test.alerts.filter((alert) => alert.kind === kind) }
}

describe('an outage of a route', () => {
  it('is one mail that lists the orders that are late at one moment', async () => {
    const test = working()
    test.wire.answers(ERP, status(500))
    for (let at = 0; at < 7; at++) test.accept({ orderId: `order-${at}` })
    await test.pass(17 * MINUTE)
    const [first, ...others] = test.ofKind('late')
    expect(others).toEqual([])
    expect(first?.orders).toHaveLength(7)
    expect(first).toMatchObject({ count: 7 })
    expect(first?.text).toContain('7')
    expect(first?.text).toContain('500')
  })

  it('is a mail, and one summary of the orders that come later', async () => {
    const test = working()
    test.wire.answers(ERP, status(500))
    for (let at = 0; at < 7; at++) {
      test.accept({ orderId: `order-${at}` })
      await test.pass(3 * SECOND)
    }
    await test.pass(16 * MINUTE)
    expect(test.ofKind('late').map(({ orderId }) => orderId)).toEqual(['order-0'])
    await test.pass(5 * MINUTE)
    expect(test.ofKind('late').map(({ orders = [] }) => orders.length)).toEqual([0, 6])
  })

  it('tells of an order in time before its cut-off', async () => {
    const test = working()
    test.wire.answers(ERP, status(500))
    test.accept({ orderId: 'first' })
    await test.pass(5 * SECOND)
    test.accept({ orderId: 'urgent', cutOff: test.clock.now() + 19 * MINUTE })
    await test.pass(17 * MINUTE + 30 * SECOND)
    expect(test.ofKind('late').flatMap(({ orders = [] }) => orders.map(({ orderId }) => orderId))).toEqual(['urgent'])
  })

  it('that refuses each order for one reason is one mail and a summary, and another reason is its own mail', async () => {
    const test = working()
    const refuse = (reason: string) => test.wire.answers(ERP, () => new Response(reason, { status: 422 }))
    refuse('Closed for the stocktaking')
    for (let at = 0; at < 5; at++) {
      test.accept({ orderId: `order-${at}` })
      await test.pass(3 * SECOND)
    }
    refuse('Customer blocked')
    test.accept({ orderId: 'blocked' })
    await test.pass(3 * SECOND)
    expect(test.ofKind('refused').map(({ orderId }) => orderId)).toEqual(['order-0', 'blocked'])
    await test.pass(5 * MINUTE)
    expect(test.ofKind('refused').at(-1)?.orders).toHaveLength(4)
  })
})

describe('a pause by a person', () => {
  it.each([
    ['en', 'Joris paused the route. “New server at noon.”', 'A person'],
    ['nl', 'Joris legde de route stil. “New server at noon.”', 'Iemand'],
    ['fr', 'Joris a mis la route en pause. “New server at noon.”', 'Quelqu’un'],
    ['de', 'Joris hat die Route angehalten. “New server at noon.”', 'Jemand'],
  ])('is one mail that says who paused the route, and why, in %s', async (language, who, nameless) => {
    const test = working({ language })
    test.outbox.pause('erp', { by: 'Joris', note: 'New server at noon.' })
    for (let at = 0; at < 10; at++) test.accept({ orderId: `order-${at}` })
    await test.pass(HOUR)
    const [mail, ...others] = test.ofKind('late')
    expect(others).toEqual([])
    expect(mail?.text).toContain(who)
    expect(mail?.text).not.toContain(nameless)
  })

  it('without a note names the person, also where another route takes over', async () => {
    const routes = [httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 10 }] }), httpRoute('wms', WMS)]
    const test = working({ routes })
    test.wire.answers(WMS, status(200))
    test.outbox.pause('erp', { by: 'Joris' })
    test.accept()
    await test.pass(11 * MINUTE)
    expect(test.ofKind('fallback')[0]?.text).toContain('Joris paused the route. Check')
  })
})
