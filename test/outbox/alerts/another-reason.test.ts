import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { HOUR, MINUTE } from '../taking.ts'

const SECOND = 1_000

/** The ERP refused one order, and a person has not settled that order yet. */
async function afterRefusal(minutesAgo = 1) {
  const routes = [httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 2 }] }), httpRoute('desk', WMS)]
  const test = testOutbox({ supplier: supplierWith({ routes, alerts: { afterMinutes: 1.5 } }) })
  test.wire.answers(WMS, status(200))
  test.wire.answers(ERP, () => new Response('Article blocked', { status: 422 }))
  test.accept({ orderId: 'blocked' })
  await test.work()
  test.wire.answers(ERP, status(200))
  await test.pass(minutesAgo * MINUTE)
  const told = test.alerts.length
  return { ...test, news: (kind: string) => test.alerts.slice(told).filter((alert) => alert.kind === kind) }
}

const ordersOf = (alert: { orders?: readonly { orderId: string }[] } | undefined): string[] | undefined =>
  alert?.orders?.map(({ orderId }) => orderId)

describe('an outage while an order that the ERP refused waits for a person', () => {
  it('is one message at once, with its own reason and the orders of that moment', async () => {
    const test = await afterRefusal()
    test.wire.answers(ERP, status(503))
    for (let at = 0; at < 3; at++) test.accept({ orderId: `order-${at}` })
    await test.pass(2 * MINUTE + 10 * SECOND)
    const [first, ...others] = test.news('fallback')
    expect(others).toEqual([])
    expect(ordersOf(first)).toEqual(['order-0', 'order-1', 'order-2'])
    expect(first?.text).toContain('503')
    expect(first?.text).not.toContain('Article blocked')
  })

  it('that takes orders one by one is a message at once, and a summary', async () => {
    const test = await afterRefusal()
    test.wire.answers(ERP, status(503))
    for (let at = 0; at < 30; at++) {
      test.accept({ orderId: `order-${at}` })
      await test.pass(6 * SECOND)
    }
    expect(test.news('fallback').map(({ orderId }) => orderId)).toEqual(['order-0'])
    test.wire.answers(ERP, status(200))
    await test.pass(20 * MINUTE)
    expect(test.news('fallback')).toHaveLength(2)
  })

  it('is told while half of the time to the cut-off is left', async () => {
    const test = await afterRefusal(20)
    test.wire.answers(ERP, status(503))
    test.accept({ orderId: 'first' })
    await test.pass(10 * SECOND)
    test.accept({ orderId: 'urgent', cutOff: test.clock.now() + 12 * MINUTE })
    await test.pass(7 * MINUTE + 10 * SECOND)
    expect(test.news('fallback').flatMap((alert) => ordersOf(alert) ?? [])).toContain('urgent')
  })
})

describe('a second outage within an hour', () => {
  const outage = async (test: ReturnType<typeof testOutbox>, orderId: string) => {
    test.wire.answers(ERP, status(503))
    test.accept({ orderId })
    await test.pass(17 * MINUTE)
    test.wire.answers(ERP, status(200))
    await test.pass(8 * MINUTE)
  }

  it('is told at once', async () => {
    const test = testOutbox()
    await outage(test, 'order-1')
    await outage(test, 'order-2')
    const late = test.alerts.filter(({ kind }) => kind === 'late')
    expect(late.map(({ orderId }) => orderId)).toEqual(['order-1', 'order-2'])
  })
})

describe('an outage of a system that words each answer in another way', () => {
  it('is one message, and a summary', async () => {
    const test = testOutbox()
    let answers = 0
    test.wire.answers(ERP, () => new Response(`request ${++answers} failed`, { status: 503 }))
    for (let at = 0; at < 7; at++) {
      test.accept({ orderId: `order-${at}` })
      await test.pass(3 * SECOND)
    }
    await test.pass(HOUR / 3)
    expect(test.alerts.map(({ orders = [] }) => orders.length)).toEqual([0, 6])
  })

  it.each([[[502, 503]], [[503, 502, 504]], [[500, 503]]])(
    'is one message, and a summary, where the answers are %s in turns',
    async (codes) => {
      const test = testOutbox()
      let answers = 0
      test.wire.answers(ERP, () => {
        const code = codes[answers++ % codes.length] ?? 503
        return new Response(code === 503 ? 'Unavailable' : null, { status: code })
      })
      for (let at = 0; at < 7; at++) {
        test.accept({ orderId: `order-${at}` })
        await test.pass(MINUTE / 2)
      }
      await test.pass(HOUR / 3)
      expect(test.alerts.map(({ kind, orders = [] }) => [kind, orders.length])).toEqual([
        ['late', 0],
        ['late', 6],
      ])
    },
  )
})
