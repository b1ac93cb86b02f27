import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { MINUTE } from '../taking.ts'

/** The kinds of the alerts about orders that are late after 15 minutes, while a mail takes over after so many. */
async function alerted(afterMinutes: number, customers?: readonly string[]) {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes }] })
  const desk = httpRoute('desk', WMS, { document: DESK_MAIL, ...(customers ? { when: { customers } } : {}) })
  const test = testOutbox({ supplier: supplierWith({ routes: [erp, desk] }) })
  test.wire.answers(ERP, status(503))
  test.wire.answers(WMS, status(200))
  for (const orderId of ['one', 'two', 'three']) test.accept({ orderId })
  await test.pass(30 * MINUTE)
  return test.alerts.map(({ kind, of }) => (of ? `${kind} ${of}` : kind))
}

describe('an order that a mail takes over in the minute in which the order becomes late', () => {
  it.each([15, 15.5, 16])('raises the alert of the takeover alone, after %s minutes', async (afterMinutes) => {
    expect(await alerted(afterMinutes)).toEqual(['fallback'])
  })

  it('is late where the takeover comes later', async () => {
    expect(await alerted(17)).toEqual(['late', 'fallback', 'resolved late'])
  })

  it('is late a minute later where no route may take over', async () => {
    expect(await alerted(15.5, ['C-1'])).toEqual(['late'])
  })
})
