import { describe, expect, it } from 'vitest'
import { NEVER } from '../../src/outbox/schema.ts'
import { settle } from '../../src/outbox/settle.ts'
import { ERP, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { cut, hanging, status } from '../fakes/wire.ts'
import { delivered, LEASE_MS, MINUTE, takeNow } from './taking.ts'

const replacing = supplierWith({ revisions: 'replace' })

describe('a lease', () => {
  it('is held by one at a time', () => {
    const test = testOutbox()
    test.accept()
    expect(takeNow(test).lease).toMatchObject({ attempt: 1, reached: 'no' })
    expect(takeNow(test)).toEqual({ lease: null, held: [] })
  })

  it('that ran out is an uncertain try, and only its successor may settle', () => {
    const test = testOutbox()
    test.accept()
    const first = takeNow(test).lease
    test.clock.advance(LEASE_MS - 1)
    expect(takeNow(test).lease).toBeNull()
    test.clock.advance(1)
    const second = takeNow(test).lease
    expect(second).toMatchObject({ attempt: 2, reached: 'maybe' })
    if (!first || !second) throw new Error('Two leases were due.')
    const before = test.outbox.view('order-1')
    expect(settle(test.sql, first, delivered, 'delivered', test.clock.now())).toBe(false)
    const after = test.outbox.view('order-1')
    expect(after?.deliveries).toEqual(before?.deliveries)
    expect(after?.timeline).toHaveLength((before?.timeline.length ?? 0) + 1)
    expect(settle(test.sql, second, delivered, 'delivered', test.clock.now())).toBe(true)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it("that ran out waits for a person with whenUncertain: 'hold'", () => {
    const test = testOutbox()
    test.accept()
    takeNow(test)
    test.clock.advance(LEASE_MS)
    expect(takeNow(test, { whenUncertain: 'hold' })).toMatchObject({ lease: null, held: [{ reason: 'uncertain' }] })
    expect(test.deliveries()).toEqual(['erp v1 held/uncertain maybe'])
  })

  it('never lowers what may have reached the receiver', () => {
    const test = testOutbox()
    test.accept()
    takeNow(test)
    test.clock.advance(LEASE_MS)
    const { lease } = takeNow(test)
    if (!lease) throw new Error('A lease was due.')
    settle(test.sql, lease, { ...delivered, state: 'deferred', reached: 'no', nextAt: 1 }, 'deferred', 1)
    expect(test.deliveries()).toEqual(['erp v1 deferred maybe'])
  })
})

describe('versions of one order', () => {
  it('leave in order and never side by side', async () => {
    const test = testOutbox({ supplier: replacing })
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept({ content: 2 })
    await test.work()
    test.accept({ content: 3 })
    await test.work()
    expect(receiver.waiting).toBe(1)
    expect(test.deliveries()).toEqual(['erp v1 sending no', 'erp v2 waiting no'])
    receiver.end(new Response(null, { status: 200 }))
    await test.work()
    expect(receiver.waiting).toBe(1)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 sending no'])
    expect(JSON.parse(test.wire.calls[1]?.body ?? '')).toMatchObject({ version: 2, purpose: 'replacement' })
  })

  it('go on when the earlier one was refused by the receiver: nothing more will come of that', async () => {
    const test = testOutbox({ supplier: replacing })
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept({ content: 2 })
    await test.work()
    test.accept({ content: 3 })
    receiver.end(new Response(null, { status: 422 }))
    await test.work()
    test.wire.answers(ERP, status(200))
    receiver.end(new Response(null, { status: 200 }))
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 delivered yes'])
    expect(test.outbox.view('order-1')?.state).toBe('settled')
  })

  it('do not hold up those of other orders', async () => {
    const test = testOutbox({ supplier: replacing })
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept({ content: 2 })
    await test.work()
    test.accept({ content: 3 })
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'order-2' })
    await test.work()
    expect(test.deliveries('order-2')).toEqual(['erp v1 delivered yes'])
  })
})

describe('a try', () => {
  it('that found the port closed, before any was ever made, is known not to have landed', async () => {
    const test = testOutbox()
    test.wire.door(ERP, 'closed')
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
  })

  it('of a document nobody could write says nothing of the receiver, which is probed all the same', async () => {
    const test = testOutbox()
    test.wire.door(ERP, 'closed')
    test.wire.answers(ERP, cut)
    test.accept({ orderId: 'unreadable', body: new Uint8Array([0x7b]) })
    await test.work()
    expect(test.deliveries('unreadable')).toEqual(['erp v1 held/fault no'])
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
  })

  it('that a person must answer is not woken for', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(422))
    test.accept()
    await test.work()
    expect(test.sql.all<{ at: number }>('SELECT next_at AS at FROM deliveries')).toEqual([{ at: NEVER }])
    await test.pass(16 * MINUTE)
    expect(test.alarm).toBeNull()
  })
})
