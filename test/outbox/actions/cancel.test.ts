import { describe, expect, it } from 'vitest'
import type { DeliveryState } from '../../../src/model/delivery-state.ts'
import { ERP, httpRoute, mailboxRoute, WMS } from '../../fakes/orders.ts'
import type { TestOutbox } from '../../fakes/outbox.ts'
import { putInto, STATES } from '../../fakes/states.ts'
import { cut, status } from '../../fakes/wire.ts'
import { ANN, CONFLICT, cancel, delivered, inTurn, OK, sent, tested } from './cancellations.ts'

const keys = (test: TestOutbox) => test.wire.calls.map(({ key }) => key)

describe('a cancellation', () => {
  it('of what has left goes out as a document of its own, with the content that it cancels', async () => {
    const test = await delivered()
    expect(cancel(test)).toEqual(OK)
    await test.work()
    expect(sent(test)).toEqual(['PO-order-1 v1 original, 2', 'PO-order-1 v2 cancellation, 2'])
    expect(new Set(keys(test)).size).toBe(2)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 delivered yes'])
    const view = test.outbox.view('order-1')
    expect(view).toMatchObject({ state: 'settled', version: 1 })
    expect(view?.versions[1]).toMatchObject({ version: 2, status: 'cancelled', source: 'desk', cancels: 1 })
    expect(view?.deliveries.map(({ purpose, fileName }) => [purpose, fileName])).toEqual([
      ['original', 'PO-order-1-1.json'],
      ['cancellation', 'PO-order-1-2.json'],
    ])
    expect(test.outbox.events(1).rows).toMatchObject([{ action: 'cancel', by: 'ann', note: 'The chef telephoned.' }])
  })

  it('of an order from before bodies were in the rows of their versions has the content too', async () => {
    const test = await delivered()
    test.sql.all(
      `INSERT INTO blobs (order_id, version, route, chunk, bytes, metadata)
       SELECT order_id, version, '', 0, body, NULL FROM versions`,
    )
    test.sql.all('UPDATE versions SET body = NULL')
    expect(cancel(test)).toEqual(OK)
    await test.work()
    expect(sent(test)).toEqual(['PO-order-1 v1 original, 2', 'PO-order-1 v2 cancellation, 2'])
  })

  it('is repeated to the byte, under one identity, until it gets through', async () => {
    const test = await delivered()
    test.wire.answers(ERP, inTurn(cut, status(503), status(200)))
    cancel(test)
    await test.pass(3_600_000)
    const [, ...tries] = test.wire.calls
    expect(tries).toHaveLength(3)
    expect(new Set(tries.map(({ body }) => body)).size).toBe(1)
    expect(new Set(keys(test).slice(1)).size).toBe(1)
    expect(test.deliveries()[1]).toBe('erp v2 delivered yes')
  })

  it('has a control number of its own, and keeps it', async () => {
    const document = { format: 'edifact-d96a', sender: { id: 'US' }, recipient: { id: 'THEM' } }
    const test = tested(httpRoute('erp', ERP, { document }))
    test.wire.answers(ERP, inTurn(status(200), status(503), status(200)))
    test.accept()
    await test.work()
    cancel(test)
    await test.pass(3_600_000)
    const numbers = test.wire.calls.map(({ body }) => /UNZ\+1\+0*(\d+)'/.exec(body)?.[1])
    expect(numbers).toEqual(['1', '2', '2'])
    expect(test.wire.calls.map(({ body }) => /BGM\+220\+[^+]+\+(\d)/.exec(body)?.[1])).toEqual(['9', '1', '1'])
  })

  it('speaks of the first version that left, not of one that was changed before', async () => {
    const test = tested(httpRoute('erp', ERP, { document: { format: 'cxml-1.2' } }))
    test.wire.answers(ERP, status(200))
    test.accept({ content: 1 })
    test.accept({ content: 2 })
    await test.work()
    cancel(test)
    await test.work()
    const referred = test.wire.calls.map(({ body }) => /DocumentReference payloadID="([^"]*)"/.exec(body)?.[1])
    expect(referred).toEqual([undefined, 'order-1.2@orderbridge'])
  })

  it('ends the tries of what may have arrived: it is not sent once more behind its cancellation', async () => {
    const test = tested()
    test.wire.answers(ERP, inTurn(status(500), status(200)))
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 deferred maybe'])
    expect(cancel(test)).toEqual(OK)
    await test.pass(3_600_000)
    expect(sent(test)).toEqual(['PO-order-1 v1 original, 2', 'PO-order-1 v2 cancellation, 2'])
    expect(test.deliveries()).toEqual(['erp v1 superseded maybe', 'erp v2 delivered yes'])
  })

  const reachable: readonly DeliveryState[] = ['sent', 'delivered', 'deferred', 'refused', 'uncertain', 'held', 'done']
  it.each(STATES)('is for what may have reached the receiver, and nothing else: %s', (state) => {
    for (const reached of ['no', 'maybe', 'yes'] as const) {
      const test = tested()
      test.accept()
      putInto(test.sql, { state, reached })
      const before = test.deliveries()
      const may = state !== 'sending' && reached !== 'no'
      expect(cancel(test)).toMatchObject(may ? OK : CONFLICT)
      if (may) expect(test.deliveries()[1]).toMatch(/^erp v2 (waiting|sending) /)
      else expect(test.deliveries()).toEqual(before)
      if (may && reachable.includes(state))
        expect(test.deliveries()[0]).toMatch(
          ['sent', 'delivered', 'done'].includes(state) ? ` ${state} ${reached}` : ` superseded ${reached}`,
        )
    }
  })

  it('of what has not left is refused, with advice; discarding its delivery is what does it', () => {
    const test = tested()
    test.accept({ starts: { erp: { state: 'refused' } } })
    expect(cancel(test)).toMatchObject({ ...CONFLICT, message: expect.stringContaining('Discard the delivery') })
    expect(test.outbox.discardOn('order-1', 'erp', ANN)).toEqual(OK)
    expect(test.deliveries()).toEqual(['erp v1 discarded no'])
    expect(test.outbox.view('order-1')?.state).toBe('discarded')
  })

  it('while a later version waits is refused: that one would be delivered after it', async () => {
    const test = await delivered()
    test.accept({ content: 3 })
    expect(test.deliveries()[1]).toBe('erp v2 held/revision no')
    expect(cancel(test)).toMatchObject({ ...CONFLICT, message: expect.stringContaining('Version 2 was not sent') })
    test.outbox.discard('order-1', ANN)
    expect(cancel(test)).toEqual(OK)
    await test.work()
    expect(sent(test)[1]).toBe('PO-order-1 v3 cancellation, 2')
  })

  it('is sent once: asked for again it answers what to do instead', async () => {
    const test = await delivered()
    test.wire.answers(ERP, status(503))
    cancel(test)
    expect(cancel(test)).toMatchObject({
      ...CONFLICT,
      message: expect.stringMatching(/under way|cancels the order already/),
    })
    await test.work()
    expect(cancel(test)).toMatchObject({ ...CONFLICT, message: expect.stringContaining('cancels the order already') })
    test.wire.answers(ERP, status(200))
    await test.pass(3_600_000)
    expect(cancel(test)).toMatchObject({
      ...CONFLICT,
      message: expect.stringContaining('was sent by this route already'),
    })
    expect(test.outbox.resend('order-1', 'erp', { ...ANN, intent: 'correction' })).toMatchObject(CONFLICT)
    expect(test.outbox.resend('order-1', 'erp', { ...ANN, intent: 'same' })).toEqual(OK)
    await test.work()
    const bodies = test.wire.calls.map(({ body }) => body)
    expect(bodies.at(-1)).toBe(bodies.at(-2))
  })

  it('by two routes is one version', async () => {
    const test = tested(httpRoute('erp', ERP), httpRoute('wms', WMS))
    test.wire.answers(ERP, status(200))
    test.wire.answers(WMS, status(200))
    test.accept()
    await test.work()
    expect(cancel(test, 'erp')).toEqual(OK)
    await test.work()
    expect(cancel(test, 'wms')).toEqual(OK)
    await test.work()
    expect(test.deliveries().map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'erp v1 delivered',
      'wms v1 delivered',
      'erp v2 delivered',
      'wms v2 delivered',
    ])
  })

  it('that must wait for a person goes on as a cancellation, whatever the release says', async () => {
    const test = await delivered()
    test.wire.answers(ERP, status(503))
    cancel(test)
    await test.work()
    putInto(test.sql, { state: 'held', holdReason: 'stale', version: 2 })
    test.wire.answers(ERP, status(200))
    expect(test.outbox.release('order-1', { ...ANN, as: 'original' })).toEqual(OK)
    await test.work()
    expect(sent(test).at(-1)).toBe('PO-order-1 v2 cancellation, 2')
  })

  it('waits in a mailbox under a name of its own, and what was never fetched is not there any more', async () => {
    const test = tested(mailboxRoute('erp'))
    test.accept()
    await test.work()
    const [order] = test.outbox.listMailbox('erp')
    expect(cancel(test)).toMatchObject(CONFLICT)
    test.outbox.fetchDocument('erp', order?.id ?? '')
    expect(cancel(test)).toEqual(OK)
    await test.work()
    expect(test.outbox.listMailbox('erp').map(({ fileName }) => fileName)).toEqual([
      'PO-order-1-1.json',
      'PO-order-1-2.json',
    ])
  })

  it('goes by the route it was asked for and by no other, whoever would stand in', async () => {
    const fallbacks = [{ route: 'wms', afterMinutes: 5 }]
    const test = tested(httpRoute('erp', ERP, { fallbacks }), httpRoute('wms', WMS))
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.work()
    test.wire.answers(ERP, status(503))
    cancel(test)
    await test.pass(1_800_000)
    expect(test.wire.calls.filter(({ url }) => url === WMS)).toEqual([])
    expect(test.outbox.sendBy('order-1', 'erp', 'wms', ANN)).toMatchObject(CONFLICT)
  })

  it('names the other route that has the order, before anything is cancelled beside it', async () => {
    const fallbacks = [{ route: 'wms', afterMinutes: 5 }]
    const test = tested(httpRoute('erp', ERP, { fallbacks }), httpRoute('wms', WMS))
    test.wire.answers(ERP, status(500))
    test.wire.answers(WMS, status(503))
    test.accept()
    await test.pass(400_000)
    expect(test.deliveries()).toEqual(['erp v1 superseded maybe', 'wms v1 deferred no'])
    expect(cancel(test)).toMatchObject({ ...CONFLICT, message: expect.stringContaining('by route wms') })
    expect(test.outbox.discardOn('order-1', 'wms', ANN)).toEqual(OK)
    test.wire.answers(ERP, status(200))
    expect(cancel(test)).toEqual(OK)
    await test.work()
    expect(sent(test).at(-1)).toBe('PO-order-1 v2 cancellation, 2')
  })
})
