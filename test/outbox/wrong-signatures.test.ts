import { describe, expect, it } from 'vitest'
import { takeLook } from '../../src/sources/looks.ts'
import { countWrongSignature } from '../../src/steps/count-wrong-signature.ts'
import { startCpuTime } from '../fakes/cpu-time.ts'
import { bodyOf, postedOrder } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

const HOUR = 3_600_000

describe('orders with a wrong signature', () => {
  it('are told at the third in a row, whichever instances they come to, and after a restart of the object', async () => {
    const test = testOutbox()
    test.outbox.addWrongSignature()
    test.reopen()
    test.outbox.addWrongSignature()
    await test.work()
    expect(test.alerts).toEqual([])
    test.outbox.addWrongSignature()
    await test.work()
    expect(test.alerts).toMatchObject([{ kind: 'wrong-secret' }])
  })

  it.each(['an order', 'a refused order'])('are counted anew after %s with a good one', async (good) => {
    const test = testOutbox()
    for (let round = 0; round < 10; round++) {
      test.outbox.addWrongSignature()
      test.outbox.addWrongSignature()
      if (good === 'an order') test.accept({ orderId: `order-${round}`, orderNumber: `PO-${round}` })
      else
        test.outbox.keepRefused({
          orderId: `r-${round}`,
          orderNumber: null,
          customer: null,
          body: new Uint8Array(),
          problems: '[]',
        })
    }
    await test.work()
    expect(test.alerts.filter(({ kind }) => kind === 'wrong-secret')).toEqual([])
  })

  it('cost a stranger’s supplier neither storage nor peace: three writes between good orders, one message an hour', async () => {
    const test = testOutbox()
    const writes = (): number => Number(test.sql.all<{ n: number }>('SELECT total_changes() AS n')[0]?.n)
    for (let round = 0; round < 60; round++) {
      for (let post = 0; post < 3; post++) test.outbox.addWrongSignature()
      const before = writes()
      for (let post = 0; post < 1_000; post++) test.outbox.addWrongSignature()
      expect(writes()).toBe(before)
      test.accept({ orderId: `order-${round}`, orderNumber: `PO-${round}` })
      await test.pass(HOUR / 20)
    }
    expect(test.alerts.filter(({ kind }) => kind === 'wrong-secret').length).toBeLessThanOrEqual(4)
  })
})

describe('what is counted', () => {
  const counted = async (body: Uint8Array, looks = 1_000) => {
    let [count, looked] = [0, 0]
    const outbox = () => ({ addWrongSignature: async () => void count++ })
    const ports = { mayLook: () => looked++ < looks, outbox } as unknown as Parameters<typeof countWrongSignature>[1]
    await countWrongSignature(body, ports)
    return { count, looked }
  }

  it('is a post that holds an order', async () => {
    expect(await counted(bodyOf(postedOrder()))).toEqual({ count: 1, looked: 1 })
  })

  it.each([
    ['no order', bodyOf({ hello: 'you' }), 0],
    ['an order that is not whole', bodyOf({ ...postedOrder(), packages: [] }), 1],
    ['brackets', bodyOf('x').fill(0x5b), 0],
    ['too much', bodyOf({ ...postedOrder(), more: 'x'.repeat(300_000) }), 0],
  ])('is not %s', async (_, body, looked) => {
    expect(await counted(body)).toEqual({ count: 0, looked })
  })

  it('costs little whatever its lines are', async () => {
    const lines = Array.from({ length: 30_000 }, () => ({ a: 1 }))
    const cpuTime = startCpuTime()
    expect(await counted(bodyOf({ ...postedOrder(), packages: lines }))).toEqual({ count: 0, looked: 1 })
    expect(cpuTime()).toBeLessThan(500)
  })

  it('is six a minute at most, for each supplier', () => {
    const counts = new Map()
    const taken = (supplier: string, now: number) =>
      Array.from({ length: 20 }, () => takeLook(counts, supplier, now)).filter(Boolean).length
    expect([taken('a', 0), taken('a', 59_999), taken('b', 0), taken('a', 60_000)]).toEqual([6, 0, 6, 6])
  })
})
