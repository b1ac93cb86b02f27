import { describe, expect, it } from 'vitest'
import { causesOf, countOrders } from '../../src/console/today/causes.ts'
import type { OpenDelivery } from '../../src/outbox/desk-view.ts'
import type { RouteView } from '../../src/outbox/route/route-view.ts'

const open = (own: Partial<OpenDelivery>): OpenDelivery => ({
  ...{ isCopy: false, isCancellation: false, missing: null },
  ...{
    orderId: 'one',
    orderNumber: null,
    customer: null,
    version: 1,
    route: 'erp',
    state: 'held',
    reached: 'no',
    isLate: false,
    isChanged: false,
  },
  ...{ holdReason: 'quantity', deliveryDate: null, cutOff: null, ...own },
})

describe('the causes for which orders wait', () => {
  it('tell a refused delivery from one that leaves when its paused route is resumed', () => {
    const paused = { pausedAt: '2026-11-24T10:00:00.000Z', pausedBy: null, reason: '', until: null }
    const erp = { route: 'erp', paused } as unknown as RouteView
    const causes = causesOf([open({ state: 'refused', holdReason: null })], [erp])
    expect(causes.map(({ what }) => what)).toEqual([{ kind: 'refused', route: 'erp', pause: 'gateway', since: null }])
  })

  it('come by time left, then by the number of orders; without a cut-off last', () => {
    const causes = causesOf(
      [
        open({ orderId: 'a', holdReason: 'fault' }),
        open({ orderId: 'b', holdReason: 'test', cutOff: '2026-11-24T10:00:00.000Z' }),
        open({ orderId: 'c', holdReason: 'stale', cutOff: '2026-11-24T09:00:00.000Z' }),
        open({ orderId: 'd', holdReason: 'quantity', cutOff: '2026-11-24T10:00:00.000Z' }),
        open({ orderId: 'e', holdReason: 'quantity', cutOff: '2026-11-24T12:00:00.000Z' }),
      ],
      [],
    )
    expect(causes.map(({ what }) => 'reason' in what && what.reason)).toEqual(['stale', 'quantity', 'test', 'fault'])
  })

  it('count an order once, though it waits on two routes or for two causes', () => {
    const causes = causesOf([open({}), open({ route: 'wms' }), open({ route: 'x', holdReason: 'stale' })], [])
    expect(causes.map(({ orders }) => orders.length)).toEqual([1, 1])
    expect(countOrders(causes)).toBe(1)
  })

  it('leave out what goes on by itself', () => {
    for (const state of ['waiting', 'sending', 'sent', 'deferred', 'uncertain'] as const)
      expect(causesOf([open({ state, holdReason: null })], [])).toEqual([])
  })
})
