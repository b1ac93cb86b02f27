import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { CatalogueKind } from '../../profile/catalogue.ts'
import type { TableName } from '../../profile/table-file.ts'
import { oneOf } from '../../text/suggestion.ts'
import { UsageError } from '../command.ts'
import { fromCaller, shown } from '../place.ts'

export const TABLES: readonly TableName[] = ['customers', 'articles']

/** A CSV file of one table. */
export interface TableFile {
  /** The path for people. */
  readonly name: string
  readonly table: TableName
  readonly bytes: Buffer
}

export const kindOf = (table: TableName): CatalogueKind => (table === 'customers' ? 'customer' : 'article')

export function tableOf(word: string): TableName {
  const table = TABLES.find((name) => name === word)
  if (table) return table
  throw new UsageError(`There is no table '${word}'. Give ${oneOf(TABLES)}.`)
}

/** Reads a file. Without `wanted`, the name of the file says the table: `articles-spring.csv`. */
export function readTableFile(given: string, wanted: string | undefined): TableFile {
  const file = fromCaller(given)
  const named = TABLES.find((name) => path.basename(file).toLowerCase().startsWith(name))
  const table = wanted === undefined ? named : tableOf(wanted)
  if (!table) throw new UsageError(`Give --table customers or --table articles: '${shown(file)}' names neither.`)
  if (!existsSync(file)) throw new UsageError(`There is no file ${shown(file)}.`)
  return { name: shown(file), table, bytes: readFileSync(file) }
}
