import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'

/** The tables and rows of a database as SQL text; bytes that are UTF-8 as text. */
export function dump(file: string): string {
  const database = new DatabaseSync(file)
  const tables = database.prepare(
    'SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name',
  )
  const lines = tables.all().flatMap(({ name, type, sql }) => {
    const rows = type === 'table' ? database.prepare(`SELECT * FROM ${name}`).all() : []
    return [
      `${sql};`,
      ...rows.map((row) => `INSERT INTO ${name} VALUES (${Object.values(row).map(literal).join(', ')});`),
    ]
  })
  database.close()
  return `${lines.join('\n')}\n`
}

function literal(value: SQLOutputValue): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  if (!(value instanceof Uint8Array)) return String(value ?? 'NULL')
  const text = Buffer.from(value).toString('utf8')
  return Buffer.from(text).equals(value) ? `CAST(${literal(text)} AS BLOB)` : `X'${Buffer.from(value).toString('hex')}'`
}
