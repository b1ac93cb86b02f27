import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readTable, type TableName } from '../../profile/table-file.ts'
import { Unable } from '../admin-client.ts'
import { fromCaller, shown } from '../place.ts'
import { type CataloguePlace, tablePath } from './catalogue-place.ts'

interface Target {
  /** The folder; default: the caller's folder. */
  readonly out: string | undefined
  /** Replaces a file with other content. */
  readonly over: boolean
}

/** Fetches every table before the first file is written, so that a failure leaves no half of the catalogue. */
export async function pullTables(
  place: CataloguePlace,
  tables: readonly TableName[],
  { out = '.', over }: Target,
): Promise<number> {
  const folder = fromCaller(out)
  const found: { table: TableName; bytes: Uint8Array; rows: number; file: string }[] = []
  for (const table of tables) {
    const answer = await place.client.fetch(`${tablePath(place, table)}/export.csv`)
    if (!answer) throw new Unable(`The gateway has no supplier '${place.supplier}', or no catalogue yet.`)
    const file = path.join(folder, `${table}.csv`)
    found.push({ table, bytes: answer.bytes, rows: readTable(table, answer.bytes, file).rows.length, file })
  }
  const isDifferent = ({ file, bytes }: { file: string; bytes: Uint8Array }): boolean =>
    existsSync(file) && !readFileSync(file).equals(bytes)
  const kept = over ? [] : found.filter((table) => table.rows > 0 && isDifferent(table))
  if (kept.length > 0) {
    const names = kept.map(({ file }) => shown(file)).join(' and ')
    throw new Unable(`${names} would change, so no file was written. Give --yes, or another folder with --out.`)
  }
  for (const { table, bytes, rows, file } of found) {
    if (rows === 0)
      place.print({ table, rows, file: null }, `${table}: the gateway has no row, so no file was written.`)
    else {
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, bytes)
      place.print({ table, rows, file }, `${table}: ${rows === 1 ? '1 row' : `${rows} rows`} in ${shown(file)}`)
    }
  }
  return 0
}
