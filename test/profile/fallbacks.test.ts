import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueAt, fallbackTimes, firstFallbackAt, primaryRoutes } from '../../src/profile/fallbacks.ts'
import type { FallbackStep } from '../../src/profile/timing.ts'
import { histories } from '../fakes/histories.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'

const MINUTE = 60_000
const late = (afterMinutes: number, route = 'desk'): FallbackStep => ({ route, afterMinutes })
const early = (beforeCutOffMinutes: number, route = 'desk'): FallbackStep => ({ route, beforeCutOffMinutes })
const FIRST = { step: -1, fallbackStartedAt: null }

describe('a route that another falls back on', () => {
  it('sends only when called', () => {
    const routes = [
      httpRoute('erp', ERP, { fallbacks: [late(10, 'wms'), { hold: true, afterMinutes: 20 }] }),
      httpRoute('wms', WMS),
    ]
    expect(primaryRoutes(supplierWith({ routes })).map(({ name }) => name)).toEqual(['erp'])
  })
})

describe('a route that takes no new order', () => {
  const going = httpRoute('erp', ERP, { when: { customers: [] } })
  const named = (...routes: object[]) => primaryRoutes(supplierWith({ routes })).map(({ name }) => name)

  it('has none leave by it, unless there is no other to hold them on', () => {
    expect(named(going, httpRoute('wms', WMS))).toEqual(['wms'])
    expect(named(going)).toEqual(['erp'])
    expect(named(httpRoute('erp', ERP, { when: { customers: [], depot: 'north' } }))).toEqual(['erp'])
  })
})

describe('a fallback step', () => {
  it('is due so long after acceptance, to the fraction of a minute', () => {
    expect(fallbackTimes([late(10), late(20.05, 'mail')], { since: 1_000, cutOff: null })).toEqual([601_000, 1_204_000])
  })

  it('is due so long before the cut-off, and not by time where there is none or it is past', () => {
    const steps = [early(60), early(10, 'mail')]
    expect(fallbackTimes(steps, { since: 0, cutOff: 600 * MINUTE })).toEqual([540 * MINUTE, 590 * MINUTE])
    expect(fallbackTimes(steps, { since: 0, cutOff: null })).toEqual([null, null])
    expect(fallbackTimes(steps, { since: 5, cutOff: 5 })).toEqual([null, null])
    expect(firstFallbackAt(steps, { since: 0, cutOff: null })).toBeGreaterThan(1e15)
    expect(firstFallbackAt([], { since: 0, cutOff: null })).toBeNull()
  })

  it('shares out what time is left to an order that comes late, so that each route has some', () => {
    expect(fallbackTimes([early(60), early(10, 'mail')], { since: 0, cutOff: 9 * MINUTE })).toEqual([
      3 * MINUTE,
      6 * MINUTE,
    ])
  })

  it('is never later than the one after it', () => {
    const moments = fallbackTimes([late(30), early(10, 'mail')], { since: 0, cutOff: 30 * MINUTE })
    expect(moments).toEqual([30 * MINUTE, 20 * MINUTE])
    expect(dueAt(0, moments, FIRST)).toBe(20 * MINUTE)
  })

  it('leaves to whoever was called late as long as it would have had', () => {
    const moments = [10 * MINUTE, 30 * MINUTE]
    expect(dueAt(1, moments, { step: 0, fallbackStartedAt: 10 * MINUTE })).toBe(30 * MINUTE)
    expect(dueAt(1, moments, { step: 0, fallbackStartedAt: 100 * MINUTE })).toBe(120 * MINUTE)
    expect(dueAt(1, moments, { step: 0, fallbackStartedAt: 0 })).toBe(30 * MINUTE)
    expect(dueAt(1, [20 * MINUTE, 20 * MINUTE], { step: 0, fallbackStartedAt: 20 * MINUTE })).toBe(21 * MINUTE)
  })

  it('gives every route a share of the time, whatever the settings and the moment of the order', () => {
    const minutes = fc.integer({ min: 1, max: 600 })
    const steps = fc.array(
      fc.oneof(
        minutes.map((each) => late(each)),
        minutes.map((each) => early(each)),
      ),
      { minLength: 1, maxLength: 4 },
    )
    const time = fc.record({ since: fc.nat(1e9), ahead: fc.option(fc.integer({ min: -1e7, max: 1e8 })) })
    fc.assert(
      fc.property(steps, time, (given, { since, ahead }) => {
        const cutOff = ahead === null ? null : since + ahead
        const moments = fallbackTimes(given, { since, cutOff })
        let holder: { step: number; fallbackStartedAt: number | null } = FIRST
        let at = since
        for (const index of given.keys()) {
          const due = dueAt(index, moments, holder)
          if (due === null) continue
          expect(due).toBeGreaterThanOrEqual(at)
          if (holder.fallbackStartedAt !== null) expect(due).toBeGreaterThan(holder.fallbackStartedAt)
          at = due
          holder = { step: index, fallbackStartedAt: due }
        }
      }),
      { numRuns: histories(1_000) },
    )
  })
})
