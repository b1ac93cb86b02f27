import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { HOUR, MINUTE } from './taking.ts'

describe('before every attempt', () => {
  const closed = (maxAgeHours = 48) => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours, routes: [httpRoute('erp', ERP)] }) })
    test.wire.door(ERP, 'closed')
    test.wire.answers(ERP, status(200))
    return test
  }

  it('a delivery date that has passed at the supplier holds the order as stale, and tells', async () => {
    const test = closed()
    test.accept({ deliveryDate: '2026-11-24' })
    // 24 November ends in Brussels at 23:00 UTC, fourteen hours from now.
    await test.pass(14 * HOUR - 31 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
    await test.pass(62 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 held/stale no'])
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['late', 'held'])
    expect(test.wire.calls).toEqual([])
  })

  it('an age passed holds it as stale', async () => {
    const test = closed(1)
    test.accept({ deliveryDate: null })
    await test.pass(2 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/stale no'])
  })

  it('a person who releases it starts both anew', async () => {
    const test = closed(1)
    test.accept({ deliveryDate: '2026-11-24' })
    await test.pass(24 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/stale no'])
    test.wire.door(ERP, 'open')
    expect(test.outbox.release('order-1', { by: 'ann' })).toEqual({ ok: true })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })
})

describe('an unsettled delivery', () => {
  it('is told late once, and again only after a person has set it going anew', async () => {
    const test = testOutbox()
    test.wire.door(ERP, 'closed')
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.pass(14 * MINUTE)
    expect(test.alerts).toEqual([])
    await test.pass(2 * MINUTE)
    expect(test.alerts.map(({ kind, orderId }) => [kind, orderId])).toEqual([['late', 'order-1']])
    await test.pass(HOUR)
    expect(test.alerts).toHaveLength(1)
    test.outbox.retry('order-1', 'erp', { by: 'ann' })
    await test.pass(16 * MINUTE)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['late', 'late'])
  })

  it('is told late after a release too', async () => {
    const test = testOutbox()
    test.wire.door(ERP, 'closed')
    test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.outbox.release('order-1', { by: 'ann' })
    await test.pass(16 * MINUTE)
    expect(test.troubles.map(({ kind }) => kind)).toEqual(['held', 'late'])
  })

  it('is told late on a paused route, too', async () => {
    const test = testOutbox()
    test.outbox.pause('erp', { by: 'ann' })
    test.accept()
    await test.pass(16 * MINUTE)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['late'])
  })

  it('is given up after a day, and told as refused', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.pass(26 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 refused no'])
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['late', 'refused'])
    const tries = test.wire.calls.length
    expect(test.outbox.view('order-1')?.deliveries[0]?.note).toContain(`after 24 hours and ${tries} tries.`)
    expect(test.alarm).toBeNull()
  })

  it('is tried again before it is given up, however long the receiver asks us to wait', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(503, { 'retry-after': '99999999999999999999' }))
    test.accept()
    await test.work()
    test.wire.answers(ERP, status(200))
    await test.pass(25 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('waits as long as the receiver asks, when that is longer than ours', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(429, { 'retry-after': '7200' }))
    test.accept()
    await test.work()
    test.wire.answers(ERP, status(200))
    await test.pass(2 * HOUR - 1)
    expect(test.wire.calls).toHaveLength(1)
    await test.pass(1)
    expect(test.wire.calls).toHaveLength(2)
  })
})
