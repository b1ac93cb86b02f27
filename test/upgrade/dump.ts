import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { SEARCHED_EVENTS, SEARCHED_ORDERS, type Searched } from '../../src/outbox/search/search-index.ts'

/**
 * The tables and rows of a database as SQL text; bytes that are UTF-8 as text. Indexes and triggers come after the rows:
 * a trigger would act again on each row that is loaded.
 */
export function dump(file: string): string {
  const database = new DatabaseSync(file)
  const kinds = new Map(
    database
      .prepare('PRAGMA table_list')
      .all()
      .map(({ name, type }) => [name, type]),
  )
  const objects = database
    .prepare('SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name')
    .all()
    .filter(({ name }) => kinds.get(name) !== 'shadow')
  const tables = objects.filter(({ type }) => type === 'table')
  const rows = tables.flatMap(({ name }) =>
    kinds.get(name) === 'virtual'
      ? []
      : database
          .prepare(`SELECT * FROM ${name}`)
          .all()
          .map((row) => `INSERT INTO ${name} VALUES (${Object.values(row).map(literal).join(', ')});`),
  )
  const indexes = [SEARCHED_ORDERS, SEARCHED_EVENTS].filter(({ index }) => kinds.has(index))
  const lines = [
    ...tables.map(({ sql }) => `${sql};`),
    ...rows,
    ...indexes.flatMap((searched) => searchIndex(database, searched)),
    ...objects.filter(({ type }) => type !== 'table').map(({ sql }) => `${sql};`),
  ]
  database.close()
  return `${lines.join('\n')}\n`
}

/** A search index has no readable rows, and its own tables cannot be written. So the text fills the index again. */
function searchIndex(database: DatabaseSync, { index, name, rows }: Searched): string[] {
  const settings = database.prepare(`SELECT k, v FROM ${index}_config WHERE k <> 'version'`).all()
  return [
    ...settings.map(
      ({ k = null, v = null }) => `INSERT INTO ${index} (${index}, rank) VALUES (${literal(k)}, ${literal(v)});`,
    ),
    `INSERT INTO ${index} (rowid, text) SELECT seq, char(10) || text || char(10) FROM (${rows})
  WHERE seq <= (SELECT through FROM search_progress WHERE name = '${name}') ORDER BY seq;`,
  ]
}

function literal(value: SQLOutputValue): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  if (!(value instanceof Uint8Array)) return String(value ?? 'NULL')
  const text = Buffer.from(value).toString('utf8')
  return Buffer.from(text).equals(value) ? `CAST(${literal(text)} AS BLOB)` : `X'${Buffer.from(value).toString('hex')}'`
}
