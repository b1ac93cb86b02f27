import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, mailboxRoute, WMS } from '../../fakes/orders.ts'
import { ANN, OK } from '../actions.ts'
import { BOTH, HELD, opened, paused, resumed, told } from './paused-orders.ts'

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
