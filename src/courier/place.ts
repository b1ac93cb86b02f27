import { createHash } from 'node:crypto'
import type { CourierEntry } from '../outbox/mailbox/mailbox.ts'
import type { Folder } from './folder.ts'
import type { Answer, Gateway } from './gateway.ts'
import { type Entry, type Journal, keyOf } from './journal.ts'
import { safeName } from './safe-name.ts'

/** The folders of a document, in sequence. All are on one volume: a rename is one step. */
export interface Places {
  readonly journal: Journal
  /** Folder of the courier alone: a file is complete before the file is moved. */
  readonly work: Folder
  /** The ERP's. */
  readonly folder: Folder
}

const partOf = (id: string): string => `${keyOf(id)}.part`

/** Records a document before the fetch. From then on this courier must finish the document. */
export function intend(
  { id, handover, fileName, size, digest }: CourierEntry,
  { journal }: Places,
  now: number,
): Entry {
  const name = safeName(fileName, `document-${keyOf(id).slice(0, 12)}`)
  const entry: Entry = { id, handover, name, size, digest, state: 'intended', at: now }
  journal.save(entry)
  return entry
}

/** Fetches the document into the work folder. After an error the document stays intended. */
export async function write(entry: Entry, places: Places, gateway: Gateway): Promise<Answer<Entry>> {
  const answer = await gateway.fetch(entry)
  if (answer.kind !== 'ok') return answer
  const { journal, work } = places
  const part = partOf(entry.id)
  work.remove(part)
  work.write(part, answer.value)
  work.sync()
  const written: Entry = { ...entry, state: 'written' }
  journal.save(written)
  return { kind: 'ok', value: written }
}

/**
 * Moves the document into the ERP's folder with one rename. The journal says `placing` before the rename: from then on a
 * file missing from the work folder was placed. So a killed process never places a document twice. A file that another
 * program removed earlier was never placed, and the document is intended again.
 *
 * Admitted gap: Node cannot rename without replacing. A file that another program creates under the same name between
 * check and rename is lost.
 */
export function placeFile(entry: Entry, places: Places, now: number): Entry {
  const { journal, work, folder } = places
  const found = folder.look(entry.name)
  // The last step before the rename: a file that is missing here was never placed.
  const waits = isWaiting(entry, places)
  if (!waits && entry.state !== 'placing') return intendAgain(entry, journal)
  const there = waits ? found : null
  if (there && !isSame(entry, folder))
    return fail(entry, places, `Another file named ${entry.name} lies in the folder already, with other contents.`)
  if (waits && !there && !move(entry, places)) {
    const unknown: Entry = { ...entry, state: 'unknown' }
    journal.save(unknown)
    return unknown
  }
  const placed = recordPlaced(entry, places, now)
  if (there) work.remove(partOf(entry.id))
  return placed
}

/**
 * Returns false if the rename failed and the file is in neither folder. Either the server of a share did the rename and
 * the ERP has the file, or another program removed the file: a person must look.
 */
function move(entry: Entry, { journal, work, folder }: Places): boolean {
  journal.save({ ...entry, state: 'placing' })
  try {
    folder.take(work, partOf(entry.id), entry.name)
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    if (!isWaiting(entry, { work })) return isSame(entry, folder)
    // After any other error the server of a share may still do the rename.
    if (REFUSED_RENAME.includes(String(error.code))) journal.save({ ...entry, state: 'written' })
    throw error
  }
}

/** Errors that say that the rename was not done, and will not be. */
const REFUSED_RENAME = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'ENAMETOOLONG',
  'EINVAL',
  'EILSEQ',
  'EXDEV',
  'EBUSY',
]

function recordPlaced(entry: Entry, { journal, folder }: Places, now: number): Entry {
  folder.sync()
  const placed: Entry = { ...entry, state: 'placed', placedAt: now }
  journal.save(placed)
  return placed
}

function intendAgain(entry: Entry, journal: Journal): Entry {
  const intended: Entry = { ...entry, state: 'intended' }
  journal.save(intended)
  return intended
}

/** Whether the folder has this document under its name. */
function isSame({ name, size, digest }: Entry, folder: Folder): boolean {
  const there = folder.look(name)
  return there?.isFile === true && there.size === size && digestOf(folder.read(name, size)) === digest
}

/** Complete in the work folder, so never placed. */
export const isWaiting = ({ id }: Entry, { work }: Pick<Places, 'work'>): boolean => work.look(partOf(id)) !== null

/** The document was never placed, and stays so until a person hands the document over again. */
export function fail(entry: Entry, { journal, work }: Pick<Places, 'journal' | 'work'>, reason: string): Entry {
  const failed: Entry = { ...entry, state: 'failed', reason }
  journal.save(failed)
  work.remove(partOf(entry.id))
  return failed
}

/** The gateway withdrew the document: a person keyed the order by hand, or another version replaces the document. */
export function cancelPlacement(entry: Entry, { journal, work }: Pick<Places, 'journal' | 'work'>): void {
  // Save first: a document that is `placing` but missing from the work folder counts as placed.
  journal.save({ ...entry, state: 'dropped' })
  work.remove(partOf(entry.id))
}

/**
 * Records the documents that were placed, though the courier was killed or the disk was full before the record. A share
 * can show a placed file late.
 */
export function settlePlaced(places: Places, now: number): void {
  for (const entry of places.journal.all()) {
    if (entry.state === 'placing' && !isWaiting(entry, places)) placeFile(entry, places, now)
    if (entry.state === 'unknown' && isSame(entry, places.folder)) recordPlaced(entry, places, now)
  }
}

/** After a restart: removes incomplete files. */
export function removeIncomplete({ journal, work }: Places): void {
  const entries = journal.all().filter(({ state }) => state === 'written' || state === 'placing')
  const complete = new Set(entries.map(({ id }) => partOf(id)))
  for (const name of work.list()) if (name.endsWith('.part') && !complete.has(name)) work.remove(name)
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
