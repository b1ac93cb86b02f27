import type { CatalogueChange, CatalogueKind } from '../../profile/catalogue.ts'
import type { Sql } from '../sql.ts'
import { type CatalogueEntry, historyOf, storeEntry } from './entries.ts'

/** A step in the history of a number, for another storage. */
export interface EntryStep extends Pick<CatalogueEntry, 'row' | 'at' | 'by' | 'note' | 'orderId'> {
  /** The place of the step that this step took back, from 0. Versions differ between storages, so a place is stored. */
  readonly undoes: number | null
}

/** A number with every step, oldest first. */
export interface NumberHistory {
  readonly kind: CatalogueKind
  readonly key: string
  readonly history: readonly EntryStep[]
}

export interface HistoryPage {
  readonly numbers: readonly NumberHistory[]
  /** Asks for the next page; null at the end. */
  readonly next: string | null
}

/** `already-present`: this storage has the steps, or the same row counts. `conflict`: another row counts here. */
export interface RestoredNumber extends Pick<NumberHistory, 'kind' | 'key'> {
  readonly outcome: 'restored' | 'already-present' | 'conflict'
}

/** A call to an object holds the histories of this many numbers. */
const NUMBERS = 200

/** The numbers after the one named `kind/key`, in the order of kind and key. */
export function listHistories(sql: Sql, after: string): HistoryPage {
  const [, kind = '', key = ''] = /^(\w+)\/(.*)$/s.exec(after) ?? []
  const found = sql.all<Pick<NumberHistory, 'kind' | 'key'>>(
    'SELECT DISTINCT kind, key FROM catalogue_entries WHERE (kind, key) > (?, ?) ORDER BY kind, key LIMIT ?',
    kind,
    key,
    NUMBERS,
  )
  const last = found.length === NUMBERS ? found.at(-1) : undefined
  return {
    numbers: found.map(({ kind, key }) => ({ kind, key, history: stepsOf(historyOf(sql, kind, key)) })),
    next: last ? `${last.kind}/${last.key}` : null,
  }
}

function stepsOf(history: readonly CatalogueEntry[]): EntryStep[] {
  const places = new Map(history.map(({ version }, place) => [version, place]))
  return history.map(({ row, undoes, at, by, note, orderId }) => {
    return { row, undoes: undoes === null ? null : (places.get(undoes) ?? null), at, by, note, orderId }
  })
}

/**
 * Stores the steps that this storage lacks, with versions of this storage, because every copy of the
 * catalogue must learn the steps.
 * A number with another row here stays unchanged, because neither row is known to be right.
 */
export function restoreHistory(sql: Sql, number: NumberHistory, now: number): RestoredNumber {
  const { kind, key, history } = number
  const here = historyOf(sql, kind, key)
  const known = stepsOf(here)
  const shared = Math.min(known.length, history.length)
  if (!isSame(known.slice(0, shared), history.slice(0, shared)))
    return { kind, key, outcome: isSame(known.at(-1)?.row, history.at(-1)?.row) ? 'already-present' : 'conflict' }
  const missing = history.slice(known.length)
  const versions = here.map(({ version }) => version)
  for (const { row, undoes, by, note, orderId, at } of missing) {
    const actor = { by, ...(note === null ? {} : { note }), ...(orderId === null ? {} : { orderId }) }
    const change = { kind, key, row } as CatalogueChange
    const undone = undoes === null ? null : (versions[undoes] ?? null)
    versions.push(storeEntry(sql, change, actor, now, { undoes: undone, at }))
  }
  return { kind, key, outcome: missing.length === 0 ? 'already-present' : 'restored' }
}

const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)

/** Text of a value that does not depend on the sequence of the names. */
const canonical = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
