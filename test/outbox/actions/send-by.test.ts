import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import type { TestOutbox } from '../../fakes/outbox.ts'
import { hanging, status } from '../../fakes/wire.ts'
import { ANN, DESK, HOUR, outbox, received } from '../route/laddered.ts'

describe('to send by another route', () => {
  const sendBy = (test: TestOutbox, route: string, to: string, wish = {}) =>
    test.outbox.sendBy('order-1', route, to, { ...ANN, ...wish })

  const stuck = async (answer = status(503), settings = {}) => {
    const routes = [httpRoute('erp', ERP, settings), httpRoute('desk', DESK), httpRoute('wms', WMS)]
    const test = outbox(supplierWith({ routes }))
    test.wire.answers(WMS, status(200))
    test.wire.answers(ERP, answer)
    test.accept({ routes: [{ route: 'erp', revisions: 'hold', start: { state: 'waiting' } }] })
    await test.work()
    return test
  }

  it('takes its place, and it sends no more', async () => {
    const test = await stuck()
    expect(sendBy(test, 'erp', 'desk')).toEqual({ ok: true })
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
    expect(received(test)).toEqual(['erp', 'desk'])
    const timeline = test.outbox.view('order-1')?.timeline ?? []
    expect(timeline.filter(({ event }) => event === 'superseded')).toHaveLength(1)
  })

  it('keeps the document that the other route wrote for the same purpose', async () => {
    const test = await stuck(status(200))
    test.wire.answers(DESK, status(503))
    test.accept({ content: 9, routes: [{ route: 'erp', revisions: 'hold', start: { state: 'waiting' } }] })
    const go = async (from: string, to: string, as: 'original' | 'replacement') => {
      expect(sendBy(test, from, to, { as })).toEqual({ ok: true })
      await test.work()
      test.outbox.hold('order-1', ANN)
    }
    test.wire.answers(ERP, status(503))
    await go('erp', 'desk', 'replacement')
    await go('desk', 'erp', 'original')
    await go('erp', 'desk', 'replacement')
    const [first, again] = test.wire.calls.filter(({ url }) => url === DESK).map(({ key }) => key)
    expect(again).toBe(first)
    await go('desk', 'erp', 'replacement')
    const bodies = test.wire.calls.filter(({ url }) => url === ERP).map(({ body }) => JSON.parse(body).purpose)
    expect(bodies).toEqual(['original', 'original', 'replacement'])
  })

  it('asks how the change goes to a route that brought an earlier version for another chain', async () => {
    const routes = [
      httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 10 }] }),
      httpRoute('wms', WMS),
      httpRoute('desk', DESK),
    ]
    const test = outbox(supplierWith({ routes }))
    test.wire.answers(WMS, status(200))
    for (const url of [ERP, DESK]) test.wire.answers(url, status(422))
    test.accept({ content: 2 })
    await test.pass(HOUR)
    test.accept({ content: 3 })
    await test.pass(HOUR)
    expect(test.deliveries()).toContain('desk v2 refused no')
    expect(sendBy(test, 'desk', 'wms')).toMatchObject({ ok: false, status: 409 })
    expect(sendBy(test, 'desk', 'wms', { as: 'replacement' })).toEqual({ ok: true })
    await test.work()
    const sent = test.wire.calls.filter(({ url }) => url === WMS).map(({ body }) => JSON.parse(body).purpose)
    expect(sent).toEqual(['original', 'replacement'])
  })

  it('may be a repeat', async () => {
    const test = await stuck(status(500))
    sendBy(test, 'erp', 'desk')
    await test.work()
    expect(received(test)).toEqual(['erp', 'desk repeat'])
  })

  it('goes back as well, under the same identity, unless the other may have it', async () => {
    const test = await stuck()
    test.wire.answers(DESK, status(503))
    sendBy(test, 'erp', 'desk')
    await test.work()
    expect(sendBy(test, 'desk', 'erp')).toEqual({ ok: true })
    await test.work()
    test.wire.answers(DESK, status(500))
    sendBy(test, 'erp', 'desk')
    await test.work()
    sendBy(test, 'desk', 'erp')
    test.wire.answers(ERP, status(200))
    await test.work()
    expect(received(test)).toEqual(['erp', 'desk', 'erp', 'desk', 'erp repeat'])
    const keys = test.wire.calls.filter(({ url }) => url === ERP).map(({ key }) => key)
    expect([keys[0] === keys[1], keys[1] === keys[2]]).toEqual([true, false])
    expect(test.deliveries()).toEqual(['desk v1 superseded maybe', 'erp v1 delivered yes'])
  })

  it('releases what is held, and asks how it goes where an earlier version may have left', async () => {
    const test = await stuck(status(200))
    test.accept({ content: 9, routes: [{ route: 'erp', revisions: 'hold', start: { state: 'waiting' } }] })
    expect(test.deliveries().at(-1)).toBe('erp v2 held/revision no')
    expect(sendBy(test, 'erp', 'desk')).toMatchObject({ ok: false, message: expect.stringContaining('("original")') })
    expect(sendBy(test, 'erp', 'desk', { as: 'replacement' })).toEqual({ ok: true })
    await test.work()
    expect(JSON.parse(test.wire.calls.at(-1)?.body ?? '')).toMatchObject({ version: 2, purpose: 'replacement' })
  })

  it('is refused to what is settled, under way, there already, unknown, or less protected than asked', async () => {
    const test = await stuck(status(503), { minimumSecurity: 'end-to-end' })
    expect(sendBy(test, 'erp', 'erp')).toMatchObject({ ok: false, status: 409 })
    expect(sendBy(test, 'erp', 'nowhere')).toMatchObject({ ok: false, status: 409 })
    expect(sendBy(test, 'nowhere', 'desk')).toMatchObject({ ok: false, status: 404 })
    const plain = httpRoute('plain', 'http://plain.example/orders', {
      transport: { kind: 'http', url: 'http://plain.example/orders', insecure: true },
    })
    test.reopen(supplierWith({ routes: [httpRoute('erp', ERP, { minimumSecurity: 'end-to-end' }), plain] }))
    expect(sendBy(test, 'erp', 'plain')).toMatchObject({
      ok: false,
      message: expect.stringContaining('less protected'),
    })
    const slow = hanging()
    test.wire.answers(ERP, slow.answer)
    test.outbox.retry('order-1', 'erp', ANN)
    await test.work()
    expect(sendBy(test, 'erp', 'plain')).toMatchObject({ message: expect.stringContaining('under way') })
    slow.end(new Response())
    await test.work()
    expect(sendBy(test, 'erp', 'plain')).toMatchObject({ message: expect.stringContaining('delivered already') })
  })
})
