import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, mailboxRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { putInto, STATES } from '../../fakes/states.ts'
import { status } from '../../fakes/wire.ts'

const ANN = { by: 'ann', note: 'They lost it.' }

async function delivered() {
  const test = testOutbox()
  test.wire.answers(ERP, status(200))
  test.accept()
  await test.pass(1_000)
  return test
}

const keys = (test: Awaited<ReturnType<typeof delivered>>) =>
  test.wire.calls.map(({ headers }) => headers.get('idempotency-key'))

/** A document that the receiver has consumed from its mailbox. */
async function consumed() {
  const test = testOutbox({ supplier: supplierWith({ routes: [mailboxRoute('erp')] }) })
  test.accept()
  await test.pass(1_000)
  const [first] = test.outbox.listMailbox('erp')
  test.outbox.fetchDocument('erp', first?.id ?? '')
  test.outbox.applyMailboxStatus('erp', first?.id ?? '', 'consumed', null)
  return { test, first }
}

describe('resending', () => {
  it('sends the very document again, under the same identity', async () => {
    const test = await delivered()
    expect(test.outbox.resend('order-1', 'erp', { ...ANN, intent: 'same' })).toEqual({ ok: true })
    await test.pass(1_000)
    const [first, second, ...others] = test.wire.calls
    expect(others).toEqual([])
    expect(second?.body).toBe(first?.body)
    expect(new Set(keys(test)).size).toBe(1)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.outbox.events(1).rows).toMatchObject([{ action: 'resend-same', by: 'ann' }])
  })

  it('writes a correction anew: it replaces the first, under an identity of its own', async () => {
    const test = await delivered()
    test.outbox.resend('order-1', 'erp', { ...ANN, intent: 'correction' })
    await test.pass(1_000)
    expect(test.wire.calls.map(({ body }) => JSON.parse(body).purpose)).toEqual(['original', 'replacement'])
    expect(new Set(keys(test)).size).toBe(2)
    test.outbox.resend('order-1', 'erp', { ...ANN, intent: 'same' })
    await test.pass(1_000)
    expect(test.wire.calls[2]?.body).toBe(test.wire.calls[1]?.body)
    expect(keys(test)[2]).toBe(keys(test)[1])
  })

  it('numbers every change and every correction of an order on', async () => {
    const erp = httpRoute('erp', ERP, { document: { format: 'opentrans-2.1' } })
    const test = testOutbox({ supplier: supplierWith({ routes: [erp], revisions: 'replace' }) })
    test.wire.answers(ERP, status(200))
    const correct = async () => {
      test.outbox.resend('order-1', 'erp', { ...ANN, intent: 'correction' })
      await test.pass(1_000)
    }
    test.accept()
    await test.pass(1_000)
    await correct()
    await correct()
    test.accept({ content: 3 })
    await test.pass(1_000)
    await correct()
    const numbers = test.wire.calls.map(({ body }) => /<ORDERCHANGE_SEQUENCE_ID>(\d+)</.exec(body)?.[1])
    expect(numbers).toEqual([undefined, '2', '3', '4', '5'])
  })

  it('writes what a person had keyed in by hand, and nobody had ever written', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.outbox.done('order-1', 'erp', ANN)
    test.outbox.resend('order-1', 'erp', { ...ANN, intent: 'same' })
    await test.pass(1_000)
    expect(test.wire.calls.length).toBe(1)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('puts a document back into its mailbox', async () => {
    const { test, first } = await consumed()
    expect(test.outbox.listMailbox('erp')).toEqual([])
    test.outbox.resend('order-1', 'erp', { ...ANN, intent: 'same' })
    await test.pass(1_000)
    expect(test.outbox.listMailbox('erp').map(({ digest }) => digest)).toEqual([first?.digest])
  })

  it('puts a correction into the mailbox under an id and a file name of its own, and the first is gone', async () => {
    const { test, first } = await consumed()
    const correct = async () => {
      test.outbox.resend('order-1', 'erp', { ...ANN, intent: 'correction' })
      await test.pass(1_000)
      return test.outbox.listMailbox('erp')[0]
    }
    const second = await correct()
    expect(second?.id).not.toBe(first?.id)
    expect([first?.fileName, second?.fileName]).toEqual(['PO-order-1-1.json', 'PO-order-1-1-c1.json'])
    expect(test.outbox.fetchDocument('erp', first?.id ?? '')).toBe('superseded')
    expect(test.outbox.applyMailboxStatus('erp', first?.id ?? '', 'failed', null)).toBe('superseded')
    expect(test.outbox.fetchDocument('erp', second?.id ?? '')).toMatchObject({ handedOver: true })
    test.outbox.applyMailboxStatus('erp', second?.id ?? '', 'consumed', null)
    const third = await correct()
    expect(new Set([first?.id, second?.id, third?.id]).size).toBe(3)
    expect(third?.fileName).toBe('PO-order-1-1-c2.json')
  })

  it('keeps the id and the file name of what it sends once more as it was', async () => {
    const { test, first } = await consumed()
    test.outbox.resend('order-1', 'erp', { ...ANN, intent: 'same' })
    await test.pass(1_000)
    expect(test.outbox.listMailbox('erp')).toEqual([first])
  })

  it('keeps the name of a correction to eight letters and three where its route asks for that', async () => {
    const short = { fileName: '{orderNumber}.TXT', fileNameRule: '8.3' }
    const test = testOutbox({ supplier: supplierWith({ routes: [mailboxRoute('erp', short)] }) })
    for (const orderNumber of ['PO-1', 'PO-12345']) {
      test.accept({ orderId: orderNumber, orderNumber })
      test.outbox.done(orderNumber, 'erp', ANN)
      test.outbox.resend(orderNumber, 'erp', { ...ANN, intent: 'correction' })
    }
    await test.pass(1_000)
    expect(test.outbox.listMailbox('erp').map(({ fileName }) => fileName)).toEqual(['PO-1-C1.TXT', 'PO-12345.TXT'])
  })

  it.each(STATES)('sends nothing that was not handed over: %s', async (state) => {
    const test = testOutbox()
    test.accept()
    putInto(test.sql, { state })
    const result = test.outbox.resend('order-1', 'erp', { ...ANN, intent: 'same' })
    expect(result.ok).toBe(state === 'delivered' || state === 'done' || state === 'sent')
    if (!result.ok) expect(result.status).toBe(state === 'superseded' ? 404 : 409)
  })

  it('knows no order and no route that is not there', async () => {
    const test = await delivered()
    expect(test.outbox.resend('order-2', 'erp', { ...ANN, intent: 'same' })).toMatchObject({ ok: false, status: 404 })
    expect(test.outbox.resend('order-1', 'wms', { ...ANN, intent: 'same' })).toMatchObject({ ok: false, status: 404 })
  })
})
