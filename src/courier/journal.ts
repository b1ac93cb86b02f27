import { createHash } from 'node:crypto'
import type { Folder } from './folder.ts'

/**
 * How far a document has come. `intended`: it will be fetched. `written`: whole in the work folder; from there one rename puts it
 * into the ERP's folder, so while it is still there it was never put, and when it is there no more it was. `placed`: put.
 * `collected`: put, and the gateway knows. `eaten`: gone from the folder, and the gateway knows. `failed`: never put, and
 * `refused`: the gateway knows that. `dropped`: never put, because the gateway wants it put no more. `unheard`: the gateway does
 * not want to hear what became of it, because somebody has settled it otherwise.
 */
const STATES = [
  'intended',
  'written',
  'placed',
  'collected',
  'eaten',
  'failed',
  'refused',
  'dropped',
  'unheard',
] as const

export interface Entry {
  /** As the gateway calls it. */
  readonly id: string
  readonly round: number
  /** What the file is called in the folder. */
  readonly name: string
  readonly size: number
  /** SHA-256, lower-case hex. */
  readonly digest: string
  readonly state: (typeof STATES)[number]
  /** Milliseconds since 1970, by this machine's clock. */
  readonly at: number
  readonly placedAt?: number
  /** When it was seen that the ERP had taken it. */
  readonly goneAt?: number
  /** Why it failed. */
  readonly reason?: string
}

/** One file a document, each on the disk before anything follows from it. */
export interface Journal {
  get(id: string): Entry | undefined
  all(): readonly Entry[]
  /** Before it returns the entry is on the disk, where what comes next relies on it: what is to be fetched, and what is written. */
  save(entry: Entry): void
  /** Forgets what began before then, unless it is still to be put. */
  prune(before: number): void
}

/** Of one entry; absent before formats had numbers. The state folder's own format keeps older couriers away. */
const FORMAT = 1

/** Of what can't be read nothing is assumed: such a document is as good as unknown. */
const ENTRY_BYTES = 65_536

/** Reads what an earlier run wrote. `broken` hears of a file that is no entry. */
export function openJournal(folder: Folder, broken: (name: string) => void): Journal {
  const entries = new Map<string, Entry>()
  for (const name of folder.list()) {
    if (name.endsWith('.new')) folder.remove(name)
    if (!name.endsWith('.json')) continue
    const entry = parse(folder.read(name, ENTRY_BYTES))
    if (entry && fileOf(entry.id) === name) entries.set(entry.id, entry)
    else broken(name)
  }
  return {
    get: (id) => entries.get(id),
    all: () => [...entries.values()],
    save(entry) {
      const file = fileOf(entry.id)
      folder.remove(`${file}.new`)
      folder.write(`${file}.new`, Buffer.from(JSON.stringify({ format: FORMAT, ...entry })))
      folder.take(folder, `${file}.new`, file)
      // Should the rest be forgotten, the entry before it leads there again.
      if (isUnplaced(entry)) folder.sync()
      entries.set(entry.id, entry)
    },
    prune(before) {
      for (const entry of entries.values()) {
        if (entry.at >= before || isUnplaced(entry)) continue
        folder.remove(fileOf(entry.id))
        entries.delete(entry.id)
      }
    },
  }
}

/** Put into the folder, and not known to be gone from it. */
export const isInFolder = ({ state, goneAt }: Entry): boolean =>
  (state === 'placed' || state === 'collected') && goneAt === undefined

/** Never put into the folder, and still to be. */
export const isUnplaced = ({ state }: Entry): boolean => state === 'intended' || state === 'written'

/** What a document is called in our own folders: nothing of its name comes from outside. */
export const keyOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 32)

const fileOf = (id: string): string => `${keyOf(id)}.json`

function parse(bytes: Buffer): Entry | null {
  try {
    const { format = FORMAT, ...read }: Entry & { readonly format?: number } = JSON.parse(bytes.toString())
    const { id, round, name, size, digest, state, at } = read
    const isText = [id, name, digest].every((one) => typeof one === 'string')
    const isNumber = [round, size, at].every((one) => typeof one === 'number')
    return format <= FORMAT && isText && isNumber && STATES.includes(state) ? read : null
  } catch {
    return null
  }
}
