import { describe, expect, it } from 'vitest'
import { MORNING } from '../../fakes/clock.ts'
import { ERP } from '../../fakes/orders.ts'
import { cut, hanging, status } from '../../fakes/wire.ts'
import { accept, gathering, keys, said, sent } from './gathered.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ANN = { by: 'ann' }

describe('an interchange', () => {
  it('goes again as it was after a failure, under the same identity, whoever has come since', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    test.wire.answers(ERP, status(503))
    accept(test, 'a', 'b')
    await test.work()
    accept(test, 'c')
    test.wire.answers(ERP, status(200))
    await test.pass(MINUTE)
    expect(sent(test)).toEqual(['a b', 'a b'])
    expect(new Set(keys(test)).size).toBe(1)
    expect(test.deliveries('a')).toEqual(['erp v1 delivered yes'])
    expect(test.deliveries('c')).toEqual(['erp v1 waiting no'])
  })

  it('goes again as it was when the object stopped between sealing and the end of the try', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    test.wire.answers(ERP, hanging().answer)
    accept(test, 'a', 'b')
    await test.work()
    expect(sent(test)).toEqual(['a b'])
    test.reopen()
    test.wire.answers(ERP, status(200))
    await test.pass(HOUR)
    expect(sent(test)).toEqual(['a b', 'a b'])
    expect(new Set(keys(test)).size).toBe(1)
    expect(new Set(test.wire.calls.map(({ body }) => body)).size).toBe(1)
    expect(test.deliveries('b')).toEqual(['erp v1 delivered yes'])
  })

  it('leaves all of its orders to a person when nobody knows whether it arrived, where that is wanted', async () => {
    const test = gathering({ orders: 2, minutes: 60 }, { whenUncertain: 'hold' })
    test.wire.answers(ERP, cut)
    accept(test, 'a', 'b')
    await test.work()
    expect(test.deliveries('a')).toEqual(['erp v1 held/uncertain maybe'])
    expect(test.deliveries('b')).toEqual(['erp v1 held/uncertain maybe'])
  })

  it('is refused for all of them, and all go again together when the route is retried', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    test.wire.answers(ERP, status(422))
    accept(test, 'a', 'b')
    await test.work()
    expect([...test.deliveries('a'), ...test.deliveries('b')]).toEqual(['erp v1 refused no', 'erp v1 refused no'])
    test.wire.answers(ERP, status(200))
    test.outbox.retryRoute('erp', ANN)
    await test.work()
    expect(sent(test)).toEqual(['a b', 'a b'])
    expect(new Set(keys(test)).size).toBe(1)
  })

  it('is given up when one of its orders is not to go any more and nothing of it has left', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    test.wire.answers(ERP, status(503))
    accept(test, 'a', 'b')
    await test.work()
    expect(test.deliveries('a')).toEqual(['erp v1 deferred no'])
    test.accept({ orderId: 'a', content: 7 })
    test.wire.answers(ERP, status(200))
    await test.pass(2 * HOUR)
    expect(test.deliveries('a')).toEqual(['erp v1 superseded no', 'erp v2 delivered yes'])
    expect(test.deliveries('b')).toEqual(['erp v1 delivered yes'])
    expect(sent(test).slice(1).join(' ').split(' ').sort()).toEqual(['a', 'b'])
    expect(said(test, 'b')).toContain('Interchange 1 was dissolved')
    expect(new Set(keys(test)).size).toBe(keys(test).length)
  })

  it('asks a person about each of the others when one is not to go any more and it may have arrived', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    test.wire.answers(ERP, cut)
    accept(test, 'a', 'b')
    await test.work()
    test.outbox.done('a', 'erp', ANN)
    test.wire.answers(ERP, status(200))
    await test.pass(HOUR)
    expect(sent(test)).toEqual(['a b'])
    expect(test.deliveries('b')).toEqual(['erp v1 held/uncertain maybe'])
    test.outbox.release('b', ANN)
    await test.work()
    expect(sent(test)).toEqual(['a b', 'b'])
    expect(JSON.parse(test.wire.calls[1]?.body ?? '')[0]).toMatchObject({ possibleRepeat: true })
  })

  it('is not sent again for one of them: that one goes alone, in a document of its own', async () => {
    const test = gathering({ orders: 3, minutes: 60 })
    accept(test, 'a', 'b', 'c')
    await test.work()
    test.outbox.resend('b', 'erp', { ...ANN, intent: 'same' })
    await test.work()
    expect(sent(test)).toEqual(['a b c', 'b'])
    expect(new Set(keys(test)).size).toBe(2)
    expect(test.outbox.view('b')?.deliveries[0]).toMatchObject({ controlNumber: 2, state: 'delivered' })
    expect(said(test, 'b')).toContain('In interchange 2, alone.')
  })

  it('that was refused goes by itself where a person tries one of its orders', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    test.wire.answers(ERP, status(422))
    accept(test, 'a', 'b')
    await test.work()
    test.wire.answers(ERP, status(200))
    test.outbox.retry('a', 'erp', ANN)
    await test.work()
    test.outbox.retryRoute('erp', ANN)
    await test.work()
    expect(sent(test)).toEqual(['a b', 'a', 'b'])
  })

  it('that waits to be tried again is tried again whole', async () => {
    const test = gathering({ orders: 2, minutes: 60 }, { retry: { delaysSeconds: [3600], giveUpAfterHours: 9 } })
    test.wire.answers(ERP, status(503))
    accept(test, 'a', 'b')
    await test.work()
    test.wire.answers(ERP, status(200))
    test.outbox.retry('b', 'erp', ANN)
    await test.work()
    expect(sent(test)).toEqual(['a b', 'a b'])
    expect(new Set(keys(test)).size).toBe(1)
  })

  it('is not waited for by what cancels one of its orders', async () => {
    const test = gathering({ at: ['10:30'] }, { cancellations: 'send', order: 'customer' })
    accept(test, 'a', 'b')
    await test.pass(45 * MINUTE)
    accept(test, 'c')
    expect(test.outbox.cancel('a', 'erp', ANN)).toMatchObject({ ok: true })
    await test.work()
    expect(sent(test)).toEqual(['a b', 'a'])
    expect(JSON.parse(test.wire.calls[1]?.body ?? '')[0]).toMatchObject({ purpose: 'cancellation' })
    expect(test.deliveries('c')).toEqual(['erp v1 waiting no'])
  })

  it('is not waited for by what cancels a later order of the customer', async () => {
    const retry = { delaysSeconds: [36_000], giveUpAfterHours: 20 }
    const test = gathering({ minutes: 15 }, { cancellations: 'send', order: 'customer', retry })
    test.accept({ orderId: 'a', starts: { erp: { state: 'held', reason: 'quantity' } } })
    accept(test, 'b')
    await test.pass(20 * MINUTE)
    test.wire.answers(ERP, status(503))
    test.outbox.release('a', ANN)
    await test.pass(20 * MINUTE)
    expect(test.deliveries('a')).toEqual(['erp v1 deferred no'])
    test.wire.answers(ERP, status(200))
    expect(test.outbox.cancel('b', 'erp', ANN)).toMatchObject({ ok: true })
    await test.work()
    expect(sent(test)).toEqual(['b', 'a', 'b'])
  })

  it('is not waited for by an order that is released after its cut-off', async () => {
    const test = gathering({ at: ['10:30'] }, {}, { calendar: { cutOff: '12:00' } })
    const held = { erp: { state: 'held', reason: 'no-delivery-day' } } as const
    test.accept({ orderId: 'a', cutOff: MORNING - MINUTE, starts: held })
    await test.pass(HOUR)
    test.outbox.release('a', ANN)
    await test.work()
    expect(sent(test)).toEqual(['a'])
  })

  it('is not waited for by an order that a person would have go now', async () => {
    const test = gathering({ orders: 3, minutes: 60 })
    accept(test, 'a', 'b')
    await test.work()
    test.outbox.retry('b', 'erp', ANN)
    await test.work()
    expect(sent(test)).toEqual(['b'])
    expect(test.deliveries('a')).toEqual(['erp v1 waiting no'])
  })
})
