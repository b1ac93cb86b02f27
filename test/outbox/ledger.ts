import type { Timing } from '../../src/outbox/accept.ts'
import type { Sql } from '../../src/outbox/sql.ts'
import { MORNING } from '../fakes/clock.ts'
import { migratedSql } from '../fakes/node-sql.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'

export const supplier = supplierWith({ routes: [httpRoute('erp', ERP), mailboxRoute('box')] })
export const TIMING: Timing = {
  arrivedAt: MORNING,
  lateAfter: 900_000,
  firstSendAt: () => MORNING,
  sendUnconfirmedAt: () => null,
  firstFallbackAt: () => null,
  isPast: () => false,
}

const TABLES = ['orders', 'versions', 'blobs', 'deliveries', 'counters', 'timeline', 'events', 'alerts'] as const
export const rowsIn = (sql: Sql) =>
  Object.fromEntries(TABLES.map((table) => [table, sql.all(`SELECT * FROM ${table}`)]))

export const ledger = () => migratedSql(MORNING)
