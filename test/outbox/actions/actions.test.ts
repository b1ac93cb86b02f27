import { describe, expect, it } from 'vitest'
import type { DeliveryState } from '../../../src/model/delivery-state.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { putInto, STATES } from '../../fakes/states.ts'
import { cut, hanging, status } from '../../fakes/wire.ts'
import { ANN, CONFLICT, HOUR, OK, purposes, revised } from '../actions.ts'

const HELD = { erp: { state: 'held', reason: 'quantity' } } as const
const ABSENT = { ok: false, status: 404 }

describe('in every state of a delivery', () => {
  const act = {
    hold: (test: TestOutbox) => test.outbox.hold('order-1', ANN),
    release: (test: TestOutbox) => test.outbox.release('order-1', ANN),
    discard: (test: TestOutbox) => test.outbox.discard('order-1', ANN),
    retry: (test: TestOutbox) => test.outbox.retry('order-1', 'erp', ANN),
    done: (test: TestOutbox) => test.outbox.done('order-1', 'erp', ANN),
  }
  const outcome: Readonly<Record<keyof typeof act, Partial<Record<DeliveryState, string>>>> = {
    hold: { waiting: 'held/by-person', deferred: 'held/by-person', refused: 'held/by-person' },
    release: { held: 'waiting' },
    discard: { held: 'discarded' },
    retry: {
      ...{ waiting: 'waiting', sending: 'sending', sent: 'waiting', deferred: 'waiting' },
      ...{ refused: 'waiting', uncertain: 'waiting', held: 'waiting' },
    },
    done: { waiting: 'done', sent: 'done', deferred: 'done', refused: 'done', uncertain: 'done', held: 'done' },
  }
  for (const action of ['hold', 'release', 'discard', 'retry', 'done'] as const)
    it.each(STATES)(`${action} does what it may, and else nothing: %s`, (state) => {
      const test = testOutbox()
      test.accept()
      putInto(test.sql, { state })
      const before = test.deliveries()
      const expected = outcome[action][state]
      expect(act[action](test)).toMatchObject(expected ? OK : { ok: false })
      if (expected) expect(test.deliveries()[0]?.split(' ')[2]).toBe(expected)
      else expect(test.deliveries()).toEqual(before)
      expect(test.outbox.events(10).rows.map((event) => event.action)).toEqual(expected ? [action] : [])
    })

  it.each(STATES)("the route's retry sets going what waits or failed, and nothing else: %s", (state) => {
    const test = testOutbox()
    test.accept()
    putInto(test.sql, { state })
    const again = ['waiting', 'deferred', 'uncertain', 'refused'].includes(state)
    expect(test.outbox.retryRoute('erp', ANN).again).toBe(again ? 1 : 0)
    expect(test.deliveries()[0]?.split(/[ /]/)[2]).toBe(again ? 'waiting' : state)
  })

  it('what does not exist is 404', () => {
    const test = testOutbox()
    for (const action of Object.values(act)) expect(action(test)).toMatchObject(ABSENT)
    test.accept()
    expect(test.outbox.retry('order-1', 'fax', ANN)).toMatchObject(ABSENT)
    expect(test.outbox.done('order-1', 'fax', ANN)).toMatchObject(ABSENT)
  })
})

describe('a discard', () => {
  it('ends the held version only: what left before stands, and the same content again is a duplicate', async () => {
    const test = await revised()
    expect(test.outbox.discard('order-1', ANN)).toEqual(OK)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 discarded no'])
    expect(test.outbox.view('order-1')?.state).toBe('settled')
    expect(test.accept({ content: 3 })).toMatchObject({ status: 'duplicate', version: 2 })
  })

  it('of everything leaves the order discarded', () => {
    const test = testOutbox()
    test.accept({ starts: HELD })
    test.outbox.discard('order-1', ANN)
    expect(test.outbox.view('order-1')?.state).toBe('discarded')
  })

  it('lets earlier versions go on, and be acted on', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(422))
    test.accept({ content: 2 })
    test.accept({ content: 3, source: 'poll' })
    await test.work()
    test.outbox.discard('order-1', ANN)
    expect(test.deliveries()).toEqual(['erp v1 refused no', 'erp v2 discarded no'])
    test.wire.answers(ERP, status(200))
    expect(test.outbox.retry('order-1', 'erp', ANN)).toEqual(OK)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 discarded no'])
  })
})

describe('a retry', () => {
  it('never doubles an attempt under way', async () => {
    const test = testOutbox()
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept()
    await test.work()
    for (let at = 0; at < 5; at++) test.outbox.retry('order-1', 'erp', ANN)
    test.outbox.retryRoute('erp', ANN)
    await test.work()
    expect(receiver.waiting).toBe(1)
  })

  it('of what a route could not write must say how it goes, once an earlier version has left', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.wire.door(ERP, 'closed')
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: { state: 'refused' } } })
    await test.work()
    test.wire.door(ERP, 'open')
    await test.pass(60_000)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 refused no'])
    expect(test.outbox.retryRoute('erp', ANN).again).toBe(0)
    expect(test.outbox.retry('order-1', 'erp', ANN)).toMatchObject(CONFLICT)
    expect(test.outbox.retry('order-1', 'erp', { ...ANN, as: 'replacement' })).toEqual(OK)
    await test.work()
    expect(purposes(test)).toEqual(['v1 original', 'v2 replacement'])
  })

  it('of what a route could not write takes the place of what has not left', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.wire.door(ERP, 'closed')
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: { state: 'refused' } } })
    await test.work()
    expect(test.outbox.retry('order-1', 'erp', ANN)).toEqual(OK)
    test.wire.door(ERP, 'open')
    await test.pass(60_000)
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 delivered yes'])
  })

  it('by route leaves to a person what stands behind an earlier version that may still leave', async () => {
    const test = testOutbox()
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: { state: 'refused' } } })
    expect(test.outbox.retryRoute('erp', ANN).again).toBe(1)
    expect(test.deliveries()).toEqual(['erp v1 waiting no', 'erp v2 refused no'])
  })
})

describe('done by hand', () => {
  it('of a discarded delivery ends no delivery of the route that took over', async () => {
    const fallbacks = [{ route: 'wms', afterMinutes: 10 }]
    const test = testOutbox({
      supplier: supplierWith({ routes: [httpRoute('erp', ERP, { fallbacks }), httpRoute('wms', WMS)] }),
    })
    test.wire.answers(ERP, cut)
    test.wire.answers(WMS, cut)
    test.accept({ content: 2 })
    await test.pass(11 * 60_000)
    test.accept({ content: 3 })
    test.outbox.discardOn('order-1', 'erp', ANN)
    const before = test.deliveries()
    expect(before.at(-1)).toBe('erp v2 discarded no')
    expect(test.outbox.done('order-1', 'erp', ANN)).toMatchObject(CONFLICT)
    expect(test.deliveries()).toEqual(before)
  })

  it('is an end: the receiver has it, and nothing is sent', async () => {
    const test = testOutbox()
    test.wire.door(ERP, 'closed')
    test.accept()
    await test.work()
    expect(test.outbox.done('order-1', 'erp', { ...ANN, erpReference: 'SO-9' })).toEqual(OK)
    test.wire.door(ERP, 'open')
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 done yes'])
    expect(test.outbox.events(1).rows).toMatchObject([{ by: 'ann', action: 'done', erpReference: 'SO-9' }])
    expect(test.outbox.view('order-1')?.deliveries).toMatchObject([{ note: null, nextStep: null }])
  })

  it.each(['deferred', 'uncertain', 'refused', 'held'] as const)(
    'lets no earlier version follow: %s',
    async (state) => {
      const test = testOutbox()
      test.wire.answers(ERP, status(200))
      test.accept({ content: 2 })
      putInto(test.sql, { state, reached: 'maybe', holdReason: 'uncertain' })
      test.accept({ content: 3 })
      expect(test.outbox.done('order-1', 'erp', ANN)).toEqual(OK)
      test.outbox.retryRoute('erp', ANN)
      await test.pass(HOUR)
      expect(test.wire.calls).toEqual([])
      expect(test.deliveries()).toEqual(['erp v1 superseded maybe', 'erp v2 done yes'])
    },
  )

  it('waits for an earlier version under way', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, hanging().answer)
    test.accept({ content: 2 })
    await test.work()
    test.accept({ content: 3 })
    expect(test.outbox.done('order-1', 'erp', ANN)).toMatchObject(CONFLICT)
  })
})
