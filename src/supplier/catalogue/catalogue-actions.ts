import { remarked } from '../../model/finding.ts'
import { exists, recordEvent } from '../../outbox/actions/actions.ts'
import {
  type CatalogueEntry,
  type EntryActor,
  historyOf,
  standingEntries,
  storeEntry,
} from '../../outbox/catalogue/entries.ts'
import { type NumberHistory, type RestoredNumber, restoreHistory } from '../../outbox/catalogue/entry-history.ts'
import type { Action } from '../../outbox/timeline-events.ts'
import type { CatalogueChange, CatalogueKind } from '../../profile/catalogue.ts'
import type { Dispatcher } from '../dispatcher.ts'
import type { DispatcherPorts } from '../dispatcher-ports.ts'
import { articleNames } from './article-names.ts'
import { entryNote } from './entry-note.ts'
import { type EntryOrders, entryOrders, rewriteUnsent } from './entry-orders.ts'
import { type EntryOutcome, entryOutcome } from './entry-outcome.ts'
import type { LiveSupplier } from './live-supplier.ts'

export type CatalogueResult =
  | { readonly ok: true; readonly catalogueVersion: number }
  | {
      readonly ok: false
      readonly status: 409
      readonly message: string
      /** The standing entry, if another person made an entry meanwhile. */
      readonly stands: CatalogueEntry | null
    }

/** An entry with a row. */
export type CatalogueRow = Exclude<CatalogueChange, { row: null }> & {
  readonly row: NonNullable<CatalogueChange['row']>
}

/** A person's entries in the catalogue. */
export function createCatalogueActions(
  ports: DispatcherPorts,
  live: LiveSupplier,
  dispatcher: Pick<Dispatcher, 'releaseKnown'>,
  afterCommand: () => void,
) {
  const { sql, clock } = ports

  /** Stores entries in one transaction. The alarm releases the held orders that the entries settle. */
  function change<R extends { readonly ok: boolean }>(work: () => R): R {
    const result = sql.atomically(() => {
      const done = work()
      if (done.ok) dispatcher.releaseKnown(0)
      return done
    })
    live.entriesChanged()
    afterCommand()
    return result
  }

  const standing = (kind: CatalogueKind, key: string): CatalogueEntry[] => standingEntries(historyOf(sql, kind, key))

  function record(action: Action, change: CatalogueChange, actor: EntryActor): void {
    const note = entryNote(change, actor.note)
    const orderId = actor.orderId !== undefined && exists(sql, actor.orderId) ? actor.orderId : null
    recordEvent(sql, action, { by: actor.by, note }, orderId, null, clock.now())
  }

  return {
    /** The orders that were written with the newest entry of a number. */
    entryOrders: (kind: CatalogueKind, key: string): EntryOrders => entryOrders(ports, kind, key),
    /** The effect of the newest entry of a number, or of its undo, on the orders. */
    articleNames: (numbers: readonly string[]) => articleNames(ports, numbers),
    entryOutcome: (kind: CatalogueKind, key: string): EntryOutcome => entryOutcome(ports, kind, key),
    /** Stores the entries of an export that this storage lacks, all numbers together. */
    restoreEntries(numbers: readonly NumberHistory[], { by, note }: EntryActor): RestoredNumber[] {
      const { restored } = change(() => {
        const restored = numbers.map((number) => restoreHistory(sql, number, clock.now()))
        const count = restored.filter(({ outcome }) => outcome === 'restored').length
        const what = remarked('entry-export', { count: String(count) }, note)
        if (count > 0) recordEvent(sql, 'catalogue-restore', { by, note: what }, null, null, clock.now())
        return { ok: count > 0, restored }
      })
      return restored
    },
    /** `seen`: the version of the entry that the person saw for this number; null when the person saw none. */
    enterRow(row: CatalogueRow, actor: EntryActor, seen: number | null): CatalogueResult {
      return change((): CatalogueResult => {
        const before = standing(row.kind, row.key).at(-1) ?? null
        if ((before?.version ?? null) !== seen) return conflict(before)
        const catalogueVersion = storeEntry(sql, row, actor, clock.now())
        record('catalogue-enter', row, actor)
        return { ok: true, catalogueVersion }
      })
    },
    /**
     * Takes the newest entry back. The entry before it counts again, or else the configuration's row. Documents that were
     * written with the entry, and that certainly did not reach the receiver, are written again.
     */
    undoRow(kind: CatalogueKind, key: string, actor: EntryActor, seen: number): CatalogueResult {
      return change((): CatalogueResult => {
        const entries = standing(kind, key)
        const last = entries.at(-1) ?? null
        if (!last || last.version !== seen) return conflict(last)
        const row = entries.at(-2)?.row ?? null
        const { orders } = entryOrders(ports, kind, key)
        const before = { kind, key, row } as CatalogueChange
        const catalogueVersion = storeEntry(sql, before, actor, clock.now(), { undoes: last.version })
        record('catalogue-undo', { kind, key, row: last.row } as CatalogueChange, actor)
        live.entriesChanged()
        rewriteUnsent(ports, orders)
        return { ok: true, catalogueVersion }
      })
    },
    /** Stores the rows of a file that differ from the catalogue, if no person changed the catalogue since `seen`. */
    importRows(rows: readonly CatalogueRow[], actor: EntryActor, seen: number): CatalogueResult {
      return change((): CatalogueResult => {
        if (live.version() !== seen) return CHANGED_MEANWHILE
        let catalogueVersion = seen
        for (const row of rows) catalogueVersion = storeEntry(sql, row, actor, clock.now())
        const note = remarked('entry-file', { count: String(rows.length) }, actor.note)
        recordEvent(sql, 'catalogue-import', { by: actor.by, note }, null, null, clock.now())
        return { ok: true, catalogueVersion }
      })
    },
  }
}

const CHANGED_MEANWHILE: CatalogueResult = {
  ok: false,
  status: 409,
  message: 'The catalogue changed after the preview was made. Look at the preview again, then import.',
  stands: null,
}

const conflict = (stands: CatalogueEntry | null): CatalogueResult => ({
  ok: false,
  status: 409,
  message: stands
    ? `${stands.by} has entered ${stands.kind} ${stands.key} meanwhile. Look at that entry, then decide again.`
    : 'The entry was taken back meanwhile. Look at the number again.',
  stands,
})
