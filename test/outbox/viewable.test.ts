import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DeliveryFact, DeliveryState } from '../../src/model/delivery-state.ts'
import { canMarkViewed } from '../../src/outbox/viewable.ts'

const one = (state: DeliveryState, version = 1, route = 'erp', primaryRoute = route): DeliveryFact => ({
  ...{ version, route, primaryRoute, state, reached: 'no', holdReason: null },
})
const judged = (...deliveries: DeliveryFact[]): string => canMarkViewed(deliveries, false)

describe('an order whose customer may be shown that the goods will come', () => {
  it.each(['waiting', 'sending', 'sent', 'deferred', 'refused', 'uncertain', 'held'] as const)(
    'is none of which a delivery is %s, whatever its other routes have done',
    (state) => {
      expect(judged(one(state))).toBe('wait')
      expect(judged(one('delivered'), one(state, 1, 'desk'))).toBe('wait')
      expect(judged(one(state), one('delivered', 2))).toBe('wait')
    },
  )

  it('has its receipt on every route, or a person’s word', () => {
    expect(judged(one('delivered'), one('done', 1, 'desk'))).toBe('yes')
    expect(judged(one('superseded', 1), one('delivered', 2))).toBe('yes')
    expect(judged(one('superseded'), one('delivered', 1, 'desk', 'erp'))).toBe('yes')
  })

  it.each([
    ['discarded', [one('discarded')]],
    ['discarded on one of its routes', [one('delivered'), one('discarded', 1, 'desk')]],
    ['changed since, and the change discarded', [one('delivered'), one('discarded', 2)]],
    ['given way to nothing', [one('superseded')]],
  ])('is none that was %s', (_, deliveries) => expect(judged(...deliveries)).toBe('never'))

  it('is none that was taken back', () =>
    expect(canMarkViewed([one('delivered'), one('delivered', 2)], true)).toBe('never'))

  it('is never one with anything held, refused, discarded or under way in its latest version: 5,000 orders', () => {
    const states: DeliveryState[] = [
      'waiting',
      'sending',
      'sent',
      'delivered',
      'deferred',
      'refused',
      'uncertain',
      'held',
      'superseded',
      'done',
      'discarded',
    ]
    const delivery = fc
      .tuple(
        fc.constantFrom(...states),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom('a', 'b'),
        fc.constantFrom('a', 'b'),
      )
      .map(([state, version, route, primaryRoute]) => one(state, version, route, primaryRoute))
    fc.assert(
      fc.property(fc.array(delivery, { maxLength: 5 }), fc.boolean(), (deliveries, cancels) => {
        if (canMarkViewed(deliveries, cancels) !== 'yes') return
        const latest = Math.max(...deliveries.map(({ version }) => version))
        const current = deliveries.filter(({ version }) => version === latest).map(({ state }) => state)
        expect(cancels).toBe(false)
        expect(current.every((state) => ['delivered', 'done', 'superseded'].includes(state))).toBe(true)
        expect(current.some((state) => state !== 'superseded')).toBe(true)
      }),
      { seed: 6, numRuns: 5_000 },
    )
  })
})
