import { createHash } from 'node:crypto'
import { withPresentNames } from './earlier-entry.ts'
import type { Folder } from './folder.ts'
import { replaceFile } from './replace-file.ts'

/**
 * Progress of a document. `intended`: to be fetched. `written`: complete in the work folder, and never placed. `placing`:
 * one rename moves the file into the ERP's folder. A file in the work folder was never placed, and a missing file was
 * placed. `unknown`: the rename failed, and the file is in neither folder, so a person must look. `placed`: in the ERP's
 * folder. `collected`: placed, and the gateway knows. `consumed`: consumed, and the gateway knows. `failed`: never placed.
 * `refused`: never placed, and the gateway knows. `dropped`: never placed, because the gateway withdrew the document.
 * `closed`: a person settled the document otherwise, so the gateway accepts no status.
 */
const STATES = [
  'intended',
  'written',
  'placing',
  'unknown',
  'placed',
  'collected',
  'consumed',
  'failed',
  'refused',
  'dropped',
  'closed',
] as const

export interface Entry {
  /** Id at the gateway. */
  readonly id: string
  readonly handover: number
  /** File name in the folder. */
  readonly name: string
  readonly size: number
  /** SHA-256, lower-case hex. */
  readonly digest: string
  readonly state: (typeof STATES)[number]
  /** Milliseconds since 1970, by this machine's clock. */
  readonly at: number
  readonly placedAt?: number
  /** When the courier noticed that the ERP had consumed the file. */
  readonly consumedAt?: number
  /** Why the document failed. */
  readonly reason?: string
}

/** The journal has one file for each document. Each entry is on the disk before the next step. */
export type Journal = ReturnType<typeof openJournal>

/**
 * Format of one entry; absent in entries from before formats had numbers. The format of the state folder keeps older
 * couriers away. Format 1 has earlier names. Before format 3 a document was `written` during the rename.
 */
const FORMAT = 3

/** Upper limit for an entry. An unreadable entry counts as missing, so its document counts as unknown. */
const ENTRY_BYTES = 65_536

/** Reads the journal of earlier runs. Calls `broken` for each file that is no entry. */
export function openJournal(folder: Folder, broken: (name: string) => void) {
  const entries = new Map<string, Entry>()
  for (const name of folder.list()) {
    if (name.endsWith('.new')) folder.remove(name)
    if (!name.endsWith('.json')) continue
    const entry = parse(folder.read(name, ENTRY_BYTES))
    if (entry && fileOf(entry.id) === name) entries.set(entry.id, entry)
    else broken(name)
  }
  return {
    get: (id: string) => entries.get(id),
    all: () => [...entries.values()],
    /**
     * Flushes the entry to the disk before returning if the next step depends on the entry: the states before `placed`.
     */
    save(entry: Entry): void {
      const file = fileOf(entry.id)
      replaceFile(folder, file, JSON.stringify({ format: FORMAT, ...entry }))
      // After a crash without this entry, the earlier entry leads to the same state.
      if (isUnplaced(entry)) folder.sync()
      entries.set(entry.id, entry)
    },
    /** Deletes entries that began before `before`, except for documents still to be placed. */
    prune(before: number): void {
      for (const entry of entries.values()) {
        if (entry.at >= before || isUnplaced(entry)) continue
        folder.remove(fileOf(entry.id))
        entries.delete(entry.id)
      }
    },
  }
}

/** Placed in the folder, and not known to be consumed. */
export const isInFolder = ({ state, consumedAt }: Entry): boolean =>
  (state === 'placed' || state === 'collected') && consumedAt === undefined

/** Not placed in the folder, but still to be placed. */
export const isUnplaced = ({ state }: Entry): boolean =>
  state === 'intended' || state === 'written' || state === 'placing'

/** Name of a document in the courier's own folders. The name holds no text from outside. */
export const keyOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 32)

const fileOf = (id: string): string => `${keyOf(id)}.json`

function parse(bytes: Buffer): Entry | null {
  try {
    const { format = 1, ...stored } = JSON.parse(bytes.toString())
    const named: Entry = format === 1 ? withPresentNames(stored) : stored
    const read: Entry = format < 3 && named.state === 'written' ? { ...named, state: 'placing' } : named
    const { id, handover, name, size, digest, state, at } = read
    const isText = [id, name, digest].every((field) => typeof field === 'string')
    const isNumber = [handover, size, at].every((field) => typeof field === 'number')
    return format <= FORMAT && isText && isNumber && STATES.includes(state) ? read : null
  } catch {
    return null
  }
}
