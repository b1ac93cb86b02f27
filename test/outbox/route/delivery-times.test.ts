import { describe, expect, it } from 'vitest'
import { ERP } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const MINUTE = 60_000
const DAY = 86_400_000

function opened() {
  const test = testOutbox()
  test.wire.answers(ERP, status(200))
  return test
}

describe('the deliveries of a day', () => {
  it('are counted by half hour, with the time within which half and 95 in 100 arrived', async () => {
    const test = opened()
    for (let at = 0; at < 19; at++) test.accept({ orderId: `fast-${at}` })
    await test.work()
    test.outbox.pause('erp', { by: 'Wim' })
    for (const orderId of ['slow-1', 'slow-2']) test.accept({ orderId })
    await test.pass(5 * MINUTE)
    test.outbox.resume('erp', { by: 'Wim' })
    await test.pass(30 * MINUTE)
    const { deliveries, times } = test.outbox.desk()
    expect(deliveries[0]?.halfHours.slice(-3)).toEqual([0, 21, 0])
    expect(times).toEqual({ count: 21, p50Seconds: 0, p95Seconds: 300 })
  })

  it('are none while nothing arrived today', async () => {
    const test = opened()
    expect(test.outbox.desk()).toMatchObject({ times: null, deliveries: [{ route: 'erp' }] })
    test.accept()
    await test.work()
    await test.pass(DAY)
    expect(test.outbox.desk().times).toBeNull()
  })
})

describe('the orders per hour', () => {
  it('stand beside the usual number of the same weekday, as far as weeks are known', async () => {
    const test = opened()
    expect(test.outbox.desk().hours.usual).toBeNull()
    for (const count of [4, 2]) {
      for (let at = 0; at < count; at++) test.accept({ orderId: `order-${count}-${at}` })
      await test.work()
      test.outbox.desk()
      await test.pass(7 * DAY)
    }
    test.accept({ orderId: 'today' })
    const { orders, usual } = test.outbox.desk().hours
    expect(orders[10]).toBe(1)
    expect(usual?.[10]).toBe(3)
  })
})
