import { describe, expect, it } from 'vitest'
import { ERP } from '../../fakes/orders.ts'
import { status } from '../../fakes/wire.ts'
import { expectMessage, FAILED, handedOver, hear } from './handed-over.ts'

describe('a notification that comes again, or too late', () => {
  it('changes nothing of what is done, or was written anew since', async () => {
    const test = await handedOver({ receipt: 'person' })
    test.outbox.done('order-1', 'erp', { by: 'ann' })
    expect([hear(test), hear(test, FAILED)]).toEqual(['noted', 'noted'])
    expect(test.deliveries()).toEqual(['erp v1 done yes'])

    const anew = await handedOver({ receipt: 'person' })
    anew.sql.all('UPDATE deliveries SET document_revision = 2')
    expect([hear(anew), hear(anew, FAILED)]).toEqual(['noted', 'noted'])
    expect(anew.deliveries()).toEqual(['erp v1 sent yes'])
  })

  it('that comes again changes nothing and is kept once', async () => {
    const test = await handedOver({ receipt: 'person' })
    expect(hear(test, FAILED, 'same')).toBe('refused')
    test.outbox.done('order-1', 'erp', { by: 'ann' })
    expect([hear(test, FAILED, 'same'), hear(test, FAILED, 'same')]).toEqual(['repeated', 'repeated'])
    const view = test.outbox.view('order-1')
    expect(view?.deliveries[0]?.receipts).toMatchObject([{ number: 1, outcome: 'refused', size: 8 }])
    expect(view?.timeline.filter((entry) => Reflect.get(entry as object, 'event') === 'repeated')).toHaveLength(1)
  })

  it('is kept as often as is of use, and no more', async () => {
    const test = await handedOver({ receipt: 'person' })
    for (let heard = 0; heard < 30; heard++) hear(test)
    expect(test.outbox.view('order-1')?.deliveries[0]?.receipts).toHaveLength(20)
    expect(test.outbox.receipt('order-1', 'erp', null, null)?.fileName).toBe('erp-1-receipt-20.eml')
    expect(test.outbox.receipt('order-1', 'erp', 1, 3)?.fileName).toBe('erp-1-receipt-3.eml')
    for (const [version, number] of [
      [2, null],
      [1, 21],
    ] as const)
      expect(test.outbox.receipt('order-1', 'erp', version, number)).toBe(null)
    expect(test.outbox.receipt('order-1', 'er', null, null)).toBe(null)
    expect(test.outbox.receipt('order-1', '*', null, null)).toBe(null)
  })

  it('of another partner, or about nothing, settles nothing and is told', async () => {
    const test = await handedOver({ receipt: 'person' })
    expect(hear(test, { originalMessageId: '<m-2>' })).toBe('unmatched')
    expect(hear(test, { originalMessageId: null })).toBe('unmatched')
    expect(hear(test, {}, 'x', ['other'])).toBe('unmatched')
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
    await test.work()
    expect(test.alerts.map(({ kind }) => kind)).toContain('unmatched-acknowledgement')
  })

  it('by a stranger is told once, and only where it is about something of ours', async () => {
    const test = await handedOver({ receipt: 'person' })
    for (const [id, routes] of [
      ['<m-2>', ['erp']],
      ['<m-1>', ['other']],
    ] as const)
      test.outbox.recordUnverified(id, routes, 'its answer is not signed')
    await test.work()
    expect(test.alerts).toEqual([])
    for (let heard = 0; heard < 3; heard++) test.outbox.recordUnverified('<m-1>', ['erp'], 'its answer is not signed')
    await test.work()
    expect(test.alerts).toMatchObject([{ kind: 'unmatched-acknowledgement', route: 'erp' }])
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
  })
})

describe('about a message that a person has resent since', () => {
  const AGAIN = { by: 'ann', note: 'No answer came.', intent: 'same' } as const
  const resentBefore = async (answered: boolean) => {
    const test = await handedOver({ receipt: 'person' })
    if (answered) expect(hear(test)).toBe('noted')
    test.wire.answers(ERP, status(503))
    expect(test.outbox.resend('order-1', 'erp', AGAIN)).toEqual({ ok: true })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 deferred yes'])
    return test
  }

  it('shows that the document has come, since it was the same: it need not go again', async () => {
    const test = await resentBefore(false)
    expect(hear(test)).toBe('sent')
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
  })

  it('does not say that the later one failed', async () => {
    const test = await resentBefore(false)
    expect(hear(test, FAILED)).toBe('noted')
    expect(test.deliveries()).toEqual(['erp v1 deferred yes'])
    expect(test.outbox.view('order-1')?.timeline.at(-1)).toMatchObject({
      text: expect.stringContaining('a person has had it sent once more since'),
    })
  })

  it('does not end a resending of what was known to have come', async () => {
    const test = await resentBefore(true)
    expect(hear(test)).toBe('noted')
    expect(test.deliveries()).toEqual(['erp v1 deferred yes'])
  })

  it('leaves the word about the later one its weight', async () => {
    const test = await resentBefore(true)
    expectMessage(test, { resendCount: 1 })
    expect(hear(test, FAILED)).toBe('refused')
  })
})
