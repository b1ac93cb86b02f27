import { describe, expect, it } from 'vitest'
import { contrl } from '../../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, CONFLICT, HOUR, OK } from '../actions.ts'
import { accept, batched, gathering, sent } from '../batch/gathered.ts'

const MINUTE = 60_000

describe('a hold reaches what waits to leave together with others, or to be fetched', () => {
  it('takes one order out of a batch that gathers, and the others go at their time', async () => {
    const test = gathering({ orders: 9, minutes: 15 })
    accept(test, 'a', 'b', 'c')
    expect(test.outbox.hold('b', ANN)).toEqual(OK)
    await test.pass(15 * MINUTE)
    expect(sent(test)).toEqual(['a c'])
    test.outbox.release('b', ANN)
    await test.pass(15 * MINUTE)
    expect(sent(test)).toEqual(['a c', 'b'])
  })

  it('takes a shared document apart that never arrived, so that the others go without the held order', async () => {
    const test = gathering({ orders: 3, minutes: 15 })
    test.wire.answers(ERP, status(503))
    accept(test, 'a', 'b', 'c')
    await test.work()
    expect(sent(test)).toEqual(['a b c'])
    expect(test.outbox.hold('b', ANN)).toEqual(OK)
    test.wire.answers(ERP, status(200))
    await test.pass(HOUR)
    expect(sent(test).at(-1)).toBe('a c')
    expect(test.outbox.view('b')?.holdReason).toBe('by-person')
  })

  it('stops the fallback chain of a shared document that may have arrived, and a release starts the chain again', async () => {
    const erp = batched({ orders: 2, minutes: 15 }, { fallbacks: [{ route: 'wms', afterMinutes: 30 }] })
    const routes = [erp, httpRoute('wms', WMS), mailboxRoute('box')]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(ERP, status(500))
    test.wire.answers(WMS, status(200))
    accept(test, 'a', 'b')
    await test.work()
    test.outbox.pause('erp', ANN)
    expect(test.outbox.hold('b', ANN)).toEqual(OK)
    await test.pass(HOUR)
    expect(test.deliveries('b')).toEqual(['box v1 held/by-person no', 'erp v1 deferred maybe'])
    test.outbox.release('b', ANN)
    await test.pass(HOUR)
    expect(test.deliveries('b')).toContain('wms v1 delivered yes')
  })

  it('takes a document out of a mailbox until it is fetched, and not after', async () => {
    const test = testOutbox({ supplier: supplierWith({ routes: [mailboxRoute('box')] }) })
    for (const orderId of ['a', 'b']) test.accept({ orderId })
    await test.work()
    const [first, second] = test.outbox.listMailbox('box').map(({ id }) => id)
    if (!first || !second) throw new Error('Two documents were to be listed.')
    expect(test.outbox.hold('a', ANN)).toEqual(OK)
    expect(test.outbox.fetchDocument('box', first)).toBe('absent')
    expect(test.outbox.fetchDocument('box', second)).not.toBeTypeOf('string')
    expect(test.outbox.hold('b', ANN)).toMatchObject(CONFLICT)
    test.outbox.release('a', ANN)
    await test.work()
    expect(test.outbox.listMailbox('box').map(({ id }) => id)).toContain(first)
  })

  it('stops the fallback chain of a route that has sent the order, until a person releases the rest', async () => {
    const fallbacks = [{ route: 'wms', afterMinutes: 10 }]
    const erp = httpRoute('erp', ERP, { fallbacks, receipt: 'person' })
    const routes = [erp, httpRoute('wms', WMS), mailboxRoute('box')]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    test.accept()
    await test.work()
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['box v1 held/by-person no', 'erp v1 sent yes'])
    test.outbox.release('order-1', ANN)
    await test.pass(HOUR)
    expect(test.deliveries().slice(1)).toEqual(['erp v1 superseded yes', 'wms v1 delivered yes'])
  })

  it('stops a fallback chain, also when the receiver rejects the earlier attempt meanwhile', async () => {
    const receipt = { receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }
    const erp = httpRoute('erp', ERP, {
      document: EDIFACT,
      ...receipt,
      fallbacks: [{ route: 'wms', afterMinutes: 90 }],
    })
    const test = testOutbox({ supplier: supplierWith({ routes: [erp, httpRoute('wms', WMS)] }) })
    test.wire.answers(ERP, status(500))
    test.wire.answers(WMS, status(200))
    test.accept()
    await test.work()
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    test.hear(contrl('1', '4'))
    await test.pass(3 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/by-person yes'])
    expect(test.troubles.map(({ kind }) => kind)).toContain('refused')
  })

  it('stops a fallback chain, and a release starts the chain again', async () => {
    const fallbacks = [{ route: 'wms', afterMinutes: 10 }]
    const routes = [httpRoute('erp', ERP, { fallbacks }), httpRoute('wms', WMS)]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(ERP, status(503))
    test.wire.answers(WMS, status(200))
    test.accept()
    await test.work()
    test.outbox.hold('order-1', ANN)
    await test.pass(2 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/by-person no'])
    test.outbox.release('order-1', ANN)
    await test.pass(11 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'wms v1 delivered yes'])
  })
})
