import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { type Folder, openFolder } from './folder.ts'
import type { Self } from './gateway.ts'
import { type Lock, takeLock } from './lock.ts'
import { replaceFile } from './replace-file.ts'

/** State that a courier keeps over restarts. */
export interface StateFolder {
  readonly root: Folder
  readonly journal: Folder
  readonly work: Folder
  readonly self: Self
  readonly lock: Lock
  /** Call once the gateway knows this run: earlier runs need no report any more. */
  settleRun(): void
  close(): void
}

/** The state folder belongs to this mailbox if `supplier` is the former name of the mailbox's supplier. */
export interface FormerName {
  readonly former: string
}

/** Purpose of a state folder. A journal of another purpose would be missing or wrong. */
export interface Purpose {
  readonly supplier: string
  readonly route: string
  /** Absolute path of the ERP's folder. */
  readonly folder: string
}

interface Remembered extends Purpose {
  /** Format of the state folder, including the journal; absent before formats had numbers. */
  readonly format?: number
  readonly courier: string
  /** Runs since the last run with the lease, oldest first. */
  readonly runs: readonly string[]
}

const FILE = 'courier.json'
const FILE_BYTES = 65_536
const FORMAT = 3
const RUNS_KEPT = 50

/**
 * Returns a sentence if the state folder cannot be used. Other users may not read the folder, because documents pass
 * through. Throws disk errors. `former`: a former name of the supplier, confirmed by the gateway. The ids of documents
 * outlive a rename, so the journal stays true.
 */
export function openStateFolder(
  place: string,
  purpose: Purpose,
  run: string,
  former: string | null = null,
): StateFolder | FormerName | string {
  for (const folder of [place, path.join(place, 'journal'), path.join(place, 'work')])
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const root = openFolder(place)
  const lock = takeLock(root)
  if (!lock) {
    root.close()
    return `Another courier is using the state folder ${place}. One courier a route; give a second one its own --state.`
  }
  const before = read(root)
  const wrong = before === null ? null : mistakeIn(before, purpose, place, former)
  if (before === 'broken' || wrong !== null) {
    lock.leave()
    root.close()
    return wrong ?? ''
  }
  const courier = before?.courier ?? randomUUID()
  const after = (before?.runs ?? []).slice(-RUNS_KEPT + 1)
  const remember = (runs: readonly string[]): void => write(root, { format: FORMAT, ...purpose, courier, runs })
  try {
    remember([...after, run])
  } catch (error) {
    lock.leave()
    root.close()
    throw error
  }
  const journal = openFolder(path.join(place, 'journal'))
  const work = openFolder(path.join(place, 'work'))
  return {
    ...{ root, journal, work, lock },
    self: { courier, run, after, host: host() },
    settleRun: () => remember([run]),
    close() {
      lock.leave()
      for (const folder of [journal, work, root]) folder.close()
    },
  }
}

/** Reads the courier's identity from a state folder that is not writable. Null for an unused state folder. */
export function readIdentity(place: string, run: string): Self | null {
  const root = openFolder(place)
  try {
    const found = root.look(FILE) ? read(root) : null
    return found === null || found === 'broken'
      ? null
      : { courier: found.courier, run, after: found.runs, host: host() }
  } finally {
    root.close()
  }
}

const host = (): string => hostname().slice(0, 100)

function mistakeIn(
  before: Remembered | 'broken',
  purpose: Purpose,
  place: string,
  former: string | null,
): FormerName | string | null {
  if (before !== 'broken' && (before.format ?? 1) > FORMAT)
    return `A newer courier has used the state folder ${place} (format ${before.format}). This courier knows formats up to ${FORMAT} only, and could place a document twice: start the newer courier.`
  if (before === 'broken')
    return `${path.join(place, FILE)} can't be read. Put back the state folder, or begin with an empty one as docs/guides/courier.md says.`
  const isRenamed =
    before.supplier !== purpose.supplier && before.route === purpose.route && before.folder === purpose.folder
  if (isRenamed) return before.supplier === former ? null : { former: before.supplier }
  if (before.supplier !== purpose.supplier || before.route !== purpose.route)
    return `The state folder ${place} belongs to route ${before.route} of ${before.supplier}. Give this courier its own --state.`
  if (before.folder !== purpose.folder)
    return `The state folder ${place} belongs to the folder ${before.folder}: what was put there would count as consumed. Give the new folder a --state of its own once the old one is empty.`
  return null
}

function read(root: Folder): Remembered | null | 'broken' {
  if (!root.look(FILE)) return null
  try {
    const found: Remembered = JSON.parse(root.read(FILE, FILE_BYTES).toString())
    return typeof found.courier === 'string' && Array.isArray(found.runs) ? found : 'broken'
  } catch {
    return 'broken'
  }
}

function write(root: Folder, remembered: Remembered): void {
  replaceFile(root, FILE, JSON.stringify(remembered, null, 1))
  root.sync()
}
