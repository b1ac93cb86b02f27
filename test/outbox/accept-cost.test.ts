import { describe, expect, it } from 'vitest'
import type { Sql } from '../../src/outbox/sql.ts'
import { migratedSql } from '../fakes/node-sql.ts'
import { submission, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

const supplier = supplierWith()

/** The outbox, and the statements of each call. */
function counted() {
  const bare = migratedSql(0)
  const queries: string[] = []
  const all: Sql['all'] = (query, ...bind) => {
    queries.push(query)
    return bare.all(query, ...bind)
  }
  const box = testOutbox({ supplier, sql: { ...bare, all } })
  const during = (work: () => unknown): readonly string[] => {
    queries.length = 0
    work()
    return [...queries]
  }
  return { box, during }
}

/** Each statement takes 5 to 20 microseconds, so statements are the largest part of an accept. */
const MOST_STATEMENTS = 5

describe('the accept of a new order', () => {
  it('costs few statements', () => {
    const { box, during } = counted()
    box.accept()
    const queries = during(() => box.outbox.accept(submission(supplier, { orderId: 'order-2', orderNumber: 'PO-2' })))
    expect(queries.length, queries.join('\n')).toBeLessThanOrEqual(MOST_STATEMENTS)
  })

  it('reads no earlier version', () => {
    const { during, box } = counted()
    const ofVersions = during(() => box.accept()).filter((query) => /SELECT[\s\S]*FROM versions/.test(query))
    expect(ofVersions).toEqual([])
  })
})
