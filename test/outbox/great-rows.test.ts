import { describe, expect, it, vi } from 'vitest'
import { type Problem, refusal } from '../../src/model/problem.ts'
import type { RefusedOrder } from '../../src/outbox/refused.ts'
import { keepRefused } from '../../src/steps/keep-refused.ts'
import { bodyOf, ERP, postedOrder } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

/** Longest size of a post. */
const LONG = 1_040_000

describe('a row holds at most 2 MB, and', () => {
  it('a changed order is taken and told of, however long its remarks were and are', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    const remarks = (letter: string) => bodyOf(postedOrder({ order_remarks: letter.repeat(LONG) }))
    test.accept({ content: 1, body: remarks('a') })
    await test.pass(1_000)
    expect(test.accept({ content: 2, body: remarks('b') })).toMatchObject({ status: 'held', version: 2 })
    await test.pass(1_000)
    const [told] = test.alerts
    expect(told?.diff?.[0]).toMatch(/^remarks: a{300} … → b{300} …$/)
  })

  it('a refused order is kept, however much is wrong with it', async () => {
    const test = testOutbox()
    const problem: Problem = { path: 'packages[1].quantity_ordered', code: 'too-long', message: 'é'.repeat(300) }
    const refused = refusal(422, 'No', problem, ...Array.from({ length: 10_000 }, () => problem))
    const named = { id: 'a', number: 'A', customer: 'C' }
    const later = vi.fn()
    const outbox = { keepRefused: async (order: RefusedOrder) => test.outbox.keepRefused(order) }
    await keepRefused({ refusal: refused, named }, new Uint8Array(1), {
      outbox: () => outbox,
      later,
      clock: test.clock,
    } as never)
    expect(later).not.toHaveBeenCalled()
    expect(test.outbox.view('a')?.problems).toHaveLength(1_351)
  })
})
