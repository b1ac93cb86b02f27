import { expect } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DESK = 'https://desk.example/orders'
export const MAIL = 'https://mail.example/orders'
export const ANN = { by: 'ann' }

export const TO_DESK = [{ route: 'desk', afterMinutes: 10 }]
export const TO_MAIL = [...TO_DESK, { route: 'mail', afterMinutes: 20 }, { hold: true, afterMinutes: 30 }]

/** `erp` has the named fallbacks `desk` and `mail`. */
export const laddered = (fallbacks: readonly object[] = TO_MAIL, settings: Record<string, unknown> = {}, erp = {}) =>
  supplierWith({
    routes: [
      httpRoute('erp', ERP, { fallbacks, retry: { delaysSeconds: [5], giveUpAfterHours: 24 }, ...erp }),
      httpRoute('desk', DESK),
      httpRoute('mail', MAIL),
    ].filter(({ name }) => name === 'erp' || JSON.stringify(fallbacks).includes(name)),
    ...settings,
  })

/** Every receiver accepts all documents by default. */
export function outbox(supplier = laddered()) {
  const test = testOutbox({ supplier })
  for (const url of [ERP, DESK, MAIL]) test.wire.answers(url, status(200))
  return test
}

/** The documents of each receiver, and whether they say possible repeat. */
export const received = (test: TestOutbox) =>
  test.wire.calls.map(({ url, body, headers }) => {
    const marked = JSON.parse(body).possibleRepeat === true
    expect(headers.has('orderbridge-possible-repeat')).toBe(marked)
    return `${new URL(url).host.split('.')[0]}${marked ? ' repeat' : ''}`
  })
