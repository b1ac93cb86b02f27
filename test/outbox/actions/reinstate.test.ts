import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, mailboxRoute, submission, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { putInto } from '../../fakes/states.ts'
import { hanging, status } from '../../fakes/wire.ts'
import { ANN, CONFLICT, HOUR, OK } from '../actions.ts'

const MINUTE = 60_000
const HELD = { state: 'held', reason: 'unknown-article' } as const
const BOTH = { routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }

function opened(settings: Record<string, unknown> = {}): TestOutbox {
  const test = testOutbox({ supplier: supplierWith(settings) })
  for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
  return test
}

/** The route is paused, so it sends nothing meanwhile. */
function paused(settings: Record<string, unknown> = {}): TestOutbox {
  const test = opened(settings)
  for (const { name } of test.supplier.routes) test.outbox.pause(name, ANN)
  return test
}

async function resumed(test: TestOutbox): Promise<string[]> {
  for (const { name } of test.supplier.routes) test.outbox.resume(name, ANN)
  await test.work()
  return sent(test)
}

const sent = ({ wire }: TestOutbox): string[] =>
  wire.calls.map(({ url, body }) => `${url === ERP ? 'erp' : 'wms'} v${JSON.parse(body).version}`)

const told = ({ troubles }: TestOutbox): (string | undefined)[][] =>
  troubles.map(({ kind, cause, text }) => [kind, cause, /version \d/.exec(text)?.[0]])

describe('a discarded change returns what it superseded', () => {
  it('so that the version before is sent', async () => {
    const test = paused()
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: HELD } })
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 held/unknown-article no'])
    expect(test.outbox.discard('order-1', ANN)).toEqual(OK)
    expect(test.deliveries()).toEqual(['erp v1 waiting no', 'erp v2 discarded no'])
    expect(await resumed(test)).toEqual(['erp v1'])
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 discarded no'])
    expect(test.outbox.view('order-1')?.state).toBe('settled')
  })

  it('on every route, also where the change was not held: no route sends what a person discarded', async () => {
    const test = paused(BOTH)
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: HELD } })
    expect(test.deliveries().slice(2)).toEqual(['erp v2 held/unknown-article no', 'wms v2 waiting no'])
    test.outbox.discard('order-1', ANN)
    expect((await resumed(test)).sort()).toEqual(['erp v1', 'wms v1'])
    expect(test.deliveries().slice(2)).toEqual(['erp v2 discarded no', 'wms v2 discarded no'])
  })

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

  it('only on its own route, where one delivery is discarded', async () => {
    const test = paused(BOTH)
    test.accept({ content: 2 })
    test.accept({ content: 3 })
    expect(test.outbox.discardOn('order-1', 'erp', ANN)).toEqual(OK)
    expect((await resumed(test)).sort()).toEqual(['erp v1', 'wms v2'])
  })

  it('one after the other, where several changes are discarded', async () => {
    const test = paused()
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: HELD } })
    test.accept({ content: 4, starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.outbox.discard('order-1', ANN)
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 held/unknown-article no', 'erp v3 discarded no'])
    test.outbox.discard('order-1', ANN)
    expect(await resumed(test)).toEqual(['erp v1'])
  })

  it('past a version that was discarded before: that does not return', async () => {
    const test = paused(BOTH)
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: HELD } })
    test.accept({ content: 4, starts: { erp: { state: 'refused' }, wms: HELD } })
    test.outbox.discardOn('order-1', 'erp', ANN)
    expect(test.deliveries().filter((one) => one.includes('v3'))).toEqual([
      'erp v3 discarded no',
      'wms v3 held/unknown-article no',
    ])
    // The newest held version is version 3; then version 2, which only the other route holds.
    test.outbox.discard('order-1', ANN)
    expect(test.deliveries()).toEqual([
      ...['erp v1 superseded no', 'wms v1 superseded no'],
      ...['erp v2 held/unknown-article no', 'wms v2 waiting no'],
      ...['erp v3 discarded no', 'wms v3 discarded no'],
    ])
    test.outbox.discard('order-1', ANN)
    expect((await resumed(test)).sort()).toEqual(['erp v1', 'wms v1'])
  })

  it('past a version that was discarded while a later one had superseded it', async () => {
    const test = paused(BOTH)
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: HELD } })
    test.accept({ content: 4, starts: { erp: { state: 'refused' }, wms: { state: 'waiting' } } })
    // Version 2 is held on erp, and superseded by version 3 on wms.
    test.outbox.discard('order-1', ANN)
    expect(test.outbox.discardOn('order-1', 'wms', ANN)).toEqual(OK)
    expect((await resumed(test)).sort()).toEqual(['erp v1', 'wms v1'])
  })

  it('by the routes of another depot too', async () => {
    const other = { routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }
    const test = paused(other)
    test.accept({ content: 2, routes: [{ route: 'erp', revisions: 'hold', start: { state: 'waiting' } }] })
    test.accept({ content: 3, routes: [{ route: 'wms', revisions: 'hold', start: HELD }] })
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'wms v2 held/unknown-article no'])
    test.outbox.discard('order-1', ANN)
    expect(await resumed(test)).toEqual(['erp v1'])
  })

  it('to a mailbox, from which it can be collected again', async () => {
    const test = opened({ routes: [mailboxRoute('box')] })
    test.accept({ content: 2 })
    await test.work()
    const [first] = test.outbox.listMailbox('box')
    test.accept({ content: 3, starts: { box: HELD } })
    expect(test.outbox.listMailbox('box')).toEqual([])
    test.outbox.discard('order-1', ANN)
    await test.work()
    expect(test.outbox.listMailbox('box')).toEqual([first])
  })
})

describe('what a discarded change returns', () => {
  it('leaves at its own time, where that is still to come', async () => {
    const test = opened({ sendAfterSeconds: 600 })
    test.accept({ content: 2 })
    await test.pass(MINUTE)
    test.accept({ content: 3, starts: { erp: HELD } })
    await test.pass(MINUTE)
    test.outbox.discard('order-1', ANN)
    await test.pass(8 * MINUTE - 1)
    expect(sent(test)).toEqual([])
    await test.pass(1)
    expect(sent(test)).toEqual(['erp v1'])
  })

  it.each([
    ['cut-off', { cutOff: Date.parse('2026-11-24T09:10:00Z') }],
    ['delivery date', { deliveryDate: '2026-11-24' }],
    ['greatest age', {}],
  ])('is held and told at once where its %s has passed, also on a route that is paused', async (_, more) => {
    const test = paused()
    test.accept({ content: 2, ...more })
    test.accept({ content: 3, starts: { erp: HELD } })
    await test.pass(49 * 60 * MINUTE)
    test.outbox.discard('order-1', ANN)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 held/stale no', 'erp v2 discarded no'])
    expect(told(test).at(-1)).toEqual(['held', 'stale', 'version 1'])
    expect(test.troubles.at(-1)?.text).toBe(
      'Order PO-order-1 (version 1) is held: version 2 no longer replaces it. It is too late to send the order unasked. Ask the customer whether they still want it, then release or discard it.',
    )
    expect(test.outbox.release('order-1', ANN)).toEqual(OK)
    expect(await resumed(test)).toEqual(['erp v1'])
  })

  it('is told once where several of its routes have the same question', async () => {
    const test = paused(BOTH)
    test.accept({ content: 2, cutOff: Date.parse('2026-11-24T09:10:00Z') })
    test.accept({ content: 3, starts: { erp: HELD, wms: HELD } })
    await test.pass(60 * MINUTE)
    const before = test.troubles.length
    test.outbox.discard('order-1', ANN)
    expect(test.deliveries().slice(0, 2)).toEqual(['erp v1 held/stale no', 'wms v1 held/stale no'])
    await test.work()
    expect(told(test).slice(before)).toEqual([['held', 'stale', 'version 1']])
  })

  it('asks again what it asked before', async () => {
    const test = paused()
    test.accept({ content: 2, starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.accept({ content: 3, starts: { erp: HELD } })
    test.outbox.discard('order-1', ANN)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 held/quantity no', 'erp v2 discarded no'])
    expect(told(test).at(-1)).toEqual(['held', 'quantity', 'version 1'])
  })

  it('is told once more where its route had refused it', async () => {
    const test = paused()
    test.accept({ content: 2, starts: { erp: { state: 'refused' } } })
    test.accept({ content: 3, starts: { erp: HELD } })
    test.outbox.discard('order-1', ANN)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 refused no', 'erp v2 discarded no'])
    expect(told(test).filter(([kind]) => kind === 'refused')).toHaveLength(2)
  })

  it('is held where its route is no longer configured', async () => {
    const test = paused(BOTH)
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: HELD, wms: HELD } })
    test.reopen(supplierWith({ routes: [httpRoute('erp', ERP)] }))
    test.outbox.discard('order-1', ANN)
    await test.work()
    expect(test.deliveries().slice(0, 2)).toEqual(['erp v1 waiting no', 'wms v1 held/route-gone no'])
    expect(told(test).at(-1)).toEqual(['held', 'route-gone', 'version 1'])
  })

  it('tries its own route first, though its fallback chain would have gone on by now', async () => {
    const routes = [httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 5 }] }), httpRoute('wms', WMS)]
    const test = opened({ routes })
    test.outbox.pause('erp', ANN)
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: HELD } })
    await test.pass(30 * MINUTE)
    test.outbox.discard('order-1', ANN)
    expect(await resumed(test)).toEqual(['erp v1'])
  })

  it('goes on down its fallback chain where its own route fails', async () => {
    const routes = [httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 5 }] }), httpRoute('wms', WMS)]
    const test = opened({ routes })
    test.outbox.pause('erp', ANN)
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: HELD } })
    await test.pass(30 * MINUTE)
    test.outbox.discard('order-1', ANN)
    await test.pass(2 * MINUTE)
    expect(sent(test)).toEqual(['wms v1'])
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

describe('after a discard', () => {
  it('actions mean the version that returned', async () => {
    const test = paused(BOTH)
    test.accept({ content: 2, routes: [{ route: 'erp', revisions: 'hold', start: { state: 'waiting' } }] })
    test.accept({ content: 3, routes: [{ route: 'erp', revisions: 'hold', start: HELD }] })
    test.outbox.discard('order-1', ANN)
    expect(test.outbox.sendBy('order-1', 'erp', 'wms', ANN)).toEqual(OK)
    expect(await resumed(test)).toEqual(['wms v1'])
  })

  it('the same change placed again is a duplicate, is told, and nothing of it is sent', async () => {
    const test = paused()
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: HELD } })
    test.outbox.discard('order-1', ANN)
    expect(test.accept({ content: 3 })).toMatchObject({ status: 'duplicate', version: 2 })
    expect(await resumed(test)).toEqual(['erp v1'])
    expect(told(test).at(-1)?.[0]).toBe('reordered-after-discard')
  })
})
