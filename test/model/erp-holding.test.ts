import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { handWork, holdingsOf } from '../../src/model/erp-holding.ts'

const delivery = fc.record({
  version: fc.integer({ min: 1, max: 3 }),
  route: fc.constantFrom('erp', 'wms', 'desk'),
  state: fc.constantFrom(
    ...(['waiting', 'sending', 'sent', 'delivered', 'deferred', 'refused'] as const),
    ...(['uncertain', 'held', 'superseded', 'done', 'discarded'] as const),
  ),
  reached: fc.constantFrom(...(['no', 'maybe', 'yes'] as const)),
  purpose: fc.constantFrom(...(['original', 'replacement', 'cancellation'] as const)),
})
const deliveries = fc
  .uniqueArray(delivery, { selector: ({ version, route }) => `${version} ${route}`, minLength: 1 })
  .map((all) => all.map((one) => ({ ...one, primaryRoute: one.route, arrivedAt: null, refusal: null })))

const rankOf = (route: string): number => (route === 'desk' ? 1 : 0)

describe('what the receivers of an order have', () => {
  it('asks for a change only where each receiver with something open has an earlier version', () => {
    const on = (route: string, version: number, state: 'delivered' | 'held') => ({
      ...{ route, version, state, primaryRoute: route, arrivedAt: null, refusal: null },
      ...({ reached: state === 'delivered' ? 'yes' : 'no', purpose: 'original' } as const),
    })
    const workOf = (...all: ReturnType<typeof on>[]) => handWork(holdingsOf(all, rankOf))
    expect(workOf(on('erp', 1, 'delivered'), on('erp', 2, 'held'))).toBe('change')
    expect(workOf(on('erp', 1, 'delivered'), on('erp', 2, 'held'), on('wms', 2, 'held'))).toBe('elsewhere')
    expect(workOf(on('erp', 1, 'delivered'), on('wms', 1, 'held'))).toBe('elsewhere')
    expect(workOf(on('erp', 1, 'held'), on('wms', 1, 'held'))).toBe('key')
  })

  it('asks for a change, and not for a second order, where the ERP has the version before a mail', () => {
    const on = (route: string, version: number, state: 'delivered' | 'superseded' | 'held', primaryRoute = route) => ({
      ...{ route, version, state, primaryRoute, arrivedAt: null, refusal: state === 'superseded' ? 'blocked' : null },
      ...({ reached: state === 'delivered' ? 'yes' : 'no', purpose: 'original' } as const),
    })
    const mailed = [on('erp', 2, 'superseded'), on('desk', 2, 'delivered', 'erp')]
    const workOf = (...all: ReturnType<typeof on>[]) => handWork(holdingsOf(all, rankOf))
    expect(workOf(...mailed, on('wms', 2, 'held'))).toBe('key')
    expect(workOf(on('erp', 1, 'delivered'), ...mailed, on('wms', 2, 'held'))).toBe('elsewhere')
    expect(workOf(on('erp', 1, 'delivered'), on('wms', 1, 'delivered'), ...mailed, on('wms', 2, 'held'))).toBe('change')
    expect(workOf(on('wms', 1, 'delivered', 'erp'), ...mailed, on('shop', 2, 'held'))).toBe('elsewhere')
  })

  it('never counts a mail to people next to another route, and counts the mail alone', () =>
    fc.assert(
      fc.property(deliveries, (all) => {
        const routes = holdingsOf(all, rankOf).map(({ primaryRoute }) => primaryRoute)
        const others = [...new Set(all.map(({ route }) => route))].filter((route) => route !== 'desk')
        expect(routes.sort()).toEqual((others.length > 0 ? others : ['desk']).sort())
      }),
    ))

  it('asks nobody to key an order that a receiver has for certain', () =>
    fc.assert(
      fc.property(deliveries, (all) => {
        const holdings = holdingsOf(all, rankOf)
        const isThere = holdings.some(({ certain }) => certain !== null && !certain.isCancellation)
        expect(handWork(holdings) === 'key').toBe(!isThere)
      }),
    ))

  it('calls a version certain only where it arrived or a person keyed it, and a later one uncertain', () =>
    fc.assert(
      fc.property(deliveries, (all) => {
        for (const { primaryRoute, certain, perhaps } of holdingsOf(all, rankOf)) {
          const on = all.filter(({ route }) => route === primaryRoute)
          const sure = on.filter(
            ({ state, reached }) =>
              state === 'delivered' || state === 'done' || (state === 'superseded' && reached === 'yes'),
          )
          expect(certain?.version ?? 0).toBe(Math.max(0, ...sure.map(({ version }) => version)))
          if (perhaps) expect(perhaps.version).toBeGreaterThan(certain?.version ?? 0)
        }
      }),
    ))
})
