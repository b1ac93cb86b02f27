import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { MINUTE } from '../taking.ts'

/** The ERP does not answer, and route desk takes over after 20 minutes. */
async function takenOver(fallback: Record<string, unknown>, language = 'en') {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 20 }] })
  const test = testOutbox({ supplier: supplierWith({ routes: [erp, httpRoute('desk', WMS, fallback)], language }) })
  test.wire.answers(ERP, status(503))
  test.wire.answers(WMS, status(200))
  test.accept()
  await test.pass(19 * MINUTE)
  return test
}

const endOf = ({ alerts }: Awaited<ReturnType<typeof takenOver>>, kind: string) =>
  alerts.find((alert) => alert.kind === 'resolved' && alert.of === kind)

describe('the end of an incident whose order a mail took over', () => {
  it.each([
    [
      'en',
      'taken over by mail: Order late on route erp',
      'Route desk took 1 over by mail, in place of route erp. Do not rely on your ERP for it:',
    ],
    ['nl', 'per mail overgenomen: Bestelling met', 'Route desk nam er 1 per mail over, in plaats van route erp.'],
    [
      'fr',
      'repris par e-mail\u00a0: Commande en',
      'La route desk en a repris 1 par e-mail, à la place de la route erp.',
    ],
    ['de', 'per Mail übernommen: Verspätete', 'Route desk hat 1 davon per Mail übernommen, anstelle von Route erp.'],
  ])('says so, and nothing of all right, in %s', async (language, title, text) => {
    const test = await takenOver({ document: DESK_MAIL }, language)
    await test.pass(5 * MINUTE)
    const end = endOf(test, 'late')
    expect(end?.title).toContain(title)
    expect(end?.text).toContain(text)
    expect(`${end?.title} ${end?.text}`).not.toMatch(/resolved|all right|opgelost|résolu|behoben/)
  })

  it('is resolved where another system took the order over', async () => {
    const test = await takenOver({})
    await test.pass(5 * MINUTE)
    expect(endOf(test, 'late')?.title).toBe('resolved: Order late on route erp')
  })

  it('is resolved once a person keyed the order', async () => {
    const test = await takenOver({ document: DESK_MAIL })
    await test.pass(MINUTE)
    expect(test.outbox.done('order-1', 'erp', { by: 'An', erpReference: 'SO-1' })).toEqual({ ok: true })
    await test.pass(5 * MINUTE)
    expect(endOf(test, 'late')?.title).toBe('resolved: Order late on route erp')
  })
})
