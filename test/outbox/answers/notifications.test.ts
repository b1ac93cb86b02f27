import { describe, expect, it } from 'vitest'
import { createTransportStore } from '../../../src/outbox/transport-store.ts'
import { contrl } from '../../fakes/acknowledgements.ts'
import { leaseOf } from '../../fakes/lease.ts'
import { EDIFACT, ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { expectMessage, FAILED, handedOver, hear, MICS } from './handed-over.ts'

const MINUTE = 60_000

/** An order whose attempt at the ERP is uncertain, and which a person holds. Its fallback route can deliver. */
async function heldWithFallback(erp: ReturnType<typeof httpRoute>) {
  const test = testOutbox({ supplier: supplierWith({ routes: [erp, httpRoute('wms', WMS)] }) })
  test.wire.answers(ERP, status(500))
  test.wire.answers(WMS, status(200))
  test.accept()
  await test.work()
  expectMessage(test)
  expect(test.outbox.hold('order-1', { by: 'ann' })).toEqual({ ok: true })
  return test
}

describe('a notification that comes later', () => {
  it('is of its own version alone: a failure of the version before, heard later, contradicts no arrival', async () => {
    const test = testOutbox({
      supplier: supplierWith({ revisions: 'replace', routes: [httpRoute('erp', ERP, { receipt: 'transport' })] }),
    })
    test.wire.answers(ERP, status(500))
    test.accept({ content: 2 })
    await test.work()
    expectMessage(test)
    test.wire.answers(ERP, status(200))
    test.accept({ content: 3 })
    await test.work()
    test.sql.all("UPDATE deliveries SET state = 'sent', next_at = 8640000000000000 WHERE version = 2")
    createTransportStore(test.sql, leaseOf({ version: 2 }), test.clock).expect('m-2', MICS)
    hear(test, FAILED)
    expect(hear(test, { originalMessageId: '<m-2>' })).toBe('settled')
    expect(test.outbox.view('order-1')?.deliveries.map(({ receipts }) => receipts.map(({ number }) => number))).toEqual(
      [[1], [1]],
    )
  })

  it.each([
    ['sent', {}, status(200), 'sent yes'],
    ['uncertain', {}, () => Promise.reject(new Error('cut')), 'uncertain maybe'],
    [
      'held for being uncertain',
      { whenUncertain: 'hold' },
      () => Promise.reject(new Error('cut')),
      'held/uncertain maybe',
    ],
    ['deferred', {}, status(500), 'deferred maybe'],
  ])('settles what is %s', async (_, settings, answer, before) => {
    const test = await handedOver({ receipt: 'transport', ...settings }, answer)
    if (before === 'sent yes') test.sql.all("UPDATE deliveries SET state = 'sent', next_at = 8640000000000000")
    expect(test.deliveries()).toEqual([`erp v1 ${before}`])
    expect(hear(test)).toBe('settled')
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    await test.pass(60 * MINUTE)
    expect(test.wire.calls).toHaveLength(1)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('settles what was given up, because it shows that it had arrived', async () => {
    const test = await handedOver({ retry: { delaysSeconds: [60], giveUpAfterHours: 0.02 } }, status(500))
    await test.pass(10 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 refused maybe'])
    expect(hear(test)).toBe('settled')
  })

  it('lets no fallback route take over from a delivery that a person holds', async () => {
    const erp = httpRoute('erp', ERP, { receipt: 'acknowledgement', fallbacks: [{ route: 'wms', afterMinutes: 20 }] })
    for (const said of [{}, FAILED]) {
      const test = await heldWithFallback(erp)
      hear(test, said)
      await test.pass(60 * MINUTE)
      expect(test.deliveries()).toEqual([said === FAILED ? 'erp v1 held/by-person maybe' : 'erp v1 sent yes'])
      expect(test.troubles.map(({ kind }) => kind)).toContain(said === FAILED ? 'refused' : 'late')
    }
  })

  it('lets no fallback route take over from it either if a rejection follows, until a person releases the order', async () => {
    const receipt = { receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }
    const fallbacks = [{ route: 'wms', afterMinutes: 90 }]
    const erp = httpRoute('erp', ERP, { document: EDIFACT, ...receipt, fallbacks })
    const test = await heldWithFallback(erp)
    expect(hear(test)).toBe('sent')
    test.hear(contrl('1', '4'))
    await test.pass(60 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 held/by-person yes'])
    expect(test.troubles.map(({ kind }) => kind)).toContain('refused')
    expect(test.outbox.release('order-1', { by: 'ann' })).toEqual({ ok: true })
    test.wire.answers(ERP, status(200))
    await test.work()
    test.hear(contrl('1', '4', [], { own: '78' }))
    await test.work()
    expect(test.deliveries()).toContain('wms v1 delivered yes')
  })

  it('ends the tries where another word is due, and that word is waited for', async () => {
    const test = await handedOver({ receipt: 'acknowledgement', receiptDueMinutes: 30 }, status(500))
    expect(hear(test)).toBe('sent')
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
    await test.pass(29 * MINUTE)
    expect(test.alerts).toEqual([])
    await test.pass(2 * MINUTE)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['late'])
    expect(hear(test)).toBe('noted')
  })

  it('overtakes a try under way, whose end is only noted', async () => {
    let answer: (response: Response) => void = () => {}
    const test = await handedOver({}, () => new Promise((resolve) => (answer = resolve)))
    expect(test.deliveries()).toEqual(['erp v1 sending no'])
    expect(hear(test)).toBe('settled')
    answer(new Response(null, { status: 503 }))
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('that refuses asks a person, also of what was settled before', async () => {
    const test = await handedOver()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(hear(test, FAILED)).toBe('refused')
    expect(test.deliveries()).toEqual(['erp v1 refused yes'])
    await test.work()
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['refused'])
    expect(hear(test), 'what they said before stands until it is sent again').toBe('noted')
    test.clock.advance(1)
    test.outbox.retry('order-1', 'erp', { by: 'ann' })
    await test.work()
    test.sql.all("UPDATE deliveries SET state = 'sent', next_at = 8640000000000000")
    expectMessage(test, { reached: 'yes' })
    expect(hear(test)).toBe('settled')
  })

  it('is not stronger than an order desk that has rejected the order', async () => {
    const test = await handedOver({ receipt: 'acknowledgement' })
    const desk = { kind: 'business', verdict: 'rejected', sender: null, recipient: null, test: false } as const
    const subject = { by: 'order-number', orderNumber: 'PO-order-1' } as const
    test.outbox.acknowledge('erp', [{ ...desk, subject, senderReference: 'R-1', repeat: false, reason: 'No.' }])
    expect(test.deliveries()).toEqual(['erp v1 refused yes'])
    expect(hear(test)).toBe('noted')
    expect(test.deliveries()).toEqual(['erp v1 refused yes'])
  })

  it('of certificates that do not fit stops the route, unless that was mended since', async () => {
    const said = { modifier: 'error', reason: 'decryption-failed', mic: null }
    const test = await handedOver({ receipt: 'person' })
    expect(hear(test, said)).toBe('refused')
    await test.work()
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['paused'])
    expect(test.outbox.routes()).toMatchObject([{ state: 'paused' }])
    test.clock.advance(1)
    test.outbox.resume('erp', { by: 'ann' })
    test.sql.all("UPDATE deliveries SET state = 'sent'")
    expect(hear(test, said)).toBe('refused')
    expect(test.outbox.routes()).toMatchObject([{ state: 'open' }])
  })
})

it('a failure of a version that a later one has followed raises an alert, and changes nothing', async () => {
  const test = testOutbox({ supplier: supplierWith({ revisions: 'replace', routes: [httpRoute('erp', ERP)] }) })
  test.wire.answers(ERP, status(200))
  test.accept()
  await test.work()
  expectMessage(test)
  test.accept({ content: 3 })
  await test.work()
  expect(hear(test, FAILED)).toBe('noted')
  test.outbox.retryRoute('erp', { by: 'ann' })
  await test.work()
  expect(test.wire.calls).toHaveLength(2)
  expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 delivered yes'])
  expect(test.alerts).toMatchObject([{ kind: 'refused', cause: 'replaced', orderId: 'order-1' }])
})
