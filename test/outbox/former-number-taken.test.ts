import { describe, expect, it } from 'vitest'
import type { Sql } from '../../src/outbox/sql.ts'
import { ordrsp } from '../fakes/acknowledgements.ts'
import { migratedSql } from '../fakes/node-sql.ts'
import { EDIFACT, ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { waiting } from './answers/acknowledged-order.ts'
import { restored } from './export/restored.ts'

const supplier = supplierWith({ routes: [httpRoute('erp', ERP, { document: EDIFACT, ...waiting })] })
const CONFLICT = ['erp v1 held/order-number-conflict no']

function opened(sql?: Sql): TestOutbox {
  const test = testOutbox(sql ? { supplier, sql } : { supplier })
  test.wire.answers(ERP, status(200))
  return test
}

/** An order that was sent as PO-1 and then got the number PO-2. */
async function renumbered(sql?: Sql): Promise<TestOutbox> {
  const test = opened(sql)
  test.accept({ orderId: 'a', orderNumber: 'PO-1' })
  await test.work()
  test.accept({ orderId: 'a', orderNumber: 'PO-2', content: 3 })
  return test
}

describe('a new order under the former number of another order', () => {
  it('is held as under the present number: an ERP that knows the number would ignore the order', async () => {
    const test = await renumbered()
    test.accept({ orderId: 'b', orderNumber: 'PO-1' })
    test.accept({ orderId: 'c', orderNumber: 'PO-2' })
    expect([test.deliveries('b'), test.deliveries('c')]).toEqual([CONFLICT, CONFLICT])
    expect(test.outbox.view('b')?.sameNumber).toEqual([{ orderId: 'a', orderNumber: 'PO-2' }])
  })

  it('is sent if the other order was discarded unsent', async () => {
    const test = opened()
    const starts = { erp: { state: 'held', reason: 'unknown-customer' } } as const
    test.accept({ orderId: 'a', orderNumber: 'PO-1', starts })
    test.accept({ orderId: 'a', orderNumber: 'PO-2', content: 3, starts })
    test.outbox.discard('a', { by: 'Jo', note: 'twice' })
    test.outbox.discard('a', { by: 'Jo', note: 'twice' })
    test.accept({ orderId: 'b', orderNumber: 'PO-1' })
    await test.work()
    expect(test.deliveries('b')).toEqual(['erp v1 sent yes'])
  })

  it('leaves the number to the order that had it first', async () => {
    const test = await renumbered()
    test.accept({ orderId: 'a', orderNumber: 'PO-1', content: 4 })
    expect(test.deliveries('a').at(-1)).toBe('erp v3 held/revision no')
  })

  it('is held after an export and its restore', async () => {
    const { other } = await restored(await renumbered())
    other.accept({ orderId: 'b', orderNumber: 'PO-1' })
    expect(other.deliveries('b')).toEqual(CONFLICT)
  })

  it('is found by indexes, however many orders there are', async () => {
    const bare = migratedSql(0)
    const plans: string[] = []
    const all: Sql['all'] = (query, ...bind) => {
      if (/former_number\b/.test(query) && query.trimStart().startsWith('SELECT'))
        plans.push(...bare.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...bind).map(({ detail }) => detail))
      return bare.all(query, ...bind)
    }
    const test = await renumbered({ ...bare, all })
    test.accept({ orderId: 'b', orderNumber: 'PO-1' })
    test.outbox.release('b', { by: 'Jo' })
    await test.work()
    test.hear(ordrsp('PO-1'))
    expect(plans.filter((step) => step.includes('versions_by_former_number')).length).toBeGreaterThan(4)
    expect(plans.filter((step) => /^SCAN (?!CONSTANT ROW|[qu]$)|AUTOMATIC/.test(step))).toEqual([])
  })
})
