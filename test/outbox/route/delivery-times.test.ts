import { describe, expect, it } from 'vitest'
import type { Sql, SqlValue } from '../../../src/outbox/sql.ts'
import { contrl, ordrsp } from '../../fakes/acknowledgements.ts'
import { nodeSql } from '../../fakes/node-sql.ts'
import { EDIFACT, ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const HELD = { erp: { state: 'held', reason: 'quantity' } } as const

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
    const { deliveries, times } = test.outbox.deskTraffic()
    expect(deliveries[0]?.halfHours.slice(-3)).toEqual([0, 21, 0])
    expect(times).toEqual({ count: 21, p50Seconds: 0, p95Seconds: 300 })
  })

  it('end with the receipt that settled the delivery, whatever the receiver says later', async () => {
    const route = httpRoute('erp', ERP, {
      document: EDIFACT,
      receipt: 'acknowledgement',
      acknowledgements: { token: 'T' },
    })
    const test = testOutbox({ supplier: supplierWith({ routes: [route] }) })
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.pass(MINUTE)
    expect(test.hear(ordrsp('PO-order-1')).matched).toMatchObject([{ effect: 'settled' }])
    await test.pass(60 * MINUTE)
    expect(test.hear(contrl('1')).matched).toMatchObject([{ effect: 'noted' }])
    expect(test.outbox.deskTraffic().times).toEqual({ count: 1, p50Seconds: 60, p95Seconds: 60 })
  })

  it('end with the success of an order from an earlier gateway, whatever its timeline says later', async () => {
    const test = opened()
    test.accept()
    await test.work()
    test.sql.all(`INSERT INTO timeline (order_id, seq, at, event, version, route)
      SELECT order_id, delivered_seq, delivered_at, 'delivered', version, route FROM deliveries
      UNION ALL SELECT order_id, delivered_seq + 1, delivered_at + ${60 * MINUTE}, 'route-known', version, route FROM deliveries`)
    test.sql.all('UPDATE deliveries SET delivered_at = NULL, delivered_seq = NULL, delivered_note = NULL')
    await test.pass(60 * MINUTE)
    expect(test.outbox.deskTraffic().times).toEqual({ count: 1, p50Seconds: 0, p95Seconds: 0 })
  })

  it('are read once: a page that is made again reads new orders, and orders that were open', async () => {
    const bare = nodeSql()
    let rows = 0
    const sql: Sql = {
      ...bare,
      all<T extends object>(query: string, ...bind: SqlValue[]) {
        const found = bare.all<T>(query, ...bind)
        rows += found.length
        return found
      },
    }
    const test = testOutbox({ sql })
    test.wire.answers(ERP, status(200))
    for (let at = 0; at < 300; at++) test.accept({ orderId: `early-${at}` })
    await test.work()
    for (let at = 0; at < 5; at++) test.accept({ orderId: `held-${at}`, starts: HELD })
    expect(test.outbox.deskTraffic().times?.count).toBe(300)
    for (let at = 0; at < 3; at++) test.accept({ orderId: `late-${at}` })
    test.outbox.done('held-1', 'erp', { by: 'Wim', note: 'Keyed in.' })
    test.outbox.release('held-2', { by: 'Wim' })
    await test.work()
    rows = 0
    expect(test.outbox.deskTraffic().times?.count).toBe(304)
    expect(rows).toBeLessThan(20)
  })

  it('count again after ten minutes, so that a delivery of a changed order is there too', async () => {
    const test = opened()
    test.accept()
    await test.work()
    expect(test.outbox.deskTraffic().times?.count).toBe(1)
    test.accept({ content: 3 })
    test.outbox.release('order-1', { by: 'Wim', as: 'replacement' })
    await test.work()
    await test.pass(10 * MINUTE)
    expect(test.outbox.deskTraffic().times?.count).toBe(2)
  })

  it('are there while a hundred newer orders wait, look by look where thousands wait', async () => {
    const test = opened()
    for (let at = 0; at < 10; at++) test.accept({ orderId: `early-${at}` })
    await test.work()
    for (let at = 0; at < 2_500; at++) test.accept({ orderId: `held-${at}`, starts: HELD })
    expect(test.outbox.deskTraffic().times).toBeNull()
    expect(test.outbox.deskTraffic().times?.count).toBe(10)
    await test.pass(DAY + MINUTE)
    expect(test.outbox.deskTraffic().times).toBeNull()
  })

  it('are none while nothing arrived today', async () => {
    const test = opened()
    expect(test.outbox.deskTraffic()).toMatchObject({ times: null, deliveries: [{ route: 'erp' }] })
    test.accept()
    await test.work()
    await test.pass(DAY)
    expect(test.outbox.deskTraffic().times).toBeNull()
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
