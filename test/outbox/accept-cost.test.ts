import { describe, expect, it } from 'vitest'
import type { Sql } from '../../src/outbox/sql.ts'
import { migratedSql } from '../fakes/node-sql.ts'
import { ERP, submission, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

/** The outbox, and the statements of each call. */
function counted(supplier = supplierWith({ sendAfterSeconds: 5 })) {
  const bare = migratedSql(0)
  const queries: string[] = []
  const all: Sql['all'] = (query, ...bind) => {
    queries.push(query)
    return bare.all(query, ...bind)
  }
  const box = testOutbox({ supplier, sql: { ...bare, all }, ports: { startsWhenAccepted: true } })
  const during = (work: () => unknown): readonly string[] => {
    queries.length = 0
    work()
    return [...queries]
  }
  const acceptNext = () =>
    during(() => box.outbox.accept(submission(supplier, { orderId: 'order-2', orderNumber: 'PO-2' })))
  return { box, during, acceptNext }
}

/** Each statement takes 5 to 20 microseconds, so statements are the largest part of an accept. */
const MOST_STATEMENTS = 4

describe('the accept of a new order', () => {
  it('costs few statements while an earlier order has set the alarm', () => {
    const { box, acceptNext } = counted()
    box.accept()
    const queries = acceptNext()
    expect(queries.length, queries.join('\n')).toBeLessThanOrEqual(MOST_STATEMENTS)
  })

  it('costs one statement more on a paused route: it looks for the pause, and for no time of the alarm', () => {
    const { box, acceptNext } = counted(supplierWith({ sendAfterSeconds: 0 }))
    box.outbox.pause('erp', { by: 'an' })
    box.accept()
    const queries = acceptNext()
    expect(queries.length, queries.join('\n')).toBeLessThanOrEqual(MOST_STATEMENTS + 1)
  })

  it('costs few statements on a free route that starts the delivery when it is accepted', async () => {
    const { box, acceptNext } = counted(supplierWith({ sendAfterSeconds: 0 }))
    box.wire.answers(ERP, status(200))
    box.accept()
    await box.work()
    const queries = acceptNext()
    expect(box.deliveries('order-2')).toEqual(['erp v1 sending no'])
    // One more looks whether the route is free. Two look for a stored document before the attempt.
    expect(queries.length, queries.join('\n')).toBeLessThanOrEqual(MOST_STATEMENTS + 3)
  })

  it('reads no earlier version', () => {
    const { during, box } = counted()
    const ofVersions = during(() => box.accept()).filter((query) => /FROM versions\s+WHERE order_id/.test(query))
    expect(ofVersions).toEqual([])
  })
})
