import { describe, expect, it } from 'vitest'
import { localDate } from '../../src/model/local-time.ts'
import type { Statement } from '../../src/outbox/statements/statement.ts'
import { ERP, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { seededRandom } from '../fakes/random.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** The test's own knowledge of an order. */
interface Placed {
  readonly id: string
  readonly placedAt: number
  readonly acceptedAt: number
  readonly listed: boolean
  readonly fate: 'delivered' | 'refused' | 'held' | 'done' | 'discarded'
}

/**
 * Two and a half days of orders for one supplier, with a cron run every five minutes. Returns the statements and the
 * orders.
 */
async function live(seed: number, start: string, settings: Record<string, unknown>, orders: number) {
  const random = seededRandom(seed)
  const between = (low: number, high: number): number => Math.floor(low + random() * (high - low))
  const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 1_000, ...settings }) })
  test.clock.set(Date.parse(start))
  test.reopen()
  let answer = 200
  test.wire.answers(ERP, () => new Response(null, { status: answer }))
  test.outbox.makeStatements()
  const placed: Placed[] = []
  const due = Array.from({ length: orders }, () => ({
    placedAt: Date.parse(start) + between(1, 60 * HOUR),
    delay: random() < 0.1 ? between(0, 30 * HOUR) : between(0, 2 * MINUTE),
  })).sort((a, b) => a.placedAt + a.delay - (b.placedAt + b.delay))
  const texts: Statement[] = []
  for (let minute = 0; minute < 91 * 60; minute += 5) {
    await test.pass(5 * MINUTE)
    while (due[0] && due[0].placedAt + due[0].delay <= test.clock.now()) {
      const { placedAt } = due.shift() ?? { placedAt: 0 }
      const fate = (['delivered', 'delivered', 'delivered', 'refused', 'held', 'done', 'discarded'] as const)[
        between(0, 7)
      ]
      if (!fate) throw new Error('No fate.')
      const id = `order-${placed.length}`
      const isHeld = fate === 'held' || fate === 'discarded'
      answer = fate === 'delivered' ? 200 : 422
      test.accept({
        orderId: id,
        placedAt,
        ...(isHeld ? { starts: { erp: { state: 'held', reason: 'quantity' } } } : {}),
      })
      await test.work()
      if (fate === 'done') test.outbox.done(id, 'erp', { by: 'An' })
      if (fate === 'discarded') test.outbox.discard(id, { by: 'Bo', note: 'Not meant.' })
      placed.push({ id, listed: placed.length % 3 > 0, placedAt, acceptedAt: test.clock.now(), fate })
    }
    if (test.supplier.api) poll(test, placed)
    test.outbox.makeStatements()
  }
  const zone = test.supplier.timeZone
  for (let day = -1; day < 6; day++)
    texts.push(...test.outbox.statementsOn(localDate(Date.parse(start) + day * 24 * HOUR, zone)))
  return { statements: texts.filter(({ number }) => number !== null), placed }
}

/** Imitates `sources/poll.ts` for a due statement: imports all listed orders, here two of three orders. */
function poll(test: ReturnType<typeof testOutbox>, placed: readonly Placed[]): void {
  const begun = test.outbox.beginPoll(1_000)
  if (!begun) throw new Error('A run is under way.')
  const audit = begun.auditFrom !== null
  const listed = placed.filter(({ listed }) => listed)
  if (audit) test.outbox.findChanged(listed.map(({ id }) => ({ orderId: id, digest: '' })))
  const complete = { startedAt: test.clock.now(), audit }
  test.outbox.endPoll(begun.run, { sweep: null, complete, failure: null, newest: null, missed: [] })
}

const within = (orders: readonly Placed[], from: number, to: number) =>
  orders.filter(({ placedAt }) => placedAt >= from && placedAt < to)

/** Counts again from the placed orders, independently of the outbox. */
function countedAgain(statement: Statement, placed: readonly Placed[], before: Statement | undefined) {
  const [from, to, madeAt] = [statement.from, statement.to, statement.madeAt].map((moment) => Date.parse(moment))
  const known = placed.filter(({ acceptedAt }) => acceptedAt <= Number(madeAt))
  const received = within(known, Number(from), Number(to))
  const settled = (fate: Placed['fate']) => fate === 'delivered' || fate === 'done'
  const waits = (fate: Placed['fate']) => fate === 'refused' || fate === 'held'
  return {
    received: received.length,
    delivered: received.filter(({ fate }) => settled(fate)).length,
    discarded: received.filter(({ fate }) => fate === 'discarded').length,
    waitingCount: known.filter(({ fate }) => waits(fate)).length,
    late: known.filter(
      ({ placedAt, acceptedAt }) =>
        placedAt < Number(from) && acceptedAt > (before ? Date.parse(before.madeAt) : Number.NEGATIVE_INFINITY),
    ).length,
    byHand: known.filter(
      ({ fate, acceptedAt }) =>
        (fate === 'done' || fate === 'discarded') &&
        acceptedAt > (before ? Date.parse(before.madeAt) : Number.NEGATIVE_INFINITY),
    ).length,
  }
}

const listedOf = ({ from, to, madeAt }: Statement, placed: readonly Placed[]): number =>
  within(placed, Date.parse(from), Date.parse(to)).filter(
    ({ listed, acceptedAt }) => listed && acceptedAt <= Date.parse(madeAt),
  ).length

const api = { clientId: 'API_ID', clientSecret: 'API_SECRET', since: '2026-01-01' }

describe.each([
  ['when the clock is put back', '2026-10-24T06:00:00Z', [24, 25]],
  ['when the clock is put forward', '2027-03-27T06:00:00Z', [24, 23]],
] as const)('two days of three suppliers %s', (_, start, hours) => {
  it.each([
    [1, { timeZone: 'Europe/Brussels', api }, 300],
    [2, { timeZone: 'Europe/Brussels', statement: { at: '02:30' }, language: 'nl' }, 120],
    [3, { timeZone: 'Europe/Brussels' }, 0],
  ] as const)('are told as counted independently (seed %i)', async (seed, settings, orders) => {
    const { statements, placed } = await live(seed, start, settings, orders)
    expect(statements.map(({ number }) => number)).toEqual(statements.map((_, at) => at + 1))
    expect(statements.length).toBeGreaterThanOrEqual(2)
    expect(placed.length).toBe(orders)
    for (const [at, statement] of statements.entries()) {
      const { byHand, ...counts } = countedAgain(statement, placed, statements[at - 1])
      expect(statement).toMatchObject(counts)
      expect(statement.byHand.length).toBe(byHand)
      if ('api' in settings) expect(statement.apicbase).toBe(listedOf(statement, placed))
      else expect(statement.apicbase).toBeNull()
      if (at > 0) expect(statement.from).toBe(statements[at - 1]?.to)
    }
    const lengths = statements.map(({ from, to }) => (Date.parse(to) - Date.parse(from)) / HOUR)
    expect(lengths).toEqual(expect.arrayContaining([...hours]))
  })
})
