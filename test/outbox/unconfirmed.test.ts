import { describe, expect, it } from 'vitest'
import { accept } from '../../src/outbox/accept.ts'
import { keepRefused } from '../../src/outbox/refused.ts'
import { MORNING } from '../fakes/clock.ts'
import { ERP, submission } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { cut, status } from '../fakes/wire.ts'
import { ledger, rowsIn, supplier, TIMING } from './ledger.ts'

describe('a refused order', () => {
  const refused = {
    orderId: 'order-1',
    orderNumber: 'PO-1',
    customer: 'C-77',
    body: new Uint8Array([1]),
    problems: '["x"]',
  }

  it('is kept once, with the latest problems, and listed until a content of it is accepted', () => {
    const test = testOutbox()
    test.outbox.keepRefused({ ...refused, problems: '["old"]' })
    test.outbox.keepRefused(refused)
    expect(test.outbox.view('order-1')).toMatchObject({ state: 'refused', version: 0, problems: ['x'], deliveries: [] })
    expect(test.accept()).toMatchObject({ status: 'accepted', version: 1 })
    expect(test.outbox.view('order-1')).toMatchObject({ state: 'pending', version: 1 })
    expect(test.outbox.view('order-1')).not.toHaveProperty('problems')
  })

  it('leaves an accepted order as it is, but for a line in its timeline', () => {
    const sql = ledger()
    accept(sql, submission(supplier), MORNING, TIMING)
    const { orders, deliveries } = rowsIn(sql)
    keepRefused(sql, { ...refused, orderNumber: 'PO-order-1' }, MORNING)
    expect(rowsIn(sql)).toMatchObject({ orders, deliveries, timeline: [{ event: 'refused', text: '["x"]' }] })
  })

  it('without an id is counted', () => {
    const test = testOutbox()
    test.outbox.countOrdersWithoutId()
    test.outbox.countOrdersWithoutId()
    expect(test.sql.all("SELECT value FROM key_values WHERE name = 'orders-without-id'")).toEqual([{ value: '2' }])
  })
})

describe('an acceptance whose sender was told that it failed', () => {
  it('is held until the same content comes again, and told', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept({ requestId: 'lost' })
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('held')
    await test.pass(20 * 60_000)
    expect(test.deliveries()).toEqual(['erp v1 held/unconfirmed no'])
    expect(test.wire.calls).toEqual([])
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['held'])
    expect(test.accept()).toMatchObject({ status: 'duplicate', version: 1 })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it.each([
    ['cut-off', { cutOff: MORNING + 60_000 }],
    ['delivery date', { deliveryDate: '2026-11-24' }],
  ])('asks a person when it comes again after its %s', async (_, more) => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept({ requestId: 'lost', ...more })
    test.outbox.withdraw('order-1', 'lost')
    await test.pass(24 * 3_600_000)
    expect(test.accept({ source: 'poll' })).toMatchObject({ status: 'duplicate' })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 held/stale no'])
    expect(test.troubles.at(-1)).toMatchObject({ kind: 'held', cause: 'stale' })
    test.outbox.release('order-1', { by: 'ann' })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('goes out when the same content was placed again before the withdrawal came: that sender has our word', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept({ requestId: 'lost' })
    expect(test.accept({ requestId: 'answered' })).toMatchObject({ status: 'duplicate' })
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('confirmed')
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.alerts).toEqual([])
  })

  it('is held again when the answer to the second placing is lost too', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept({ requestId: 'lost' })
    test.outbox.withdraw('order-1', 'lost')
    test.accept({ requestId: 'lost too' })
    expect(test.outbox.withdraw('order-1', 'lost too')).toBe('held')
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 held/unconfirmed no'])
  })

  it('is not withdrawn by a request that the outbox never heard', () => {
    const test = testOutbox()
    test.accept({ requestId: 'answered' })
    expect(test.outbox.withdraw('order-1', 'unheard')).toBe('absent')
    expect(test.deliveries()).toEqual(['erp v1 waiting no'])
  })

  it('is told to have left when it has', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, cut)
    test.accept({ requestId: 'lost' })
    await test.work()
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('left')
    await test.work()
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['sent-unconfirmed'])
  })

  it('is held when the first try found nobody home: nothing has left yet', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.wire.door(ERP, 'closed')
    test.accept({ requestId: 'lost' })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('held')
    test.wire.door(ERP, 'open')
    await test.pass(60_000)
    expect(test.deliveries()).toEqual(['erp v1 held/unconfirmed no'])
  })

  it('is absent when it never arrived, and changes nothing when it only repeated another', () => {
    const test = testOutbox()
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('absent')
    test.accept()
    test.accept({ requestId: 'another' })
    expect(test.outbox.withdraw('order-1', 'another')).toBe('confirmed')
    expect(test.deliveries()).toEqual(['erp v1 waiting no'])
  })
})
