import { describe, expect, it } from 'vitest'
import { contrl } from '../../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { cut, hanging, status } from '../../fakes/wire.ts'
import { ANN, CONFLICT, HOUR, OK } from '../actions.ts'
import { accept, batched, gathering, sent } from '../batch/gathered.ts'

const MINUTE = 60_000

describe('a hold', () => {
  it('keeps an order until a person releases the order, whatever time passes', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.work()
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    test.wire.answers(ERP, status(200))
    await test.pass(3 * HOUR)
    expect(test.outbox.retryRoute('erp', ANN).again).toBe(0)
    expect(test.deliveries()).toEqual(['erp v1 held/by-person no'])
    expect(test.outbox.release('order-1', ANN)).toEqual(OK)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('is written down with who and why, and tells colleagues', async () => {
    const test = testOutbox()
    test.accept()
    test.outbox.hold('order-1', ANN)
    await test.work()
    expect(test.outbox.events(1).rows).toMatchObject([{ action: 'hold', by: 'ann', note: 'By telephone.' }])
    expect(test.troubles).toMatchObject([{ kind: 'held', cause: 'by-person', orderId: 'order-1' }])
  })

  it('at the moment of an attempt is refused, and never claims what arrives', async () => {
    const test = testOutbox()
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept()
    await test.work()
    expect(test.outbox.hold('order-1', ANN)).toMatchObject(CONFLICT)
    expect(test.deliveries()).toEqual(['erp v1 sending no'])
  })

  it('stops the routes that have not sent the order, and leaves the others as they are', async () => {
    const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }) })
    test.wire.answers(ERP, status(200))
    test.wire.answers(WMS, status(503))
    test.accept()
    await test.work()
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 held/by-person no'])
  })

  it.each([
    ['deferred', status(500), 'resend'],
    ['uncertain', cut, 'resend'],
  ] as const)(
    'stops the next attempts of a document that may have arrived: %s',
    async (state, answer, whenUncertain) => {
      const test = testOutbox({ supplier: supplierWith({ whenUncertain }) })
      test.wire.answers(ERP, answer)
      test.accept()
      await test.work()
      expect(test.deliveries()).toEqual([`erp v1 ${state} maybe`])
      expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
      test.wire.answers(ERP, status(200))
      await test.pass(3 * HOUR)
      expect(test.deliveries()).toEqual(['erp v1 held/by-person maybe'])
      const [first] = test.wire.calls
      test.outbox.release('order-1', ANN)
      await test.work()
      expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
      expect(test.wire.calls.at(-1)?.headers.get('idempotency-key')).toBe(first?.headers.get('idempotency-key'))
    },
  )

  it('stops an attempt that was cut off, and that would go on after the pause of its route', async () => {
    const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }) })
    test.wire.answers(ERP, hanging().answer)
    test.wire.answers(WMS, status(503))
    test.accept()
    await test.work()
    test.outbox.pause('erp', ANN)
    test.reopen()
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 sending no', 'wms v1 deferred no'])
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    test.wire.answers(ERP, status(200))
    test.outbox.resume('erp', ANN)
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/by-person maybe', 'wms v1 held/by-person no'])
  })

  it('leaves a shared document alone that may have arrived, so that no other order of the document stops', async () => {
    const test = gathering({ orders: 3, minutes: 15 })
    test.wire.answers(ERP, status(500))
    accept(test, 'a', 'b', 'c')
    await test.work()
    expect(test.outbox.hold('b', ANN)).toMatchObject(CONFLICT)
    test.wire.answers(ERP, status(200))
    await test.pass(HOUR)
    for (const orderId of ['a', 'b', 'c']) expect(test.outbox.view(orderId)?.state).toBe('settled')
  })

  it('holds a change that comes later too, and a release sends only the change', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.outbox.pause('erp', ANN)
    test.accept({ content: 2 })
    test.outbox.hold('order-1', ANN)
    expect(test.accept({ content: 3 })).toMatchObject({ status: 'held', holdReason: 'by-person' })
    test.outbox.resume('erp', ANN)
    await test.work()
    expect(test.wire.calls).toEqual([])
    test.outbox.release('order-1', ANN)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 delivered yes'])
  })

  it('stops an unconfirmed order that would leave by itself, also when its chef orders again', async () => {
    const test = testOutbox({
      supplier: supplierWith({ unconfirmed: { policy: 'send', sendAfterSeconds: 60 } }),
    })
    test.wire.answers(ERP, status(200))
    test.accept({ unconfirmed: true })
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    expect(test.accept()).toMatchObject({ status: 'duplicate' })
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/by-person no'])
  })

  it('keeps back an order that waits for an unknown number, also once a colleague enters the number', async () => {
    const routes = [httpRoute('erp', ERP), httpRoute('wms', WMS)]
    const test = testOutbox({ supplier: supplierWith({ routes, articles: [{ article: '999' }] }) })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    const unknown = { state: 'held', reason: 'unknown-article' } as const
    test.accept({ orderId: 'a', starts: { erp: unknown, wms: unknown } })
    test.accept({ orderId: 'b', starts: { erp: unknown, wms: { state: 'refused' } } })
    const unwritable = { state: 'held', reason: 'unwritable' } as const
    test.accept({ orderId: 'c', starts: { erp: unwritable, wms: unwritable } })
    for (const orderId of ['a', 'b', 'c']) expect(test.outbox.hold(orderId, ANN)).toEqual(OK)
    expect(
      test.outbox.enterRow({ kind: 'article', key: '00123', row: { article: '00123', weighted: false } }, ANN, null).ok,
    ).toBe(true)
    await test.pass(HOUR)
    for (const orderId of ['a', 'b', 'c'])
      expect(test.deliveries(orderId)).toEqual(['erp v1 held/by-person no', 'wms v1 held/by-person no'])
    expect(test.outbox.release('a', ANN)).toEqual(OK)
    await test.work()
    expect(test.deliveries('a')).toEqual(['erp v1 delivered yes', 'wms v1 delivered yes'])
  })

  it('keeps back an earlier version too that comes back because the sender of the change got an error', async () => {
    const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }) })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    for (const route of ['erp', 'wms']) test.outbox.pause(route, ANN)
    test.accept({ content: 2 })
    test.accept({ content: 3, requestId: 'lost' })
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('held')
    for (const route of ['erp', 'wms']) test.outbox.resume(route, ANN)
    await test.pass(HOUR)
    expect(test.deliveries().slice(0, 2)).toEqual(['erp v1 held/by-person no', 'wms v1 held/by-person no'])
    expect(test.wire.calls).toEqual([])
  })

  it('of an order that waits for a person says so, and keeps the reason', () => {
    const test = testOutbox()
    test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    expect(test.outbox.hold('order-1', ANN)).toMatchObject({
      ...CONFLICT,
      message: expect.stringContaining('quantity'),
    })
    expect(test.deliveries()).toEqual(['erp v1 held/quantity no'])
  })
})

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

describe('a hold of the copy of an order that the ERP has', () => {
  const DESK = 'https://desk.example/orders'
  const MAIL = 'https://mail.example/orders'

  /** The ERP's receipt is awaited, with the warehouse as fallback. The copy for the desk waits, and is held. */
  async function heldCopy() {
    const receipt = { receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }
    const erp = { document: EDIFACT, ...receipt, fallbacks: [{ route: 'wms', afterMinutes: 10 }] }
    const desk = { fallbacks: [{ route: 'mail', afterMinutes: 600 }] }
    const routes = [
      httpRoute('erp', ERP, erp),
      httpRoute('wms', WMS),
      httpRoute('desk', DESK, desk),
      httpRoute('mail', MAIL),
    ]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    for (const url of [ERP, WMS, DESK, MAIL]) test.wire.answers(url, status(200))
    test.outbox.pause('desk', ANN)
    const start = { state: 'waiting' } as const
    test.accept({ routes: ['erp', 'desk'].map((route) => ({ route, revisions: 'hold' as const, start })) })
    await test.work()
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    return test
  }

  it('promises no fallback for the ERP, and a retry of the whole route sends nothing, though the ERP rejects the order', async () => {
    const test = await heldCopy()
    test.hear(contrl('1', '4'))
    await test.work()
    const erp = test.outbox.view('order-1')?.deliveries.find(({ route }) => route === 'erp')
    expect(erp).toMatchObject({ state: 'refused', ifNobodyActs: { kind: 'stays' } })
    expect(test.outbox.retryRoute('erp', ANN).again).toBe(0)
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['desk v1 held/by-person no', 'erp v1 refused yes'])
  })

  it('stops the chain of the ERP until a person sends the copy by another route', async () => {
    const test = await heldCopy()
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['desk v1 held/by-person no', 'erp v1 sent yes'])
    expect(test.outbox.sendBy('order-1', 'desk', 'mail', ANN)).toEqual(OK)
    await test.pass(HOUR)
    expect(test.deliveries().slice(1)).toEqual([
      'erp v1 superseded yes',
      'mail v1 delivered yes',
      'wms v1 delivered yes',
    ])
  })
})
