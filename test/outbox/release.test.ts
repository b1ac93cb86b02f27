import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { putInto } from '../fakes/states.ts'
import { cut, hanging, status } from '../fakes/wire.ts'
import { ANN, CONFLICT, HOUR, OK, purposes, revised } from './actions.ts'

describe('a release', () => {
  it.each(['quantity', 'unknown-article', 'no-delivery-date', 'order-number-conflict', 'reverted'] as const)(
    'sends the held version under its own identity: %s',
    async (reason) => {
      const test = testOutbox()
      test.wire.answers(ERP, status(200))
      test.accept({ starts: { erp: { state: 'held', reason } } })
      expect(test.outbox.release('order-1', ANN)).toEqual(OK)
      await test.work()
      expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
      expect(purposes(test)).toEqual(['v1 original'])
    },
  )

  it.each(['original', 'replacement'] as const)(
    'must say how it goes where an earlier one has left: as %s',
    async (as) => {
      const test = await revised()
      expect(test.outbox.release('order-1', ANN)).toMatchObject(CONFLICT)
      expect(test.outbox.release('order-1', { ...ANN, as })).toEqual(OK)
      await test.work()
      expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 delivered yes'])
      expect(purposes(test)).toEqual(['v1 original', `v2 ${as}`])
      expect(new Set(test.wire.calls.map(({ key }) => key)).size).toBe(2)
    },
  )

  it('says no more why it was held', async () => {
    const test = testOutbox()
    test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.sql.all(`UPDATE deliveries SET note = 'The quantity 1.5 is a fraction.'`)
    expect(test.outbox.release('order-1', ANN)).toEqual(OK)
    expect(test.outbox.view('order-1')?.deliveries).toMatchObject([{ state: 'waiting', note: null }])
  })

  it('supersedes what has not left, for the person chose this one', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.wire.door(ERP, 'closed')
    test.accept({ content: 2 })
    test.accept({ content: 3, source: 'poll' })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 deferred no', 'erp v2 held/poll-difference no'])
    test.outbox.release('order-1', ANN)
    test.wire.door(ERP, 'open')
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 delivered yes'])
  })

  it.each(['held', 'refused'] as const)(
    'is not stuck behind an earlier version that may have left and is %s',
    async (state) => {
      const test = testOutbox()
      test.wire.answers(ERP, status(200))
      test.accept({ content: 2 })
      putInto(test.sql, { state, reached: 'maybe', holdReason: 'uncertain' })
      test.accept({ content: 3 })
      expect(test.outbox.release('order-1', { ...ANN, as: 'replacement' })).toEqual(OK)
      await test.work()
      expect(test.deliveries()).toEqual(['erp v1 superseded maybe', 'erp v2 delivered yes'])
      expect(test.outbox.view('order-1')?.state).toBe('settled')
    },
  )

  it('waits for an earlier version under way', async () => {
    const test = testOutbox()
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept({ content: 2 })
    await test.work()
    test.accept({ content: 3 })
    test.outbox.release('order-1', { ...ANN, as: 'replacement' })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 sending no', 'erp v2 waiting no'])
    receiver.end()
    test.wire.answers(ERP, status(200))
    await test.pass(HOUR)
    expect(purposes(test)).toEqual(['v1 original', 'v1 original', 'v2 replacement'])
  })

  it('sends again what may have landed, without being asked how: it goes as it went', async () => {
    const test = testOutbox({ supplier: supplierWith({ revisions: 'replace', whenUncertain: 'hold' }) })
    test.wire.answers(ERP, status(200))
    test.accept({ content: 2 })
    await test.work()
    test.wire.answers(ERP, cut)
    test.accept({ content: 3 })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/uncertain maybe'])
    test.wire.answers(ERP, status(200))
    expect(test.outbox.release('order-1', { ...ANN, as: 'original' })).toEqual(OK)
    await test.work()
    expect(purposes(test)).toEqual(['v1 original', 'v2 replacement', 'v2 replacement'])
    expect(test.wire.calls[1]?.body).toBe(test.wire.calls[2]?.body)
    expect(test.wire.calls[1]?.key).toBe(test.wire.calls[2]?.key)
  })

  it('under another purpose than it was offered under is another document, with a key and a number of its own', async () => {
    const document = {
      format: 'edifact-d96a',
      sender: { id: 'US', qualifier: 'ZZZ' },
      recipient: { id: 'THEM', qualifier: '14' },
    }
    const test = testOutbox({
      supplier: supplierWith({ maxAgeHours: 1, routes: [httpRoute('erp', ERP, { document })] }),
    })
    test.wire.answers(ERP, status(200))
    test.accept({ content: 2 })
    await test.work()
    test.accept({ content: 3 })
    test.wire.answers(ERP, status(503))
    test.outbox.release('order-1', { ...ANN, as: 'original' })
    await test.pass(2 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/stale no'])
    const offered = test.wire.calls.length
    test.wire.answers(ERP, status(200))
    expect(test.outbox.release('order-1', { ...ANN, as: 'replacement' })).toEqual(OK)
    await test.work()
    expect(test.wire.calls).toHaveLength(offered + 1)
    const bodies = new Map<string, Set<string>>()
    for (const { key, body } of test.wire.calls) bodies.set(key, (bodies.get(key) ?? new Set()).add(body))
    expect([...bodies.values()].map(({ size }) => size)).toEqual([1, 1, 1])
    expect(test.outbox.view('order-1')?.deliveries.map(({ controlNumber }) => controlNumber)).toEqual([1, 3])
  })

  it('as a replacement of nothing goes as it would have gone', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(422))
    test.accept()
    await test.work()
    test.wire.answers(ERP, status(200))
    expect(test.outbox.retry('order-1', 'erp', { ...ANN, as: 'replacement' })).toEqual(OK)
    await test.work()
    expect(purposes(test)).toEqual(['v1 original', 'v1 original'])
    expect(new Set(test.wire.calls.map(({ key, body }) => key + body)).size).toBe(1)
  })

  it('under the same purpose is the same document', async () => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 1 }) })
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.pass(2 * HOUR)
    test.outbox.release('order-1', { ...ANN, as: 'original' })
    await test.work()
    expect(new Set(test.wire.calls.map(({ key, body }) => key + body)).size).toBe(1)
  })

  it('supersedes what has not left by routes that this version does not take', async () => {
    const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }) })
    test.wire.answers(ERP, status(200))
    test.wire.answers(WMS, status(200))
    test.wire.door(ERP, 'closed')
    const by = (route: string) => [{ route, revisions: 'hold', start: { state: 'waiting' } }] as const
    test.accept({ content: 2, routes: by('erp') })
    test.accept({ content: 3, routes: by('wms'), source: 'poll' })
    await test.work()
    expect(test.outbox.release('order-1', ANN)).toEqual(OK)
    test.wire.door(ERP, 'open')
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'wms v2 delivered yes'])
  })

  it('of an order that no route took sends it by those that take it now, and no other', async () => {
    const routes = [
      httpRoute('erp', ERP, { when: { customers: ['C-1'] } }),
      httpRoute('wms', WMS, { when: { customers: ['C-2'] } }),
    ]
    const held = { state: 'held', reason: 'unknown-customer' } as const
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(ERP, status(200))
    test.accept({ starts: { erp: held, wms: held } })
    expect(test.outbox.release('order-1', ANN)).toMatchObject(CONFLICT)
    test.reopen(
      supplierWith({ routes: [httpRoute('erp', ERP, { when: { customers: ['C-1', 'C-77'] } }), ...routes.slice(1)] }),
    )
    expect(test.outbox.release('order-1', ANN)).toEqual(OK)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 held/unknown-customer no'])
    expect(test.outbox.discard('order-1', ANN)).toEqual(OK)
    expect(test.outbox.view('order-1')?.state).toBe('settled')
  })

  it('frees the routes that may, and leaves the others held', async () => {
    const routes = [httpRoute('erp', ERP, { test: true }), httpRoute('wms', WMS)]
    const test = testOutbox({ supplier: supplierWith({ environment: 'test', routes }) })
    test.wire.answers(ERP, status(200))
    const held = { state: 'held', reason: 'test' } as const
    test.accept({ starts: { erp: held, wms: held } })
    expect(test.outbox.release('order-1', ANN)).toEqual(OK)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 held/test no'])
    expect(test.outbox.release('order-1', ANN)).toMatchObject(CONFLICT)
  })
})
