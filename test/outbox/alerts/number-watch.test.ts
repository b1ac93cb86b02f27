import { describe, expect, it } from 'vitest'
import { formats } from '../../../src/documents/registry.ts'
import { rangesOf } from '../../../src/profile/control-numbers.ts'
import type { Supplier } from '../../../src/profile/supplier.ts'
import { EDIFACT, ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'

const QUARTER = 900_000

const sequenceOf = ({ routes: [route] }: Supplier): string =>
  (route &&
    rangesOf(route.controlNumbers, formats[route.document.format]?.numbering?.(route.document)).control?.sequence) ??
  ''

function counting(last: number | null, more = {}) {
  const erp = httpRoute('erp', ERP, { document: EDIFACT, controlNumbers: { start: 101, wrapAt: 1_100, ...more } })
  const test = testOutbox({ supplier: supplierWith({ routes: [erp] }) })
  if (last !== null)
    test.sql.all('INSERT INTO counters (sequence, last) VALUES (?, ?)', sequenceOf(test.supplier), last)
  return test
}

describe('the alert about control numbers', () => {
  it.each([
    ['never used', null, 0],
    ['half of them and one left', 599, 0],
    ['half of them left', 600, 1],
    ['none left', 1_100, 1],
    ['a counter below the range', 7, 0],
  ])('comes when half of the range is left: %s', async (_, last, count) => {
    const test = counting(last)
    test.outbox.wake()
    await test.pass(QUARTER + 1)
    test.outbox.wake()
    await test.work()
    expect(test.troubles.filter(({ kind }) => kind === 'numbers')).toHaveLength(count)
  })

  it('names the route, how many are left, and where they begin again', async () => {
    const test = counting(900)
    test.outbox.wake()
    await test.work()
    expect(test.troubles[0]).toMatchObject({
      ...{ kind: 'numbers', route: 'erp' },
      text: expect.stringContaining('200 of 1000 numbers are left, then 101 follows again.'),
    })
  })

  it('ends when the numbers begin again', async () => {
    const test = counting(1_100)
    test.outbox.wake()
    await test.work()
    test.sql.all('UPDATE counters SET last = 101')
    await test.pass(QUARTER + 1)
    test.outbox.wake()
    await test.pass(QUARTER)
    expect(test.alerts.at(-1)).toMatchObject({ kind: 'resolved', of: 'numbers', route: 'erp' })
  })
})
