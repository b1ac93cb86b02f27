import { migrate } from '../../src/outbox/migrate.ts'
import { migrations } from '../../src/outbox/migrations/registry.ts'
import type { Sql } from '../../src/outbox/sql.ts'
import { code, page, table } from './markdown.ts'
import { MIGRATION_TEXTS, TABLE_TEXTS } from './table-texts.ts'

interface Column {
  readonly name: string
  readonly type: string
  readonly notnull: number
  readonly pk: number
}

function tablePart(sql: Sql, name: string): string {
  const columns = sql.all<Column>('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', name)
  const indexes = sql.all<{ name: string; definition: string }>(
    "SELECT name, sql AS definition FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name",
    name,
  )
  const rows = columns.map(({ name: column, type, notnull, pk }) => [
    code(column),
    type === '' ? 'any' : type,
    notnull === 0 && pk === 0 ? 'yes' : 'no',
    pk === 0 ? '' : String(pk),
  ])
  const text = TABLE_TEXTS[name]
  if (text === undefined) throw new Error(`The table ${name} has no text: add one to table-texts.ts.`)
  return [
    `## ${name}`,
    `${text.holds} Rows: ${text.rows}.`,
    ...(text.notes ? [text.notes.map((note) => `- ${note}`).join('\n')] : []),
    table(['Column', 'Type', 'May be null', 'Place in the key'], rows),
    ...(indexes.length === 0
      ? []
      : [`\`\`\`sql\n${indexes.map(({ definition }) => `${definition.replaceAll(/\s+/g, ' ')};`).join('\n')}\n\`\`\``]),
  ].join('\n\n')
}

function effectOf(version: number): string {
  const text = MIGRATION_TEXTS[version]
  if (text === undefined) throw new Error(`Migration ${version} has no text: add one to table-texts.ts.`)
  return text
}

/** Lists the tables of an outbox as the migrations make them in an empty storage. */
export function tablesPage(sql: Sql): string {
  migrate(sql, 0)
  const names = sql.all<{ name: string }>(
    // The tables inside of a search index are SQLite's own.
    "SELECT name FROM pragma_table_list WHERE type <> 'shadow' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  )
  return page(
    "Tables of a supplier's outbox",
    'From the migrations in `src/outbox/migrations/`. [Storage](../dev/storage.md) names the other places of state. Times are milliseconds since 1970.',
    table(
      ['Migration', 'Name', 'Effect'],
      migrations.map(({ version, name }) => [String(version), name, effectOf(version)]),
    ),
    ...names.map(({ name }) => tablePart(sql, name)),
  )
}
