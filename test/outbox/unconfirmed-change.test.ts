import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const ANN = { by: 'ann', note: 'By telephone.' }
const MINUTE = 60_000
const HELD = { state: 'held', reason: 'unknown-article' } as const

function opened(settings: Record<string, unknown> = {}): TestOutbox {
  const test = testOutbox({ supplier: supplierWith(settings) })
  for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
  return test
}

const sent = ({ wire }: TestOutbox): string[] =>
  wire.calls.map(({ url, body }) => {
    const { version, purpose } = JSON.parse(body)
    return `${url === ERP ? 'erp' : 'wms'} v${version} ${purpose}`
  })

describe('a change whose sender was gone before it was stored', () => {
  it('takes nothing away: what was ordered before is sent', async () => {
    const test = opened({ sendAfterSeconds: 60 })
    test.accept({ content: 2 })
    test.accept({ content: 3, unconfirmed: true })
    await test.pass(60 * MINUTE)
    expect(sent(test)).toEqual(['erp v1 original'])
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/unconfirmed no'])
  })

  it('takes nothing away where it is held for another reason too', async () => {
    const test = opened({ sendAfterSeconds: 60 })
    test.accept({ content: 2 })
    test.accept({ content: 3, unconfirmed: true, starts: { erp: HELD } })
    await test.pass(60 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/unknown-article no'])
  })

  it('takes the place of what has not been sent, once it is confirmed', async () => {
    const test = opened({ sendAfterSeconds: 60 })
    test.accept({ content: 2 })
    test.accept({ content: 3, unconfirmed: true })
    expect(test.accept({ content: 3 })).toMatchObject({ status: 'duplicate', version: 2 })
    await test.pass(60 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 delivered yes'])
  })

  it('stops what has not been sent, once it is confirmed, where it is held for another reason', async () => {
    const test = opened({ sendAfterSeconds: 60 })
    test.accept({ content: 2 })
    test.accept({ content: 3, unconfirmed: true, starts: { erp: HELD } })
    test.accept({ content: 3, source: 'poll' })
    await test.pass(60 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 held/unknown-article no'])
  })

  it('asks a person, once it is confirmed, where what was ordered before has been sent', async () => {
    const test = opened()
    test.accept({ content: 2 })
    test.accept({ content: 3, unconfirmed: true })
    await test.work()
    test.accept({ content: 3 })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/revision no'])
    expect(test.troubles.at(-1)).toMatchObject({ kind: 'held', cause: 'revision' })
    expect(test.troubles.at(-1)?.diff).not.toEqual([])
  })

  it("replaces what was sent, once it is confirmed, with revisions: 'replace'", async () => {
    const test = opened({ revisions: 'replace', sendAfterSeconds: 1 })
    test.accept({ content: 2 })
    test.accept({ content: 3, unconfirmed: true })
    await test.pass(MINUTE)
    test.accept({ content: 3 })
    await test.pass(MINUTE)
    expect(sent(test)).toEqual(['erp v1 original', 'erp v2 replacement'])
  })

  it('is released by a person in place of what has not been sent', async () => {
    const test = opened({ sendAfterSeconds: 60 })
    test.accept({ content: 2 })
    test.accept({ content: 3, unconfirmed: true })
    test.outbox.release('order-1', ANN)
    await test.pass(60 * MINUTE)
    expect(sent(test)).toEqual(['erp v2 original'])
  })

  it('takes nothing away either when it is placed again after it was discarded', async () => {
    const test = opened({ sendAfterSeconds: 60 })
    test.accept({ content: 2 })
    test.accept({ content: 3, unconfirmed: true })
    test.outbox.discard('order-1', ANN)
    test.accept({ content: 3 })
    await test.pass(60 * MINUTE)
    expect(sent(test)).toEqual(['erp v1 original'])
  })

  it('takes nothing away on the route where it was discarded, and its place on the other', async () => {
    const test = opened({ sendAfterSeconds: 60, routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] })
    test.accept({ content: 2 })
    test.accept({ content: 3, unconfirmed: true })
    test.outbox.discardOn('order-1', 'erp', ANN)
    test.accept({ content: 3 })
    await test.pass(60 * MINUTE)
    expect(sent(test).sort()).toEqual(['erp v1 original', 'wms v2 original'])
  })
})

describe('a change whose sender was told that it failed', () => {
  it.each(['answered-error', 'disconnected'] as const)('gives back what it had superseded: %s', async (doubt) => {
    const test = opened({ sendAfterSeconds: 60, unconfirmed: { policy: 'send' } })
    test.accept({ content: 2 })
    test.accept({ content: 3, requestId: 'lost' })
    expect(test.deliveries()[0]).toBe('erp v1 superseded no')
    expect(test.outbox.withdraw('order-1', 'lost', doubt)).toBe('held')
    await test.pass(60 * MINUTE)
    expect(sent(test)).toEqual(['erp v1 original'])
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/unconfirmed no'])
  })

  it('gives it back where it is held for another reason', async () => {
    const test = opened({ sendAfterSeconds: 60 })
    test.accept({ content: 2 })
    test.accept({ content: 3, requestId: 'lost', starts: { erp: HELD } })
    test.outbox.withdraw('order-1', 'lost')
    await test.pass(60 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/unknown-article no'])
  })

  it('has a person asked about what it had superseded, and for which it is too late now', async () => {
    const test = opened({ sendAfterSeconds: 600 })
    test.accept({ content: 2, cutOff: test.clock.now() + 5 * MINUTE })
    test.accept({ content: 3, requestId: 'lost' })
    await test.pass(6 * MINUTE)
    test.outbox.withdraw('order-1', 'lost')
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 held/stale no', 'erp v2 held/unconfirmed no'])
    expect(test.troubles.map(({ cause }) => cause)).toEqual(['stale', 'unconfirmed'])
  })

  it('leaves superseded what it may have brought already', async () => {
    const test = opened({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] })
    for (const route of ['erp', 'wms']) test.outbox.pause(route, ANN)
    test.accept({ content: 2 })
    test.accept({ content: 3, requestId: 'lost' })
    test.outbox.resume('erp', ANN)
    await test.work()
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('left')
    test.outbox.resume('wms', ANN)
    await test.work()
    expect(sent(test)).toEqual(['erp v2 original', 'wms v1 original'])
    expect(test.deliveries()).toContain('erp v1 superseded no')
  })

  it('returns as unconfirmed where a later change had superseded it, and that is discarded', async () => {
    const test = opened({ sendAfterSeconds: 60 })
    test.accept({ content: 2 })
    test.accept({ content: 3, requestId: 'lost' })
    test.accept({ content: 4, starts: { erp: HELD } })
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('over')
    test.outbox.discard('order-1', ANN)
    await test.pass(60 * MINUTE)
    expect(test.deliveries()).toEqual([
      ...['erp v1 delivered yes', 'erp v2 held/unconfirmed no', 'erp v3 discarded no'],
    ])
  })
})

describe('an unconfirmed order that its first route cannot write', () => {
  const routes = [httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 5 }] }), httpRoute('wms', WMS)]
  const gone = (test: TestOutbox) => test.accept({ unconfirmed: true, starts: { erp: { state: 'refused' } } })

  it('is not sent by its fallback route', async () => {
    const test = opened({ routes })
    gone(test)
    await test.pass(60 * MINUTE)
    expect(sent(test)).toEqual([])
  })

  it('is sent by its fallback route once it is confirmed', async () => {
    const test = opened({ routes })
    gone(test)
    await test.work()
    test.accept()
    await test.work()
    expect(sent(test)).toEqual(['wms v1 original'])
  })
})
