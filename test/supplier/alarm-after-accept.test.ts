import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wakeAt } from '../../src/outbox/wake.ts'
import { openingsAt } from '../../src/profile/opening.ts'
import { histories } from '../fakes/histories.ts'
import { ERP, httpRoute, type SubmissionWish, submission, supplierWith, WMS } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { hanging, status } from '../fakes/wire.ts'

const HOUR = 3_600_000

const arrival = fc.record({
  kind: fc.constant('accept' as const),
  order: fc.nat(5),
  content: fc.integer({ min: 1, max: 3 }),
  source: fc.constantFrom('webhook' as const, 'poll' as const),
  unconfirmed: fc.boolean(),
  cutOffIn: fc.constantFrom(null, 60_000, HOUR),
  placedIn: fc.constantFrom(null, HOUR),
  letters: fc.constantFrom(0, 0, 3),
  start: fc.constantFrom(
    ...[{ state: 'waiting' as const }, { state: 'waiting' as const }, { state: 'refused' as const }],
    { state: 'held' as const, reason: 'quantity' as const },
  ),
})
const step = fc.oneof(
  { weight: 4, arbitrary: arrival },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('pause' as const, 'pause-for' as const, 'resume' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('answer' as const), code: fc.constantFrom(200, 503, 401, 0) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.constantFrom(1, 5, 100, 3_000) }),
  },
)
const settings = fc.record({
  sendAfterSeconds: fc.constantFrom(0, 5),
  route: fc.constantFrom(
    {},
    { fallbacks: [{ route: 'wms', afterMinutes: 5 }] },
    { order: 'customer' },
    { pace: { perMinute: 2 } },
    { pace: { opening: [{ from: '10:20', to: '10:50' }] } },
  ),
})

const wishOf = (
  { order, cutOffIn, placedIn, letters, start, ...wish }: typeof arrival extends fc.Arbitrary<infer A> ? A : never,
  now: number,
): SubmissionWish => ({
  ...wish,
  orderId: `order-${order}`,
  cutOff: cutOffIn && now + cutOffIn,
  placedAt: placedIn && now + placedIn,
  losses: letters > 0 ? [{ route: 'erp', letters }] : [],
  starts: { erp: start },
})

async function take(test: TestOutbox, one: typeof step extends fc.Arbitrary<infer S> ? S : never): Promise<void> {
  if (one.kind === 'accept') test.outbox.accept(submission(test.supplier, wishOf(one, test.clock.now())))
  else if (one.kind === 'pass') await test.pass(one.seconds * 1_000)
  else if (one.kind === 'answer')
    for (const url of [ERP, WMS]) test.wire.answers(url, one.code === 0 ? hanging().answer : status(one.code))
  else if (one.kind === 'resume') test.outbox.resume('erp', { by: 'an' })
  else test.outbox.pause('erp', { by: 'an' }, one.kind === 'pause' ? null : test.clock.now() + 60_000)
}

describe('the alarm after an accept', () => {
  it('comes no later than the first check that a row needs', async () => {
    const run = fc.asyncProperty(
      settings,
      fc.array(step, { minLength: 2, maxLength: 20 }),
      async ({ route, ...timing }, steps) => {
        const routes = [httpRoute('erp', ERP, route), httpRoute('wms', WMS)]
        const test = testOutbox({ supplier: supplierWith({ routes, ...timing }), ports: { startsWhenAccepted: true } })
        for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
        for (const one of steps) {
          // Rows that were due before were checked by the last alarm.
          test.clock.advance(1)
          await take(test, one)
          if (one.kind !== 'accept') continue
          const now = test.clock.now()
          const needed = wakeAt(test.sql, openingsAt(test.supplier, now), now - 1)
          if (needed !== null) expect(test.alarm, JSON.stringify(one)).toBeLessThanOrEqual(Math.max(now, needed))
        }
      },
    )
    await fc.assert(run, { numRuns: histories(200) })
  })
})
