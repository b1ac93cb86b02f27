import { describe, expect, it } from 'vitest'
import type { DeliveryState } from '../../../src/model/delivery-state.ts'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { putInto, STATES } from '../../fakes/states.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, CONFLICT, cancel, delivered, inTurn, OK, sent, TESTED, tested } from './cancellations.ts'

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
    expect(cancel(test)).toMatchObject({ ...CONFLICT, message: expect.stringContaining('deleted') })
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

  it('the alert about the order says that the chef placed it again after its cancellation', async () => {
    const test = await cancelled()
    test.accept({ content: 2 })
    await test.work()
    expect(test.alerts.find(({ kind }) => kind === 'held')).toMatchObject({
      cause: 'reverted',
      text: 'Order PO-order-1 (version 3) is held: the chef placed the order again after it was cancelled. Ask the customer what they want, then release or discard the order.',
    })
  })

  it('a discard of the order that was placed again tells the customer that nothing is delivered', async () => {
    const test = await cancelled()
    test.accept({ content: 2 })
    expect(test.outbox.discardNotice('order-1', null)?.text).toMatch(/ will not deliver your order /)
    expect(test.outbox.discard('order-1', ANN)).toEqual(OK)
    expect(test.outbox.view('order-1')?.notices?.at(-1)?.text).not.toMatch(/Your order stands/)
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
      message: expect.stringContaining('Cancel the order'),
    })
  })
})
