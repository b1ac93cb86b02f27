import { describe, expect, it } from 'vitest'
import type { Lease } from '../../../src/outbox/queue.ts'
import { createTransportStore } from '../../../src/outbox/transport-store.ts'
import { utf8 } from '../../../src/text/utf8.ts'
import type { Mdn } from '../../../src/transports/as2/mdn.ts'
import { contrl } from '../../fakes/acknowledgements.ts'
import { leaseOf } from '../../fakes/lease.ts'
import { EDIFACT, ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const MINUTE = 60_000
const MICS = { sha1: 'ONE', sha256: 'TWO', sha384: 'THREE', sha512: 'FIVE' }

/** Hands over an order whose message has an id. HTTP is enough, because the next steps are the same. */
async function handedOver(settings: Record<string, unknown> = {}, answer = status(200)): Promise<TestOutbox> {
  const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, settings)] }) })
  test.wire.answers(ERP, answer)
  test.accept()
  await test.work()
  expectMessage(test)
  return test
}

function expectMessage({ sql, clock }: TestOutbox, more: Partial<Lease> = {}): void {
  createTransportStore(sql, leaseOf(more), clock).expect('m-1', MICS)
}

let times = 0
const hear = (test: TestOutbox, said: Partial<Mdn> = {}, digest = `digest-${++times}`, routes: [string] = ['erp']) =>
  test.outbox.processMdn({
    mdn: {
      ...{ originalMessageId: '<m-1>', type: 'processed', modifier: null, reason: '' },
      ...{ mic: { digest: 'TWO', algorithm: 'sha-256' }, ...said },
    },
    evidence: { bytes: utf8('evidence'), digest },
    routes,
  })

const FAILED = { type: 'failed', modifier: 'failure', reason: 'no such format' }

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
