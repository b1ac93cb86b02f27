import { describe, expect, it } from 'vitest'
import { EDIFACT, ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, DESK, received } from './laddered.ts'

const HELD = { state: 'held', reason: 'unknown-article' } as const

/** The ERP with the warehouse as its fallback, and the mail to the order desk as a route of its own. */
function outbox(erp: Record<string, unknown> = {}) {
  const fallbacks = [{ route: 'wms', afterMinutes: 600 }]
  const routes = [httpRoute('erp', ERP, { fallbacks, ...erp }), httpRoute('wms', WMS), httpRoute('desk', DESK)]
  const test = testOutbox({ supplier: supplierWith({ routes }) })
  for (const url of [ERP, WMS, DESK]) test.wire.answers(url, status(200))
  return test
}

const accepted = (test: ReturnType<typeof outbox>, start: typeof HELD | { state: 'waiting' } = HELD) =>
  test.accept({ routes: ['erp', 'desk'].map((route) => ({ route, revisions: 'hold' as const, start })) })

/** A fallback route brings the order in place of the failing mail, and then a person retries the ERP. */
async function retriedAfterFallback(test: ReturnType<typeof outbox>): Promise<void> {
  test.wire.answers(DESK, status(503))
  accepted(test, { state: 'waiting' })
  await test.work()
  test.outbox.sendBy('order-1', 'desk', 'wms', ANN)
  await test.work()
  test.wire.answers(ERP, status(200))
  test.outbox.retry('order-1', 'erp', ANN)
  await test.work()
}

describe('an order that a fallback route brought in place of the mail to the desk', () => {
  it('is marked as a possible repeat when the ERP gets it too', async () => {
    const test = outbox()
    accepted(test)
    expect(test.outbox.sendBy('order-1', 'desk', 'wms', ANN)).toEqual({ ok: true })
    await test.work()
    expect(test.outbox.release('order-1', ANN)).toEqual({ ok: true })
    await test.work()
    expect(received(test)).toEqual(['wms', 'erp repeat'])
    const timeline = test.outbox.view('order-1')?.timeline ?? []
    expect(timeline).toContainEqual(expect.objectContaining({ event: 'marked-repeat', route: 'erp' }))
  })

  it('is marked there when the ERP has it already', async () => {
    const test = outbox()
    test.wire.answers(DESK, status(503))
    accepted(test, { state: 'waiting' })
    await test.work()
    expect(test.outbox.sendBy('order-1', 'desk', 'wms', ANN)).toEqual({ ok: true })
    await test.work()
    expect(received(test).filter((one) => one !== 'desk')).toEqual(['erp', 'wms repeat'])
  })

  it('is written again with the mark when the ERP got no document of it yet', async () => {
    const test = outbox({ document: EDIFACT })
    test.wire.answers(ERP, status(503))
    await retriedAfterFallback(test)
    const sent = test.wire.calls
      .filter(({ url }) => url === ERP)
      .map(({ body }) => /BGM\+220\+[^+]+\+(\d)/.exec(body)?.[1])
    expect(sent).toEqual(['9', '7'])
  })

  it('keeps its document and its key when the ERP may have the document', async () => {
    const test = outbox()
    test.wire.answers(ERP, status(500))
    await retriedAfterFallback(test)
    expect(received(test).filter((one) => one !== 'desk')).toEqual(['erp', 'wms repeat', 'erp'])
    const keys = test.wire.calls.filter(({ url }) => url === ERP).map(({ headers }) => headers.get('idempotency-key'))
    expect(new Set(keys).size).toBe(1)
  })

  it('is marked in the document that it shares with other orders', async () => {
    const test = outbox({ document: EDIFACT, batch: { minutes: 1 } })
    accepted(test)
    test.outbox.sendBy('order-1', 'desk', 'wms', ANN)
    await test.work()
    test.outbox.release('order-1', ANN)
    await test.pass(120_000)
    expect(test.wire.calls.find(({ url }) => url === ERP)?.body).toMatch(/BGM\+220\+[^+]+\+7/)
  })

  it('is not marked when the other route never had it, nor on the mail to the desk', async () => {
    const test = outbox()
    test.wire.answers(WMS, status(503))
    accepted(test)
    test.outbox.sendBy('order-1', 'desk', 'wms', ANN)
    await test.work()
    test.outbox.release('order-1', ANN)
    await test.work()
    expect(received(test)).toEqual(['wms', 'erp'])
    const other = outbox()
    accepted(other, { state: 'waiting' })
    await other.work()
    expect(received(other).sort()).toEqual(['desk', 'erp'])
  })
})
