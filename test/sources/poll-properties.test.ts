import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDice, type Dice } from '../../src/cli/fake-apicbase/dice.ts'
import { randomFaults } from '../../src/cli/fake-apicbase/faults.ts'
import { makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { MORNING } from '../fakes/clock.ts'
import { histories } from '../fakes/histories.ts'
import { mailboxRoute } from '../fakes/orders.ts'
import { pollingGateway } from '../fakes/polling-gateway.ts'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE

const plan = fc.record({
  seed: fc.nat(),
  orders: fc.integer({ min: 0, max: 60 }),
  old: fc.integer({ min: 0, max: 10 }),
  pageSize: fc.integer({ min: 2, max: 12 }),
  requestsPerRun: fc.integer({ min: 5, max: 30 }),
  envelope: fc.constantFrom('next' as const, 'count' as const, 'bare' as const),
  dateFilter: fc.constantFrom('date' as const, 'timestamp' as const, 'none' as const),
  faults: fc.constantFrom(0, 0.05, 0.3),
  /** How often orders arrive during a read of the list, and how often orders leave. */
  comes: fc.constantFrom(0, 0.2, 0.6),
  leaves: fc.constantFrom(0, 0.2),
  /** How often a run dies, so that its outbox gets no further call. */
  dies: fc.constantFrom(0, 0.1),
})

type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never

function play({ seed, orders, old, faults, comes, leaves, dies, envelope, ...api }: Plan) {
  const dice: Dice = createDice(seed)
  const faulty = randomFaults(dice.fork(), faults)
  let calm = false
  const gateway = pollingGateway({
    api: { ...api, mode: 'both', requestsPerMinute: 1_000 },
    settings: { routes: [mailboxRoute('box')] },
    fake: {
      rateLimit: { limit: 1_000_000 },
      faults: () => (calm ? null : faulty()),
      list: { envelope, dateFilter: api.dateFilter === 'timestamp' ? 'timestamp' : 'date' },
    },
  })
  const { fake, box } = gateway
  const [making, moving] = [dice.fork(), dice.fork()]
  let made = 0
  const make = (at: number) => makeOrder(++made, at, making)
  const spread = (count: number, from: number, to: number) =>
    Array.from({ length: count }, (_, at) => make(from + ((to - from) * (at + 1)) / (count + 1)))
  fake.book.place(...spread(orders, MORNING - 3 * DAY, MORNING))
  // `since` is the 20th of November in Brussels.
  const before = spread(old, MORNING - 6 * DAY, MORNING - 4.5 * DAY)
  fake.book.place(...before)
  fake.disturb = (page) => {
    if (calm) return page
    if (moving.chance(comes)) fake.book.place(make(box.clock.now()))
    // A list without a reported length has an admitted gap: see list-scan.ts.
    if (envelope !== 'bare' && moving.chance(leaves)) {
      // Only orders that were read are delivered.
      const known = fake.book.orders.find(({ id, status }) => status === 'ORDERED' && gateway.kv.has(id))
      if (known) fake.book.put({ ...known, status: 'DELIVERED' })
    }
    return page
  }
  const alive = () => !calm && moving.chance(dies)
  async function run(): Promise<boolean> {
    if (alive()) {
      // A run began and then died.
      box.outbox.beginPoll(25_000)
      box.clock.advance(MINUTE)
    }
    const report = await gateway.poll()
    expect(report.seen).toBe(report.accepted + report.duplicate + report.held + report.refused + report.skipped)
    box.clock.advance(5 * MINUTE)
    return report.complete
  }
  return {
    ...gateway,
    before,
    run,
    beCalm: () => {
      calm = true
    },
  }
}

/** An order moves up past the scan twice in a row, while no other order is unknown. */
const PULLED_UP_TWICE: Plan = {
  ...{ seed: 1_242_971_283, orders: 51, old: 0, pageSize: 4, requestsPerRun: 7 },
  ...{ envelope: 'count', dateFilter: 'timestamp', faults: 0.05, comes: 0, leaves: 0.2, dies: 0 },
}

describe('whatever happens to the list while it is read', () => {
  it('every order that stays listed is taken, once; none from before `since`', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (given) => {
        const { run, beCalm, fake, box, before } = play(given)
        for (let at = 0; at < 8; at++) await run()
        beCalm()
        // The next scan reads orders that arrived during the last scan.
        for (const reading of ['the one under way', 'the next']) {
          let complete = false
          for (let at = 0; at < 60 && !complete; at++) complete = await run()
          expect({ reading, complete }).toEqual({ reading, complete: true })
        }
        const stored = box.sql.all<{ id: string; version: number }>('SELECT id, version FROM orders')
        const ids = new Set(stored.map(({ id }) => id))
        const listed = fake.book.orders.filter(({ id }) => !before.some((one) => one.id === id))
        expect(listed.filter(({ id }) => !ids.has(id))).toEqual([])
        expect(before.filter(({ id }) => ids.has(id))).toEqual([])
        expect(stored.filter(({ version }) => version !== 1)).toEqual([])
      }),
      { numRuns: histories(60), examples: [[PULLED_UP_TWICE]] },
    )
  }, 120_000)
})
