import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const MINUTE = 60_000

const overHttp = async (settings: Record<string, unknown>) => {
  const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, settings)] }) })
  test.wire.answers(ERP, status(200))
  test.accept()
  await test.work()
  return test
}

const inMailbox = async (settings: Record<string, unknown>) => {
  const test = testOutbox({ supplier: supplierWith({ routes: [mailboxRoute('box', settings)] }) })
  test.accept()
  await test.work()
  const id = test.outbox.listMailbox('box')[0]?.id ?? ''
  const say = (word: 'collected' | 'consumed' | 'failed') => test.outbox.applyMailboxStatus('box', id, word, null)
  return { test, say, fetch: () => test.outbox.fetchDocument('box', id) }
}

describe('a receipt that is due', () => {
  it.each(['acknowledgement', 'person'])('leaves what was handed over sent: %s', async (receipt) => {
    const test = await overHttp({ receipt })
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
    expect(test.outbox.view('order-1')).toMatchObject({
      state: 'pending',
      timeline: [{ event: 'accepted' }, { event: 'sent' }],
    })
  })

  it('is not waited for where the transport settles it', async () => {
    const test = await overHttp({ receiptDueMinutes: 5 })
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    await test.pass(120 * MINUTE)
    expect(test.alerts).toEqual([])
  })

  it('is told once when it is late, and not before', async () => {
    const test = await overHttp({ receipt: 'acknowledgement', receiptDueMinutes: 30 })
    await test.pass(29 * MINUTE)
    expect(test.alerts).toEqual([])
    await test.pass(2 * MINUTE)
    expect(test.alerts).toMatchObject([{ kind: 'late', orderId: 'order-1', orderNumber: 'PO-order-1', route: 'erp' }])
    expect(test.alerts[0]?.text).toContain('the acknowledgement of the receiver is due')
    await test.pass(600 * MINUTE)
    expect(test.alerts).toHaveLength(1)
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
  })

  it('is told on time where that is sooner than an order is late', async () => {
    const test = await overHttp({ receipt: 'person', receiptDueMinutes: 2 })
    await test.pass(3 * MINUTE)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['late'])
  })

  it('is told although the outbox stopped and started in between', async () => {
    const test = await overHttp({ receipt: 'acknowledgement', receiptDueMinutes: 30 })
    await test.pass(10 * MINUTE)
    test.reopen()
    await test.pass(21 * MINUTE)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['late'])
  })

  it('is told by an outbox that has looked for what is late just before', async () => {
    const test = await overHttp({ receipt: 'acknowledgement', receiptDueMinutes: 20 })
    test.wire.answers(ERP, status(503))
    test.accept({ orderId: 'order-2' })
    await test.pass(16 * MINUTE)
    expect(test.alerts.map(({ kind, orderId }) => [kind, orderId])).toEqual([['late', 'order-2']])
    await test.pass(5 * MINUTE)
    expect(test.alerts.map(({ orderId }) => orderId)).toEqual(['order-2', 'order-1'])
  })

  it('is told of what went out only after it had been told as late', async () => {
    const test = await overHttp({ receipt: 'acknowledgement', receiptDueMinutes: 30 })
    test.outbox.done('order-1', 'erp', { by: 'ann' })
    test.wire.answers(ERP, status(503))
    test.accept({ orderId: 'order-2' })
    await test.pass(16 * MINUTE)
    test.wire.answers(ERP, status(200))
    await test.pass(30 * MINUTE)
    expect(test.deliveries('order-2')).toEqual(['erp v1 sent yes'])
    await test.pass(31 * MINUTE)
    expect(test.troubles.map(({ kind, orderId }) => [kind, orderId])).toEqual([
      ['late', 'order-2'],
      ['late', 'order-2'],
    ])
  })

  it('is a person saying so, and nobody is told after', async () => {
    const test = await overHttp({ receipt: 'person', receiptDueMinutes: 30 })
    test.outbox.done('order-1', 'erp', { by: 'ann' })
    expect(test.deliveries()).toEqual(['erp v1 done yes'])
    await test.pass(60 * MINUTE)
    expect(test.alerts).toEqual([])
  })

  it('counts from the last try', async () => {
    const test = await overHttp({ receipt: 'acknowledgement', receiptDueMinutes: 30 })
    await test.pass(20 * MINUTE)
    test.outbox.retry('order-1', 'erp', { by: 'ann' })
    await test.pass(29 * MINUTE)
    expect(test.alerts).toEqual([])
    await test.pass(2 * MINUTE)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['late'])
  })
})

describe('of a mailbox', () => {
  const after = {
    transport: { collected: 'sent', consumed: 'delivered' },
    collected: { collected: 'delivered', consumed: 'delivered' },
    consumed: { collected: 'sent', consumed: 'delivered' },
    person: { collected: 'sent', consumed: 'sent' },
  } as const
  for (const [receipt, words] of Object.entries(after))
    it.each(['collected', 'consumed'] as const)(`where it is ${receipt}, %s settles or does not`, async (word) => {
      const { test, say } = await inMailbox({ receipt })
      say(word)
      expect(test.deliveries()).toEqual([`box v1 ${words[word]} yes`])
    })

  it('a document that was collected, which was enough, can still fail, and a person is told', async () => {
    const { test, say } = await inMailbox({ receipt: 'collected' })
    say('collected')
    expect(say('consumed')).toBe('repeated')
    expect(say('failed')).toEqual({ orderId: 'order-1', version: 1 })
    await test.work()
    expect(test.deliveries()).toEqual(['box v1 refused yes'])
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['refused'])
  })

  it('a document that was fetched and never spoken of again is told once', async () => {
    const { test, fetch, say } = await inMailbox({ receipt: 'consumed', receiptDueMinutes: 30 })
    fetch()
    await test.pass(20 * MINUTE)
    fetch()
    say('collected')
    await test.pass(11 * MINUTE)
    expect(test.alerts.map(({ kind, text }) => [kind, text.includes('not marked as consumed')])).toEqual([
      ['late', true],
    ])
    await test.pass(600 * MINUTE)
    expect(test.alerts).toHaveLength(1)
  })

  it('a document that was fetched only after it had been told as late is told once more', async () => {
    const { test, fetch } = await inMailbox({ receipt: 'consumed', receiptDueMinutes: 30 })
    await test.pass(20 * MINUTE)
    fetch()
    await test.pass(31 * MINUTE)
    expect(test.troubles.map(({ text }) => text.includes('not marked as consumed'))).toEqual([false, true])
  })

  it('a document that nobody fetched is late as before', async () => {
    const { test } = await inMailbox({ receipt: 'consumed' })
    await test.pass(16 * MINUTE)
    expect(test.alerts[0]?.text).toContain('not settled')
  })
})
