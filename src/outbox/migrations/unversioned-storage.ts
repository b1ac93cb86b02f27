import type { Sql } from '../sql.ts'

interface AddedColumn {
  readonly table: string
  readonly column: string
  readonly definition: string
  /** The value for existing rows. */
  readonly value?: string
}

const added = (table: string, columns: string, value?: string): AddedColumn[] =>
  columns.split(', ').map((column) => {
    const [name = '', ...definition] = column.split(' ')
    return { table, column: name, definition: definition.join(' '), ...(value === undefined ? {} : { value }) }
  })

/** Columns that the tables got before the schema had versions, since the first commit with an outbox. */
const ADDED_COLUMNS: readonly AddedColumn[] = [
  ...added('orders', 'placed_at INTEGER, listed INTEGER NOT NULL DEFAULT 0, purged_at INTEGER'),
  ...added('versions', "heard TEXT NOT NULL DEFAULT '[]'", 'json_array(request)'),
  ...added('versions', 'cut_off INTEGER'),
  ...added('deliveries', 'writing INTEGER NOT NULL DEFAULT 1, progress TEXT, group_number INTEGER, phase TEXT'),
  ...added('deliveries', 'round INTEGER NOT NULL DEFAULT 1, taken_by TEXT, resent INTEGER NOT NULL DEFAULT 0'),
  ...added('deliveries', "ladder TEXT NOT NULL DEFAULT ''", 'route'),
  ...added('deliveries', 'fence INTEGER NOT NULL DEFAULT 0, called_at INTEGER, call_at INTEGER'),
  ...added('deliveries', 'repeat INTEGER NOT NULL DEFAULT 0, interchange INTEGER, place INTEGER'),
  ...added('messages', 'resent INTEGER NOT NULL DEFAULT 0'),
  ...added('routes', 'unsecured INTEGER NOT NULL DEFAULT 0, resumed_at INTEGER, paused_until INTEGER, free_at INTEGER'),
  ...added('routes', 'circuit_since INTEGER, probe_at INTEGER, probes INTEGER NOT NULL DEFAULT 0, circuit_why TEXT'),
  ...added('alerts', "message TEXT NOT NULL DEFAULT ''", "coalesce(json_extract(alert, '$.id'), 'alert-' || seq)"),
  ...added('alerts', 'escalated INTEGER NOT NULL DEFAULT 0, failure TEXT'),
]

/** Adds the missing columns of older storage. Needs every table to exist. */
export function addMissingColumns(sql: Sql): void {
  for (const { table, column, definition, value } of ADDED_COLUMNS) {
    if (columnsOf(sql, table).includes(column)) continue
    sql.all(`ALTER TABLE ${table} ADD COLUMN ${column} ${definition}`)
    if (value !== undefined) sql.all(`UPDATE ${table} SET ${column} = ${value}`)
  }
}

/** Rebuilds the index of control numbers when it has no kind of number, because a primary key cannot be changed. */
export function renewControlNumbers(sql: Sql, create: string): void {
  if (columnsOf(sql, 'control_numbers').includes('kind')) return
  sql.all('ALTER TABLE control_numbers RENAME TO control_numbers_before')
  sql.all(create)
  sql.all(
    `INSERT INTO control_numbers (route, number, kind, order_id, version)
     SELECT route, number, 'interchange', order_id, version FROM control_numbers_before`,
  )
  sql.all('DROP TABLE control_numbers_before')
}

const columnsOf = (sql: Sql, table: string): string[] =>
  sql.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', table).map(({ name }) => name)
