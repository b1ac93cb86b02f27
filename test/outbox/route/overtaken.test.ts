import { describe, expect, it } from 'vitest'
import { contrl } from '../../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const ANN = { by: 'ann', note: 'The customer called.' }
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const fallbacks = [{ route: 'wms', afterMinutes: 30 }]

/** `erp` waits for a receipt of the receiver, and `wms` takes over after half an hour without a receipt. */
function chain(erp: object = {}, settings: object = {}) {
  const receipt = { receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }
  const route = httpRoute('erp', ERP, { document: EDIFACT, ...receipt, fallbacks, ...erp })
  const supplier = supplierWith({
    ...{ revisions: 'replace', cancellations: 'send', routes: [route, httpRoute('wms', WMS)] },
    ...settings,
  })
  const test = testOutbox({ supplier })
  for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
  return test
}

describe('a fallback route', () => {
  it('takes over no version that a later version followed to the receiver', async () => {
    const test = chain()
    test.accept({ content: 2 })
    await test.pass(10 * MINUTE)
    test.accept({ content: 3 })
    await test.pass(25 * MINUTE)
    test.hear(contrl('2'))
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 sent yes', 'erp v2 delivered yes'])
  })

  it('takes over the later version alone, where the receiver answers neither', async () => {
    const test = chain()
    test.accept({ content: 2 })
    await test.pass(10 * MINUTE)
    test.accept({ content: 3 })
    await test.pass(2 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 sent yes', 'erp v2 superseded yes', 'wms v2 delivered yes'])
  })

  it('takes over no order that was cancelled, whether the cancellation has left or waits', async () => {
    for (const isPaused of [false, true]) {
      const test = chain()
      test.accept()
      await test.pass(10 * MINUTE)
      if (isPaused) test.outbox.pause('erp', ANN)
      expect(test.outbox.cancel('order-1', 'erp', ANN)).toEqual({ ok: true })
      await test.pass(2 * HOUR)
      expect(test.deliveries()).toEqual(['erp v1 sent yes', isPaused ? 'erp v2 waiting no' : 'erp v2 sent yes'])
    }
  })

  it('takes over no rejected version while a later version waits for the route', async () => {
    const test = chain()
    test.accept({ content: 2 })
    await test.work()
    test.outbox.pause('erp', ANN)
    test.accept({ content: 3 })
    test.hear(contrl('1', '4'))
    await test.pass(29 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 refused yes', 'erp v2 waiting no'])
    await test.pass(2 * HOUR)
    expect(test.deliveries().at(-1)).toBe('wms v2 delivered yes')
    expect(test.deliveries()).not.toContain('wms v1 delivered yes')
  })

  it('takes over the order again once a person discards what was to follow', async () => {
    const test = chain()
    test.accept()
    await test.pass(10 * MINUTE)
    test.outbox.pause('erp', ANN)
    test.outbox.cancel('order-1', 'erp', ANN)
    await test.pass(30 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 sent yes', 'erp v2 waiting no'])
    expect(test.outbox.view('order-1')?.deliveries[0]?.fallbackAt).toBeNull()
    expect(test.outbox.discardOn('order-1', 'erp', ANN)).toEqual({ ok: true })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 superseded yes', 'wms v1 delivered yes', 'erp v2 discarded no'])
  })
})

describe('a route whose document turned out to have arrived after a fallback route took over', () => {
  it('sends the order again when a person asks', async () => {
    for (const again of ['resend', 'retry'] as const) {
      const test = chain()
      test.wire.answers(ERP, status(500))
      test.wire.answers(WMS, status(503))
      test.accept()
      await test.pass(31 * MINUTE)
      test.hear(contrl('1'))
      expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 superseded no'])
      if (again === 'retry') test.hear(contrl('1', '4', [], { own: '78' }))
      test.wire.answers(ERP, status(200))
      if (again === 'retry') expect(test.outbox.retry('order-1', 'erp', ANN)).toEqual({ ok: true })
      else expect(test.outbox.resend('order-1', 'erp', { ...ANN, intent: 'same' })).toEqual({ ok: true })
      await test.work()
      expect(test.deliveries()).toEqual(['erp v1 sent yes', 'wms v1 superseded no'])
    }
  })
})

describe('a version that another route of its chain has overtaken', () => {
  async function overtaken(erp: object = {}) {
    const test = chain({ retry: { delaysSeconds: [600], giveUpAfterHours: 24 }, ...erp })
    test.accept({ content: 2 })
    await test.work()
    test.wire.answers(ERP, status(400))
    test.accept({ content: 3 })
    await test.work()
    expect(test.deliveries()).toContain('wms v2 delivered yes')
    test.wire.answers(ERP, status(200))
    const { length } = test.wire.calls
    return { test, calls: () => test.wire.calls.length - length }
  }

  it('is not sent again by a person who acts on its route: the answer names the later version', async () => {
    const { test, calls } = await overtaken()
    const conflict = {
      ...{ ok: false, status: 409 },
      message: 'Version 2 was sent by route wms. Version 1 would bring the earlier order back: act on version 2.',
    }
    expect(test.outbox.retry('order-1', 'erp', ANN)).toEqual(conflict)
    for (const intent of ['same', 'correction'] as const)
      expect(test.outbox.resend('order-1', 'erp', { ...ANN, intent })).toEqual(conflict)
    await test.pass(2 * HOUR)
    expect(calls()).toBe(0)
  })

  it('is not sent again when its receiver rejects it late and a person retries the route', async () => {
    const { test, calls } = await overtaken()
    test.hear(contrl('1', '4'))
    test.outbox.retryRoute('erp', ANN)
    await test.pass(2 * HOUR)
    expect(calls()).toBe(0)
    expect(test.troubles.at(-1)).toMatchObject({ kind: 'refused', cause: 'replaced' })
  })

  it('is not offered in a mailbox any more', async () => {
    const routes = [mailboxRoute('erp', { fallbacks }), httpRoute('wms', WMS)]
    const test = testOutbox({ supplier: supplierWith({ revisions: 'replace', routes }) })
    test.wire.answers(WMS, status(200))
    test.accept({ content: 2 })
    await test.work()
    const [first] = test.outbox.listMailbox('erp')
    if (!first) throw new Error('A document was to be listed.')
    expect(test.outbox.fetchDocument('erp', first.id)).not.toBeTypeOf('string')
    test.outbox.pause('erp', ANN)
    test.accept({ content: 3 })
    await test.pass(31 * MINUTE)
    expect(test.deliveries()).toContain('wms v2 delivered yes')
    test.outbox.resume('erp', ANN)
    expect(test.outbox.listMailbox('erp')).toEqual([])
    expect(test.outbox.fetchDocument('erp', first.id)).toBe('superseded')
  })
})

describe('a version that a person keyed by hand', () => {
  it('is followed by no earlier version, though the receiver rejects the earlier one late', async () => {
    const test = chain({}, { revisions: 'hold' })
    test.accept({ content: 2 })
    await test.work()
    test.hear(contrl('1'))
    test.accept({ content: 3 })
    expect(test.outbox.done('order-1', 'erp', ANN)).toEqual({ ok: true })
    test.hear(contrl('1', '4', [], { own: '78' }))
    test.outbox.retryRoute('erp', ANN)
    await test.pass(2 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 done yes'])
    expect(test.wire.calls).toHaveLength(1)
    expect(test.troubles.at(-1)).toMatchObject({ kind: 'refused', cause: 'replaced' })
  })
})
