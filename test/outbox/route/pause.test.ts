import { describe, expect, it } from 'vitest'
import { ERP, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { hanging, status } from '../../fakes/wire.ts'
import { MINUTE } from '../taking.ts'

describe('a pause', () => {
  it('lets orders in, sends none, and sends all once it is lifted', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.outbox.pause('erp', { by: 'ann', note: 'Stock-taking.' })
    for (const orderId of ['a', 'b', 'c']) expect(test.accept({ orderId })?.status).toBe('accepted')
    await test.pass(MINUTE)
    expect(test.wire.calls).toEqual([])
    expect(test.outbox.routes()).toMatchObject([
      { state: 'paused', unsettled: 3, paused: { pausedBy: 'ann', reason: 'Stock-taking.' } },
    ])
    test.outbox.resume('erp', { by: 'ann' })
    await test.work()
    expect(test.wire.calls).toHaveLength(3)
    expect(test.outbox.routes()).toMatchObject([{ state: 'open', paused: null, unsettled: 0 }])
  })

  it('by a refused password costs two connections at most and one alert; a resume sends the rest and what was refused', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(401))
    for (let at = 0; at < 10; at++) test.accept({ orderId: `order-${at}` })
    await test.pass(2 * MINUTE)
    const tried = test.wire.calls.length
    expect(tried).toBeLessThanOrEqual(2)
    expect(test.alerts.map(({ kind, supplier }) => [kind, supplier])).toEqual([['paused', 'fresco']])
    test.wire.answers(ERP, status(200))
    test.outbox.resume('erp', { by: 'ann' })
    await test.work()
    expect(test.outbox.routes()).toMatchObject([{ unsettled: 0 }])
    expect(test.wire.calls).toHaveLength(10 + tried)
  })

  it('by a refused password leaves an order alone, when it ends, that the receiver refused for itself', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(400))
    test.accept({ orderId: 'unwanted' })
    await test.work()
    test.wire.answers(ERP, status(401))
    test.accept({ orderId: 'locked-out' })
    await test.work()
    test.wire.answers(ERP, status(200))
    test.outbox.resume('erp', { by: 'ann' })
    await test.work()
    expect(test.deliveries('unwanted')).toEqual(['erp v1 refused no'])
    expect(test.deliveries('locked-out')).toEqual(['erp v1 delivered yes'])
  })

  it('by a person, on top of a refused password, sends what the password refused when it ends', async () => {
    for (const until of [null, 10 * MINUTE]) {
      const test = testOutbox()
      test.wire.answers(ERP, status(401))
      for (const orderId of ['a', 'b']) test.accept({ orderId })
      await test.work()
      test.outbox.pause('erp', { by: 'ann', note: 'IT asks for a new password.' }, until && test.clock.now() + until)
      test.wire.answers(ERP, status(200))
      await test.pass(5 * MINUTE)
      expect(test.deliveries('a')).not.toContain('erp v1 delivered yes')
      test.reopen()
      await test.pass(5 * MINUTE)
      if (until === null) test.outbox.resume('erp', { by: 'ann' })
      await test.work()
      expect(['a', 'b'].flatMap(test.deliveries)).toEqual(['erp v1 delivered yes', 'erp v1 delivered yes'])
    }
  })

  it('by a refused password sends no order whose delivery day has passed, when a person ends it', async () => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 240 }) })
    test.wire.answers(ERP, status(401))
    for (const orderId of ['a', 'b', 'c']) test.accept({ orderId })
    await test.pass(3 * 24 * 60 * MINUTE)
    test.wire.answers(ERP, status(200))
    test.outbox.resume('erp', { by: 'ann' })
    await test.work()
    expect(['a', 'b', 'c'].flatMap(test.deliveries)).toEqual(Array(3).fill('erp v1 held/stale no'))
  })

  it("by a person is not lifted by the route's retry; one of our own is", async () => {
    const test = testOutbox()
    test.outbox.pause('erp', { by: 'ann' })
    expect(test.outbox.retryRoute('erp', { by: 'bob' }).state).toBe('paused')
    test.outbox.resume('erp', { by: 'ann' })
    test.wire.answers(ERP, status(403))
    test.accept()
    await test.work()
    expect(test.outbox.routes()).toMatchObject([{ state: 'paused', paused: { pausedBy: null } }])
    expect(test.outbox.retryRoute('erp', { by: 'bob' })).toMatchObject({ state: 'open', again: 1 })
  })

  it('is not brought back by a try that began before a person mended it', async () => {
    const test = testOutbox()
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    for (const at of [1, 2]) test.accept({ orderId: `order-${at}` })
    await test.work()
    receiver.end(new Response(null, { status: 401 }))
    await test.work()
    test.clock.advance(1_000)
    test.wire.answers(ERP, status(200))
    test.outbox.retryRoute('erp', { by: 'ann' })
    receiver.end(new Response(null, { status: 401 }))
    await test.pass(MINUTE)
    expect(test.outbox.routes()).toMatchObject([{ state: 'open', unsettled: 0 }])
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['paused', 'resolved'])
  })

  it('by a person does not keep a refused password from being told', async () => {
    const test = testOutbox()
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept()
    await test.work()
    test.outbox.pause('erp', { by: 'ann' })
    receiver.end(new Response(null, { status: 401 }))
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 refused no'])
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['refused'])
  })
})
