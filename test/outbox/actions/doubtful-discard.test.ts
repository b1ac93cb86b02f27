import { describe, expect, it } from 'vitest'
import { ERP, submission, WMS } from '../../fakes/orders.ts'
import { putInto } from '../../fakes/states.ts'
import { hanging, status } from '../../fakes/wire.ts'
import { ANN, CONFLICT, HOUR, OK } from '../actions.ts'
import { BOTH, HELD, opened, paused, resumed, sent } from './paused-orders.ts'

describe('a discarded change that may have arrived returns what it superseded', () => {
  it('for a person, where the change may have arrived: a colleague’s entry of the number sends nothing then', async () => {
    const test = opened({ whenUncertain: 'hold', articles: [{ article: '999' }] })
    test.accept({ content: 2, starts: { erp: HELD } })
    test.wire.answers(ERP, status(500))
    test.accept({ content: 3 })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 held/uncertain maybe'])
    test.wire.answers(ERP, status(200))
    expect(test.outbox.discardOn('order-1', 'erp', ANN)).toEqual(OK)
    test.outbox.enterRow({ kind: 'article', key: '00123', row: { article: '00123', weighted: false } }, ANN, null)
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/reverted no', 'erp v2 discarded maybe'])
    expect(sent(test)).toEqual(['erp v2'])
  })

  it('with its own question, where the change may have arrived', async () => {
    const test = opened({ whenUncertain: 'hold' })
    test.accept({ content: 2, starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.wire.answers(ERP, status(500))
    test.accept({ content: 3 })
    await test.work()
    test.outbox.discardOn('order-1', 'erp', ANN)
    expect(test.deliveries()).toEqual(['erp v1 held/quantity no', 'erp v2 discarded maybe'])
    const { timeline = [] } = test.outbox.view('order-1') ?? {}
    expect(timeline.find(({ event }) => event === 'reinstated')?.text).toContain('goes on: quantity.')
  })

  it('for a person, where the change may have arrived, although the version before would be sent without a confirmation', async () => {
    const test = opened({ whenUncertain: 'hold', unconfirmed: { policy: 'send', sendAfterSeconds: 3_600 } })
    const lost = submission(test.supplier, { content: 2 })
    test.outbox.accept(lost)
    test.outbox.withdraw('order-1', lost.requestId, 'disconnected')
    test.wire.answers(ERP, status(500))
    test.accept({ content: 3 })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 held/uncertain maybe'])
    test.wire.answers(ERP, status(200))
    test.outbox.discardOn('order-1', 'erp', ANN)
    await test.pass(2 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/reverted no', 'erp v2 discarded maybe'])
    expect(sent(test)).toEqual(['erp v2'])
  })
})

describe('where the discarded change may have arrived', () => {
  it('the version before waits for a person, who says how it goes', async () => {
    const test = paused()
    test.accept({ content: 2 })
    test.accept({ content: 3 })
    putInto(test.sql, { state: 'held', reached: 'maybe', holdReason: 'uncertain', version: 2 })
    expect(test.outbox.discard('order-1', ANN)).toEqual(OK)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 held/reverted no', 'erp v2 discarded maybe'])
    expect(test.troubles.at(-1)?.text).toContain('version 2 was discarded, and may have arrived.')
    expect(test.outbox.release('order-1', ANN)).toMatchObject(CONFLICT)
    expect(test.outbox.release('order-1', { ...ANN, as: 'replacement' })).toEqual(OK)
    await resumed(test)
    expect(test.wire.calls.map(({ body }) => JSON.parse(body).purpose)).toEqual(['replacement'])
  })

  it('by another route, that one is not tried again', async () => {
    const test = paused(BOTH)
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: HELD } })
    putInto(test.sql, { state: 'deferred', reached: 'maybe', version: 2, route: 'wms' })
    test.outbox.discard('order-1', ANN)
    expect(await resumed(test)).toEqual(['erp v1'])
    expect(test.deliveries()).toEqual([
      ...['erp v1 delivered yes', 'wms v1 held/reverted no'],
      ...['erp v2 discarded no', 'wms v2 discarded maybe'],
    ])
  })

  it('and has, by another route, the version before stays superseded there', async () => {
    const test = paused(BOTH)
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: HELD } })
    test.outbox.resume('wms', ANN)
    await test.work()
    test.outbox.discard('order-1', ANN)
    expect(await resumed(test)).toEqual(['wms v2', 'erp v1'])
    expect(test.deliveries()).toEqual([
      ...['erp v1 delivered yes', 'wms v1 superseded no'],
      ...['erp v2 discarded no', 'wms v2 delivered yes'],
    ])
  })

  it('while a try is under way by another route, the discard waits for it to end', async () => {
    const test = opened(BOTH)
    test.outbox.pause('erp', ANN)
    const receiver = hanging()
    test.wire.answers(WMS, receiver.answer)
    test.accept({ content: 2, starts: { erp: HELD } })
    await test.work()
    expect(test.outbox.discard('order-1', ANN)).toMatchObject({
      ...CONFLICT,
      message: 'A try of version 1 is under way by route wms. Wait for it to end, at most a minute.',
    })
    expect(test.deliveries()).toEqual(['erp v1 held/unknown-article no', 'wms v1 sending no'])
  })
})
