import { describe, expect, it } from 'vitest'
import type { Alert } from '../../src/alerts/alert.ts'
import { err, ok } from '../../src/model/result.ts'
import { withRowLimit } from '../../src/outbox/sql.ts'
import { alertRules } from '../../src/profile/alert-rules.ts'
import { MORNING, tickingClock } from '../fakes/clock.ts'
import { failingSql, nodeSql } from '../fakes/node-sql.ts'
import { ERP, httpRoute, submission, supplierWith, WMS } from '../fakes/orders.ts'
import { settled, testOutbox } from '../fakes/outbox.ts'
import { hanging, status } from '../fakes/wire.ts'

const MINUTE = 60_000
const HELD = { starts: { erp: { state: 'held', reason: 'quantity' } as const } }

describe('the alarm', () => {
  it('is set when an order is accepted, and not again for the next', () => {
    const alarms: number[] = []
    const test = testOutbox({ ports: { setAlarm: (at) => alarms.push(at) } })
    for (let at = 0; at < 20; at++) test.accept({ orderId: `order-${at}` })
    expect(alarms).toEqual([test.clock.now()])
  })

  it('is set again by an object that wakes, for whatever the rows say', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept()
    test.reopen()
    expect(test.alarm).toBe(test.clock.now())
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('is not set by an object with nothing to do', () => {
    expect(testOutbox().alarm).toBeNull()
  })

  it('misses nothing that becomes due between two looks at a clock that runs', async () => {
    const clock = tickingClock()
    const sql = nodeSql()
    let alarm: number | null = null
    const test = testOutbox({
      sql,
      ports: {
        clock,
        setAlarm: (at) => {
          alarm = at
        },
      },
    })
    test.wire.answers(ERP, status(200))
    const supplier = supplierWith()
    for (let at = 0; at < 12; at++) test.outbox.accept(submission(supplier, { orderId: `order-${at}` }))
    // Orders that become due a millisecond apart from now on: some of them while the outbox checks.
    const start = clock.now()
    for (let at = 0; at < 12; at++)
      sql.all('UPDATE deliveries SET next_at = ? WHERE order_id = ?', start + 2 * at, `order-${at}`)
    for (let turn = 0; turn < 30 && alarm !== null; turn++) {
      alarm = null
      test.outbox.wake()
      await settled()
    }
    expect(sql.all("SELECT order_id FROM deliveries WHERE state <> 'delivered'")).toEqual([])
  })

  it('that meets a fault of the store does not throw, and looks again in a minute', async () => {
    const sql = nodeSql()
    let broken = false
    const test = testOutbox({ sql: failingSql(sql, (query) => broken && query.includes('next_at')) })
    test.wire.answers(ERP, status(200))
    test.accept()
    broken = true
    await test.work()
    expect(test.logged).toContainEqual({ event: 'dispatcher-fault', supplier: 'fresco', error: 'Error' })
    expect(test.alarm).toBe(MORNING + MINUTE)
    broken = false
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('serves the other routes when one of them cannot even be looked at', async () => {
    const two = supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] })
    const bad = {
      ...two,
      routes: two.routes.map((one) => (one.name === 'erp' ? { ...one, transport: { kind: 'pigeon' } } : one)),
    }
    const test = testOutbox({ supplier: bad })
    test.wire.answers(WMS, status(200))
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 waiting no', 'wms v1 delivered yes'])
    expect(test.alarm).toBeLessThanOrEqual(MORNING + MINUTE)
  })
})

describe('a fault while the end of a try is written down', () => {
  it('leaves the lease to run out, and the try uncertain', async () => {
    const sql = nodeSql()
    let broken = true
    const test = testOutbox({ sql: failingSql(sql, (query) => broken && query.includes('attempts = ? AND state')) })
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 sending no'])
    broken = false
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(new Set(test.wire.calls.map(({ key }) => key)).size).toBe(1)
    expect(test.outbox.view('order-1')?.timeline).toContainEqual(expect.objectContaining({ event: 'uncertain' }))
  })

  it('holds no document for a person that the store would not read or take: it goes when the store is well', async () => {
    for (const refused of ['document_metadata AS metadata, document AS bytes', 'UPDATE versions SET document_route']) {
      const sql = nodeSql()
      let broken = false
      const test = testOutbox({ sql: withRowLimit(failingSql(sql, (query) => broken && query.includes(refused))) })
      test.wire.answers(ERP, status(200))
      test.accept()
      broken = true
      await test.work()
      expect(test.wire.calls).toEqual([])
      expect(test.deliveries()).toEqual(['erp v1 sending no'])
      broken = false
      await test.pass(5 * MINUTE)
      expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    }
  })

  it('keeps the others for a minute: each would go out without a trace, and then again', async () => {
    const sql = nodeSql()
    let broken = true
    const test = testOutbox({ sql: failingSql(sql, (query) => broken && query.includes('attempts = ? AND state')) })
    test.wire.answers(ERP, status(200))
    for (let at = 0; at < 50; at++) test.accept({ orderId: `order-${at}` })
    await test.work()
    expect(test.wire.calls.length).toBeLessThanOrEqual(2)
    await test.pass(MINUTE - 1)
    expect(test.wire.calls.length).toBeLessThanOrEqual(2)
    broken = false
    await test.pass(3 * MINUTE)
    expect(sql.all("SELECT order_id FROM deliveries WHERE state <> 'delivered'")).toEqual([])
    expect(test.wire.calls.length).toBeLessThanOrEqual(52)
  })
})

describe('an alert', () => {
  it('is sent at once, and kept until it got through', async () => {
    const sent: Alert[] = []
    let works = false
    const test = testOutbox({
      ports: {
        sendAlert: async (_, alert) => {
          sent.push(alert)
          return works ? ok(null) : err({ why: 'It answered 500.', alone: false })
        },
      },
    })
    test.accept(HELD)
    await test.work()
    expect(sent).toHaveLength(1)
    await test.pass(5_000)
    expect(sent).toHaveLength(2)
    works = true
    await test.pass(10 * MINUTE)
    expect(sent).toHaveLength(3)
    expect(test.sql.all('SELECT * FROM alerts')).toEqual([])
    expect(sent[0]).toMatchObject({ kind: 'held', supplier: 'fresco', orderId: 'order-1', orderNumber: 'PO-order-1' })
  })

  it('is tried for a day, then once an hour for a week, and then given up, so that it does not wake us for ever', async () => {
    let tries = 0
    const test = testOutbox({
      ports: {
        sendAlert: () => {
          tries++
          return Promise.reject(new Error('no such host'))
        },
      },
    })
    test.accept(HELD)
    await test.pass(24 * 60 * MINUTE)
    expect(tries).toBeLessThan(160)
    await test.pass(8 * 24 * 60 * MINUTE)
    expect(tries).toBeLessThan(310)
    expect(test.alarm).toBeNull()
  })

  it('is sent over every channel, and one that hangs holds up no other', async () => {
    const mailed: string[] = []
    const test = testOutbox({
      ports: {
        alerts: alertRules(
          { alerts: { url: 'OPS', mail: { from: 'a@b.example', to: ['c@d.example'] } }, suppliers: {} },
          '',
        ),
        sendAlert: (channel, alert) => {
          if (channel.name === 'url') return new Promise(() => {})
          mailed.push(alert.orderId ?? '')
          return Promise.resolve(ok(null))
        },
      },
    })
    test.accept({ ...HELD, orderId: 'a' })
    test.accept({ ...HELD, orderId: 'b' })
    await test.work()
    expect(mailed).toEqual(['a', 'b'])
  })

  it('says what differs, so that a person can choose', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept({ content: 2 })
    await test.work()
    test.accept({ content: 3 })
    await test.work()
    expect(test.alerts).toMatchObject([{ kind: 'held', diff: ['00123: 2 → 3'] }])
  })

  it('stays short enough to be read and stored, however much is wrong with an order', async () => {
    const test = testOutbox()
    test.accept({ ...HELD, remark: 'Article 1 is not in the table. '.repeat(100_000) })
    await test.work()
    expect(test.alerts[0]?.text.length).toBeLessThan(3_000)
  })
})

describe('lanes', () => {
  it('keep a hanging route from holding up another', async () => {
    const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }) })
    test.wire.answers(ERP, hanging().answer)
    test.wire.answers(WMS, status(200))
    for (let at = 0; at < 30; at++) test.accept({ orderId: `order-${at}` })
    await test.work()
    expect(test.wire.calls.filter(({ url }) => url === WMS)).toHaveLength(30)
    expect(test.wire.calls.filter(({ url }) => url === ERP)).toHaveLength(2)
  })

  it('let one bad order pass by: the next goes out', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, ({ body }) => new Response(null, { status: body.includes('PO-bad') ? 422 : 200 }))
    for (const orderId of ['bad', 'good', 'better']) test.accept({ orderId })
    await test.work()
    expect(['bad', 'good', 'better'].flatMap(test.deliveries)).toEqual([
      'erp v1 refused no',
      'erp v1 delivered yes',
      'erp v1 delivered yes',
    ])
  })
})
