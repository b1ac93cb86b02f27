import { describe, expect, it } from 'vitest'
import { ERP, submission, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, both, erpOnly, OK } from './removed-route.ts'

describe('in a roll-out, an order of a route that this object does not know', () => {
  const accept = (test: TestOutbox) => test.outbox.accept(submission(both()))

  it('is held there, told and counted, and sent by the others', async () => {
    const test = testOutbox({ supplier: erpOnly })
    test.wire.answers(ERP, status(200))
    expect(accept(test)).toMatchObject({ status: 'held', holdReason: 'route-gone' })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 held/route-gone no'])
    expect(test.troubles).toMatchObject([{ kind: 'held', cause: 'route-gone', route: 'wms', orderId: 'order-1' }])
    expect(test.outbox.routes().at(-1)).toMatchObject({ route: 'wms', state: 'gone', unsettled: 1 })
  })

  it('is sent once the object has the newer configuration', async () => {
    const test = testOutbox({ supplier: erpOnly })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    accept(test)
    await test.pass(60_000)
    test.reopen(both())
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 delivered yes'])
  })

  it('stays where a person held it before the object had that configuration, also for that route alone', async () => {
    const test = testOutbox({ supplier: erpOnly })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    accept(test)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 held/route-gone no'])
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    expect(test.outbox.release('order-1', ANN)).toMatchObject({ status: 409 })
    test.reopen(both())
    await test.pass(60_000)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 held/by-person no'])
    expect(test.outbox.release('order-1', ANN)).toEqual(OK)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 delivered yes'])
  })

  it('leaves by both routes after one release, where a person held it on both', async () => {
    const test = testOutbox({ supplier: erpOnly })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    test.outbox.pause('erp', ANN)
    accept(test)
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    expect(test.deliveries()).toEqual(['erp v1 held/by-person no', 'wms v1 held/route-gone no'])
    test.reopen(both())
    await test.pass(60_000)
    expect(test.deliveries()).toEqual(['erp v1 held/by-person no', 'wms v1 held/route-gone no'])
    test.outbox.resume('erp', ANN)
    expect(test.outbox.release('order-1', ANN)).toEqual(OK)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 delivered yes'])
  })

  it('is held by no person who comes too late: then it stays by itself', async () => {
    const test = testOutbox({ supplier: erpOnly })
    test.wire.answers(ERP, status(200))
    accept(test)
    await test.pass(3_600_000)
    expect(test.outbox.hold('order-1', ANN)).toMatchObject({ status: 409, message: expect.stringContaining('already') })
  })

  it('is said to leave once the object has that configuration, within an hour', async () => {
    const test = testOutbox({ supplier: erpOnly })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    accept(test)
    const outlook = () => test.outbox.view('order-1')?.deliveries.at(-1)?.ifNobodyActs
    expect(outlook()).toEqual({ kind: 'new-route', until: '2026-11-24T10:00:00.000Z' })
    await test.pass(3_600_000)
    expect(outlook()).toEqual({ kind: 'stays' })
  })

  it('waits for its sender where the answer to the sender was lost', async () => {
    const test = testOutbox({ supplier: erpOnly })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    const lost = submission(both())
    test.outbox.accept(lost)
    test.outbox.withdraw('order-1', lost.requestId, 'answered-error')
    test.reopen(both())
    await test.pass(60_000)
    expect(test.deliveries()).toEqual(['erp v1 held/unconfirmed no', 'wms v1 held/unconfirmed no'])
    accept(test)
    await test.pass(60_000)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 delivered yes'])
  })

  it.each([
    ['disconnected', 'wms v1 delivered yes'],
    ['answered-error', 'wms v1 held/unconfirmed no'],
  ] as const)('is sent by itself, as the settings say, only after a disconnect: %s', async (cause, state) => {
    const unconfirmed = { policy: 'send', sendAfterSeconds: 120 } as const
    const test = testOutbox({ supplier: erpOnly })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    const lost = submission(both())
    test.outbox.accept(lost)
    test.outbox.withdraw('order-1', lost.requestId, cause)
    test.reopen(both({ unconfirmed }))
    await test.pass(60_000)
    expect(test.deliveries()[1]).toBe('wms v1 held/unconfirmed no')
    expect(test.outbox.view('order-1')?.timeline.at(-1)).toMatchObject({ event: 'route-known', route: 'wms' })
    await test.pass(120_000)
    expect(test.deliveries()[1]).toBe(state)
  })

  it('waits for a person where it is a change of an order that counts', async () => {
    const unconfirmed = { policy: 'send', sendAfterSeconds: 120 } as const
    const test = testOutbox({ supplier: erpOnly })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    accept(test)
    await test.work()
    const change = submission(both(), { content: 3 })
    test.outbox.accept(change)
    test.outbox.withdraw('order-1', change.requestId, 'disconnected')
    test.reopen(both({ unconfirmed }))
    await test.pass(300_000)
    expect(test.deliveries('order-1').at(-1)).toBe('wms v2 held/unconfirmed no')
  })

  it('waits for a person where that configuration comes hours later', async () => {
    const test = testOutbox({ supplier: erpOnly })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    accept(test)
    await test.pass(2 * 3_600_000)
    test.reopen(both())
    await test.work()
    expect(test.deliveries()[1]).toBe('wms v1 held/route-gone no')
  })
})
