import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterWait, createAcceptGroup } from '../../src/supplier/accept-group.ts'
import { manualClock } from '../fakes/clock.ts'
import { failingSql, nodeSql } from '../fakes/node-sql.ts'
import { submission } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

/** The event loop under the control of the test. */
function turns() {
  const later: (() => void)[] = []
  return {
    next: (work: () => void) => void later.push(work),
    run: (): void => later.shift()?.(),
    get left() {
      return later.length
    },
  }
}

const CLOCK = manualClock()

describe('a group of accepted orders', () => {
  it('runs a call that arrives alone at once, and each call that follows in a later turn', () => {
    const loop = turns()
    const group = createAcceptGroup(loop.next, CLOCK)
    for (let order = 0; order < 3; order++) {
      expect(group(() => order)).toBe(order)
      loop.run()
    }
    expect(loop.left).toBe(0)
  })

  it('runs the calls that arrive during the first call together, in the order of their arrival', async () => {
    const loop = turns()
    const group = createAcceptGroup(loop.next, CLOCK)
    const ran: number[] = []
    const answers = [0, 1, 2, 3].map((order) => group(() => ran.push(order)))
    expect(ran).toEqual([0])
    loop.run()
    expect(ran).toEqual([0, 1, 2, 3])
    expect(await Promise.all(answers)).toEqual([1, 2, 3, 4])
    loop.run()
    expect(loop.left).toBe(0)
  })

  it('stores no order whose deadline passed while the order waited for its group', async () => {
    const loop = turns()
    const test = testOutbox()
    const group = createAcceptGroup(loop.next, test.clock)
    const accept = (orderId: string) =>
      group((waitedMs) => test.outbox.accept(afterWait(submission(test.supplier, { orderId, withinMs: 50 }), waitedMs)))
    const first = accept('first')
    const late = accept('late')
    test.clock.advance(30)
    const intime = accept('in-time')
    test.clock.advance(30)
    loop.run()
    expect([await first, await late, await intime]).toMatchObject([
      { status: 'accepted' },
      null,
      { status: 'accepted' },
    ])
    expect(test.sql.all('SELECT id FROM orders ORDER BY id')).toEqual([{ id: 'first' }, { id: 'in-time' }])
  })

  it('lengthens no deadline when the clock jumps back', async () => {
    const loop = turns()
    const clock = manualClock()
    const group = createAcceptGroup(loop.next, clock)
    group(() => {})
    const waited = group((waitedMs) => waitedMs)
    clock.advance(-5_000)
    loop.run()
    expect(await waited).toBe(0)
  })

  it('ends a turn after 100 orders, so that the calls behind a crowd are answered in between', async () => {
    const loop = turns()
    const group = createAcceptGroup(loop.next, CLOCK)
    const ran: number[] = []
    for (let order = 0; order < 251; order++) void group(() => ran.push(order))
    const turnsOf: number[] = []
    for (; loop.left > 0; turnsOf.push(ran.length)) loop.run()
    expect(turnsOf).toEqual([101, 201, 251, 251])
    expect(ran).toEqual([...ran].sort((a, b) => a - b))
  })

  it('gives each order its own answer, whatever happens to the other orders of its group', async () => {
    const sql = nodeSql()
    let isBad = false
    const test = testOutbox({ sql: failingSql(sql, (query) => isBad && query.includes('INTO deliveries')) })
    const order = fc.record({ isBad: fc.boolean(), turnsBefore: fc.nat({ max: 2 }) })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(order, { minLength: 1, maxLength: 12 }), async (orders) => {
        run++
        const loop = turns()
        const group = createAcceptGroup(loop.next, CLOCK)
        const answers = orders.map((each, at) => {
          for (let turn = 0; turn < each.turnsBefore; turn++) loop.run()
          return endOf(() =>
            group(() => {
              isBad = each.isBad
              return test.outbox.accept(submission(test.supplier, { orderId: `${run}-${at}` }))
            }),
          )
        })
        while (loop.left > 0) loop.run()
        const ends = await Promise.all(answers)
        isBad = false
        expect(ends).toEqual(orders.map((each) => (each.isBad ? 'failed' : 'accepted')))
        const stored = sql.all<{ id: string }>('SELECT id FROM orders WHERE id LIKE ?', `${run}-%`)
        const good = orders.flatMap((each, at) => (each.isBad ? [] : [`${run}-${at}`]))
        expect(new Set(stored.map(({ id }) => id))).toEqual(new Set(good))
      }),
    )
  })
})

/** How a call ended, thrown or rejected alike. */
async function endOf(call: () => unknown): Promise<string> {
  try {
    const answer = await call()
    return typeof answer === 'object' && answer !== null && 'status' in answer ? String(answer.status) : 'none'
  } catch {
    return 'failed'
  }
}
