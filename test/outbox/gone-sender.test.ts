import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { cut, status } from '../fakes/wire.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const SHIP = { unconfirmed: { policy: 'send' } }

function opened(settings: Record<string, unknown> = {}): TestOutbox {
  const test = testOutbox({ supplier: supplierWith(settings) })
  test.wire.answers(ERP, status(200))
  test.wire.answers(WMS, status(200))
  return test
}

const gone = (test: TestOutbox, wish: object = {}) => test.accept({ unconfirmed: true, ...wish })
const texts = (test: TestOutbox): string[] => test.troubles.map(({ kind, text }) => `${kind}: ${text}`)

describe('an order whose sender was gone before it was stored', () => {
  it('is held, and told at once', async () => {
    const test = opened()
    expect(gone(test)).toMatchObject({ status: 'held', version: 1, holdReason: 'unconfirmed' })
    await test.pass(60 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 held/unconfirmed no'])
    expect(texts(test)).toEqual([
      'held: Order PO-order-1 (version 1) is held: the connection ended before our answer. If the customer places it again, or Apicbase lists it, it is sent at once. Ask the customer, then release or discard it.',
    ])
  })

  it('goes out when the same content is placed again', async () => {
    const test = opened()
    gone(test)
    await test.pass(MINUTE)
    expect(test.accept()).toMatchObject({ status: 'duplicate', version: 1, holdReason: null })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('does not go out when a second sender is gone too', async () => {
    const test = opened()
    gone(test)
    expect(gone(test)).toMatchObject({ status: 'duplicate' })
    await test.pass(60 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 held/unconfirmed no'])
  })

  it('goes out when the order API lists it', async () => {
    const test = opened()
    gone(test)
    test.accept({ source: 'poll' })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.outbox.view('order-1')?.timeline).toContainEqual(
      expect.objectContaining({ text: 'Apicbase lists it.' }),
    )
  })

  it('gives way to a corrected one', async () => {
    const test = opened()
    gone(test)
    expect(test.accept({ content: 3 })).toMatchObject({ status: 'revised', version: 2 })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 delivered yes'])
  })

  it('keeps a stronger reason to be held', () => {
    const test = opened()
    gone(test, {
      starts: { erp: { state: 'held', reason: 'unknown-article' } },
      remark: 'Article 7 is not in the table.',
    })
    expect(test.deliveries()).toEqual(['erp v1 held/unknown-article no'])
  })

  it('replaces what left before it, once it is confirmed', async () => {
    const test = opened({ revisions: 'replace' })
    test.accept()
    await test.work()
    gone(test, { content: 3 })
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/unconfirmed no'])
    test.accept({ content: 3 })
    await test.work()
    expect(test.wire.calls.map(({ body }) => JSON.parse(body).purpose)).toEqual(['original', 'replacement'])
  })
})

describe('with policy ship', () => {
  it('it goes out after the time it was told of, marked', async () => {
    const test = opened(SHIP)
    gone(test)
    await test.pass(119 * SECOND)
    expect(test.wire.calls).toEqual([])
    expect(texts(test)).toMatchObject([expect.stringContaining('Discard it before 10:02, or it is sent.')])
    expect(test.outbox.view('order-1')?.deliveries[0]?.nextAttemptAt).toBe('2026-11-24T09:02:00.000Z')
    await test.pass(SECOND)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.outbox.view('order-1')?.timeline.map((entry) => Reflect.get(Object(entry), 'event'))).toContain(
      'unconfirmed',
    )
  })

  it('it does not when a person discards it, or a correction takes its place', async () => {
    const test = opened(SHIP)
    gone(test)
    test.outbox.discard('order-1', { by: 'An', note: 'Ordered by telephone.' })
    gone(test, { orderId: 'order-2' })
    test.accept({ orderId: 'order-2', content: 3 })
    await test.pass(60 * MINUTE)
    expect(test.wire.calls.map(({ body }) => JSON.parse(body).version)).toEqual([2])
  })

  it('a change does not: what was ordered before it goes out', async () => {
    const test = opened(SHIP)
    gone(test)
    gone(test, { content: 3 })
    await test.pass(60 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/unconfirmed no'])
  })

  it('it does not wait past its cut-off', async () => {
    const test = opened(SHIP)
    gone(test, { cutOff: test.clock.now() + 2 * MINUTE })
    await test.pass(61 * SECOND)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('what we said had failed never goes out without a word', async () => {
    const test = opened(SHIP)
    test.accept({ requestId: 'lost' })
    test.outbox.withdraw('order-1', 'lost', 'answered-error')
    await test.pass(60 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 held/unconfirmed no'])
  })

  it('a route can decide otherwise', async () => {
    const test = opened({
      ...SHIP,
      routes: [httpRoute('erp', ERP), httpRoute('wms', WMS, { unconfirmed: { policy: 'hold' } })],
    })
    gone(test)
    await test.pass(10 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 held/unconfirmed no'])
  })

  it('its ladder, and being late, count from then', async () => {
    const routes = [httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 1 }] }), httpRoute('wms', WMS)]
    const test = opened({ ...SHIP, routes })
    test.wire.answers(ERP, status(503))
    gone(test)
    await test.pass(179 * SECOND)
    expect(test.wire.calls.some(({ url }) => url === WMS)).toBe(false)
    await test.pass(2 * SECOND)
    expect(test.wire.calls.some(({ url }) => url === WMS)).toBe(true)
  })
})

describe('a sender that went away while its order was being stored', () => {
  it('leaves it held where nothing has left', async () => {
    const test = opened(SHIP)
    test.accept({ requestId: 'gone' })
    expect(test.outbox.withdraw('order-1', 'gone', 'disconnected')).toBe('held')
    await test.pass(2 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.troubles.map(({ kind }) => kind)).toEqual(['held'])
  })

  it('has it told where it has left', async () => {
    const test = opened()
    test.wire.answers(ERP, cut)
    test.accept({ requestId: 'gone' })
    await test.work()
    expect(test.outbox.withdraw('order-1', 'gone', 'disconnected')).toBe('left')
    await test.work()
    expect(texts(test)).toEqual([
      'sent-unconfirmed: Order PO-order-1 is sent or being sent, and the customer does not know that we have it: the connection ended before our answer. Ask the customer whether they still want it. If they place it again, it does not count as a second order.',
    ])
  })

  it.each([
    ['gone', 'disconnected'],
    ['failed', 'answered-error'],
  ] as const)('is withdrawn alike by a call that an earlier gateway stored: %s', (earlier, present) => {
    const told = [earlier, present].map((cause) => {
      const test = opened(SHIP)
      test.accept({ requestId: 'lost' })
      const found = test.outbox.withdraw('order-1', 'lost', cause)
      const entries = test.outbox.view('order-1')?.timeline.filter(({ event }) => event === 'unconfirmed')
      return [
        found,
        test.deliveries(),
        entries?.map(({ text }) => text),
        test.sql.all('SELECT kind, cause, why FROM incidents'),
      ]
    })
    expect(told[0]).toEqual(told[1])
    expect(told[0]?.[0]).toBe('held')
    expect(JSON.stringify(told[0])).toContain(earlier === 'gone' ? 'went away' : 'answered that it failed')
  })

  it('has both told where it has left by one route and not by another', async () => {
    const test = opened({ ...SHIP, routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] })
    test.outbox.pause('wms', { by: 'An' })
    test.accept({ requestId: 'gone' })
    await test.work()
    test.outbox.withdraw('order-1', 'gone', 'disconnected')
    test.outbox.resume('wms', { by: 'An' })
    await test.pass(SECOND)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 held/unconfirmed no'])
    expect(test.troubles.map(({ kind, cause }) => [kind, cause])).toEqual([
      ['sent-unconfirmed', undefined],
      ['held', 'unconfirmed'],
    ])
  })

  it('is nobody’s concern once a correction has taken its place', () => {
    const test = opened()
    test.accept({ requestId: 'gone' })
    test.accept({ content: 3 })
    expect(test.outbox.withdraw('order-1', 'gone', 'disconnected')).toBe('over')
    expect(test.troubles).toEqual([])
  })
})

describe('sendAfterSeconds', () => {
  it('lets a correction take the place of an order before anything has left', async () => {
    const test = opened({ sendAfterSeconds: 60 })
    test.accept()
    await test.pass(59 * SECOND)
    test.accept({ content: 3 })
    await test.pass(59 * SECOND)
    expect(test.wire.calls).toEqual([])
    await test.pass(SECOND)
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 delivered yes'])
  })

  it('is of each route, and never waits past the cut-off', async () => {
    const test = opened({
      sendAfterSeconds: 60,
      routes: [httpRoute('erp', ERP), httpRoute('wms', WMS, { sendAfterSeconds: 600 })],
    })
    test.accept({ cutOff: test.clock.now() + 5 * MINUTE })
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 waiting no'])
    await test.pass(3 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 delivered yes'])
    expect(test.alerts).toEqual([])
  })
})
