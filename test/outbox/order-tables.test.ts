import { describe, expect, it } from 'vitest'
import type { Sql, SqlValue } from '../../src/outbox/sql.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { exported, JO } from './export/restored.ts'

const ID = 'order-1'
const CONTENT = 'Crème fraîche for Jeanne'
const DAY = 86_400_000

interface Column {
  readonly name: string
  readonly type: string
}

/** Tables that name an order, as the storage itself lists them: a later table is among them. */
const tablesOf = (sql: Sql): { readonly table: string; readonly columns: readonly Column[] }[] =>
  sql
    .all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    .map(({ name }) => ({
      table: name,
      columns: sql.all<Column>('SELECT name, type FROM pragma_table_info(?)', name),
    }))
    .filter(({ table, columns }) => table === 'orders' || columns.some(({ name }) => name === 'order_id'))

/** Values that the code needs in a certain form. Every other text column gets the content of the order. */
const FIXED: Readonly<Record<string, SqlValue>> = {
  ...{ id: ID, order_id: ID, version: 1, route: 'erp', chunk: 0, purged_at: null, next_at: null, interchange: null },
  ...{ state: 'delivered', reached: 'yes', hold_reason: null, superseded_from: null, fallback_check_at: null },
  ...{ 'sent_messages.id': 'message-1', 'versions.status': 'accepted', 'versions.requests': '[]' },
  ...{ 'versions.digest': 'content-2', 'versions.metadata': JSON.stringify({ remark: CONTENT }) },
  ...{ 'orders.problems': JSON.stringify([{ message: CONTENT }]), 'blobs.route': 'erp' },
  ...{ 'orders.former_numbers': JSON.stringify([CONTENT]) },
  ...{
    'customer_notices.next_at': 1,
    purpose: 'original',
    'catalogue_entries.entry': JSON.stringify({ name: CONTENT }),
  },
}

/** One row of the order in each table, with its content in every column that may hold a text. */
function fillAll(sql: Sql): void {
  for (const { table, columns } of tablesOf(sql)) {
    const isKnown = sql.all(`SELECT 1 FROM ${table} WHERE ${table === 'orders' ? 'id' : 'order_id'} = ?`, ID).length > 0
    const values = columns.map(({ name, type }): SqlValue => {
      const fixed = [`${table}.${name}`, name].find((key) => Object.hasOwn(FIXED, key))
      if (fixed !== undefined) return FIXED[fixed] ?? null
      return type === 'INTEGER' ? 1 : type === 'BLOB' ? utf8(CONTENT) : CONTENT
    })
    const names = columns.map(({ name }) => name)
    if (isKnown) sql.all(`DELETE FROM ${table} WHERE ${table === 'orders' ? 'id' : 'order_id'} = ?`, ID)
    sql.all(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`, ...values)
  }
}

const textOf = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString() : String(value ?? '')

/** Each `table.column` with the content in any row of any table. */
const remains = (sql: Sql): string[] =>
  tablesOf(sql).flatMap(({ table, columns }) =>
    columns
      .filter(({ name }) =>
        sql
          .all<{ value: unknown }>(`SELECT ${name} AS value FROM ${table}`)
          .some(({ value }) => textOf(value).toLowerCase().includes(CONTENT.toLowerCase())),
      )
      .map(({ name }) => `${table}.${name}`),
  )

/** Keys, outcomes and manual actions, which an outbox keeps permanently (docs/dev/storage.md). */
const KEPT = [
  ...['orders.number', 'orders.former_numbers', 'orders.customer', 'orders.search_text'],
  ...['versions.delivery_date', 'versions.source', 'versions.first_request', 'versions.former_number'],
  ...['deliveries.phase', 'deliveries.fetched_by', 'deliveries.primary_route', 'deliveries.storage_id'],
  ...['deliveries.destination', 'timeline.event', 'control_numbers.kind', 'customer_sequence.customer'],
  ...['acknowledgements.kind', 'acknowledgements.verdict', 'acknowledgements.sender_reference'],
  ...[
    'sent_messages.expected_mics',
    'customer_notices.digest',
    'marks.mark',
    'refusals.customer',
    'refusals.delivery_date',
    'refusals.called_by',
  ],
  ...['events.by', 'events.action', 'events.note', 'events.erp_reference', 'events.search_text'],
  ...['incident_orders.kind', 'incident_orders.cause'],
  ...['catalogue_entries.kind', 'catalogue_entries.key', 'catalogue_entries.entry', 'catalogue_entries.by'],
  ...['catalogue_entries.note'],
]

describe('an order with a row in every table', () => {
  function filled(): TestOutbox {
    const test = testOutbox()
    fillAll(test.sql)
    for (const { table } of tablesOf(test.sql)) expect(test.sql.all(`SELECT * FROM ${table}`), table).toHaveLength(1)
    return test
  }

  it.each([
    ['purged', (test: TestOutbox) => void test.outbox.purge()],
    ['erased', (test: TestOutbox) => void test.outbox.erase(ID, { by: 'an' })],
  ])('keeps only keys, outcomes and manual actions when the order is %s', (_, end) => {
    const test = filled()
    test.clock.set(test.clock.now() + 91 * DAY)
    end(test)
    expect(test.outbox.view(ID)?.purgedAt).toBeDefined()
    expect(remains(test.sql).filter((column) => !KEPT.includes(column))).toEqual([])
  })

  it('leaves no row about its deliveries when a restore takes its place', async () => {
    const from = testOutbox()
    from.accept({ orderNumber: 'PO-1' })
    const test = filled()
    test.sql.all("UPDATE deliveries SET state = 'waiting', reached = 'no', next_at = 1")
    expect(test.outbox.restore(await exported(from), [], JO)).toMatchObject([{ outcome: 'restored' }])
    // The order API, the people and the catalogue still have what these rows say.
    const stays = /^(events|marks|catalogue_entries|incident_orders)\./
    expect(remains(test.sql).filter((column) => !stays.test(column))).toEqual([])
    expect(test.outbox.view(ID)?.orderNumber).toBe('PO-1')
  })
})
