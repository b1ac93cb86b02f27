import { describe, expect, it } from 'vitest'
import type { DeliveryState } from '../../src/outbox/state.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { putInto, STATES } from '../fakes/states.ts'
import { type Answer, cut, status } from '../fakes/wire.ts'

const ANN = { by: 'ann', note: 'The chef telephoned.' }
const OK = { ok: true }
const CONFLICT = { ok: false, status: 409 }
const TESTED = { cancellations: 'send' }

const tested = (...routes: object[]) =>
  testOutbox({ supplier: supplierWith({ ...TESTED, routes: routes.length > 0 ? routes : [httpRoute('erp', ERP)] }) })

const cancel = (test: TestOutbox, route = 'erp') => test.outbox.cancel('order-1', route, ANN)
const sent = (test: TestOutbox) =>
  test.wire.calls.map(({ body }) => {
    const { version, purpose, orderNumber, lines } = JSON.parse(body)
    return `${orderNumber} v${version} ${purpose}, ${lines[0].quantity}`
  })
const keys = (test: TestOutbox) => test.wire.calls.map(({ key }) => key)

/** One answer after the other; the last repeats. */
function inTurn(...answers: readonly Answer[]): Answer {
  const left = [...answers]
  return (call) => {
    const next = left.length > 1 ? left.shift() : left[0]
    if (!next) throw new Error('no answer')
    return next(call)
  }
}

async function delivered() {
  const test = tested()
  test.wire.answers(ERP, status(200))
  test.accept({ content: 2 })
  await test.work()
  return test
}

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
    expect(test.outbox.events(1)).toMatchObject([{ action: 'cancel', by: 'ann', note: 'The chef telephoned.' }])
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
    expect(cancel(test)).toMatchObject({ ...CONFLICT, message: expect.stringContaining('discard the delivery') })
    expect(test.outbox.discardOn('order-1', 'erp', ANN)).toEqual(OK)
    expect(test.deliveries()).toEqual(['erp v1 discarded no'])
    expect(test.outbox.view('order-1')?.state).toBe('discarded')
  })

  it('while a later version waits is refused: that one would be delivered after it', async () => {
    const test = await delivered()
    test.accept({ content: 3 })
    expect(test.deliveries()[1]).toBe('erp v2 held/revision no')
    expect(cancel(test)).toMatchObject({ ...CONFLICT, message: expect.stringContaining('Version 2 has not left') })
    test.outbox.discard('order-1', ANN)
    expect(cancel(test)).toEqual(OK)
    await test.work()
    expect(sent(test)[1]).toBe('PO-order-1 v3 cancellation, 2')
  })

  it('is sent once: asked for again it answers what to do instead', async () => {
    const test = await delivered()
    test.wire.answers(ERP, status(503))
    cancel(test)
    expect(cancel(test)).toMatchObject({ ...CONFLICT, message: expect.stringMatching(/under way|being cancelled/) })
    await test.work()
    expect(cancel(test)).toMatchObject({ ...CONFLICT, message: expect.stringContaining('being cancelled') })
    test.wire.answers(ERP, status(200))
    await test.pass(3_600_000)
    expect(cancel(test)).toMatchObject({
      ...CONFLICT,
      message: expect.stringContaining('has left by this route already'),
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

describe('a cancellation is not sent', () => {
  it('unless the route says that its partner has tested them', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.work()
    expect(cancel(test)).toMatchObject({ ...CONFLICT, message: expect.stringContaining('Telephone them') })
    test.reopen(supplierWith({ routes: [httpRoute('erp', ERP, TESTED)] }))
    expect(cancel(test)).toEqual(OK)
  })

  it('where the route keeps back what the supplier sends elsewhere', async () => {
    const test = tested(httpRoute('erp', ERP, { cancellations: 'hold' }))
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.work()
    expect(cancel(test)).toMatchObject(CONFLICT)
  })

  it.each([
    { format: 'opentrans-2.1' },
    { format: 'csv', columns: ['orderNumber', 'articleNumber', 'quantity'].map((field) => ({ field })) },
  ])('by $format, which could not say it', async (document) => {
    const test = tested(httpRoute('erp', ERP, { document }))
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.work()
    expect(cancel(test)).toMatchObject({ ...CONFLICT, message: expect.stringContaining(document.format) })
  })

  it('of an order or by a route that is not there', () => {
    const test = tested()
    expect(cancel(test)).toMatchObject({ ok: false, status: 404 })
    test.accept()
    expect(cancel(test, 'wms')).toMatchObject({ ok: false, status: 404 })
  })

  it('of an order whose words have been purged', async () => {
    const test = await delivered()
    test.outbox.erase('order-1', ANN)
    expect(cancel(test)).toMatchObject({ ...CONFLICT, message: expect.stringContaining('purged') })
  })
})

describe('after a cancellation', () => {
  async function cancelled() {
    const test = await delivered()
    cancel(test)
    await test.work()
    return test
  }

  it('a poll that still lists the order has seen nothing new', async () => {
    const test = await cancelled()
    const before = test.deliveries()
    expect(test.accept({ content: 2, source: 'poll' })).toMatchObject({ status: 'duplicate', version: 1 })
    expect(test.deliveries()).toEqual(before)
  })

  it('the same order by webhook is a question: somebody wants it after all', async () => {
    const test = await cancelled()
    expect(test.accept({ content: 2 })).toMatchObject({ status: 'held', version: 3, holdReason: 'reverted' })
    expect(test.outbox.release('order-1', ANN)).toMatchObject(CONFLICT)
    expect(test.outbox.release('order-1', { ...ANN, as: 'original' })).toEqual(OK)
    await test.work()
    expect(sent(test).at(-1)).toBe('PO-order-1 v3 original, 2')
    expect(cancel(test)).toEqual(OK)
    await test.work()
    expect(sent(test).at(-1)).toBe('PO-order-1 v4 cancellation, 2')
  })

  it('a change is a question too, even where changes replace by themselves, and does not stop the cancellation', async () => {
    const supplier = supplierWith({ ...TESTED, revisions: 'replace' })
    const test = testOutbox({ supplier })
    test.wire.answers(ERP, inTurn(status(200), status(503), status(200)))
    test.accept({ content: 2 })
    await test.work()
    cancel(test)
    await test.work()
    expect(test.accept({ content: 3 })).toMatchObject({ status: 'held', holdReason: 'revision' })
    await test.pass(3_600_000)
    expect(sent(test).slice(1)).toEqual(['PO-order-1 v2 cancellation, 2', 'PO-order-1 v2 cancellation, 2'])
    expect(test.accept({ content: 4 })).toMatchObject({ status: 'held', holdReason: 'revision' })
  })
})

describe('discarding one delivery', () => {
  const outcome: Partial<Record<DeliveryState, string>> = {
    ...{ waiting: 'discarded', deferred: 'discarded', refused: 'discarded', uncertain: 'discarded', held: 'discarded' },
  }
  it.each(STATES)('ends what has not left, and nothing else: %s', (state) => {
    const test = tested()
    test.accept()
    putInto(test.sql, { state })
    const before = test.deliveries()
    const isUnsent = state === 'sent' ? 'discarded' : outcome[state]
    expect(test.outbox.discardOn('order-1', 'erp', ANN)).toMatchObject(isUnsent ? OK : { ok: false })
    if (isUnsent) expect(test.deliveries()).toEqual(['erp v1 discarded no'])
    else expect(test.deliveries()).toEqual(before)
  })

  it.each(['deferred', 'refused', 'uncertain', 'sent'] as const)('leaves what may have arrived: %s', (state) => {
    const test = tested()
    test.accept()
    putInto(test.sql, { state, reached: 'maybe' })
    expect(test.outbox.discardOn('order-1', 'erp', ANN)).toMatchObject({
      ...CONFLICT,
      message: expect.stringContaining('cancel it'),
    })
  })
})
