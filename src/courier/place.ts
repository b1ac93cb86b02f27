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
 * Moves the document into the ERP's folder with one rename. A document still in the work folder was never placed; a
 * missing document was placed. So a killed process never places a document twice.
 *
 * Admitted gap: Node cannot rename without replacing. A file that another program creates under the same name between
 * check and rename is lost.
 */
export function placeFile(entry: Entry, { journal, work, folder }: Places, now: number): Entry {
  const part = partOf(entry.id)
  const waits = isWaiting(entry, { work })
  const there = waits ? folder.look(entry.name) : null
  if (there) {
    const isSame =
      there.isFile && there.size === entry.size && digestOf(folder.read(entry.name, entry.size)) === entry.digest
    if (!isSame)
      return fail(
        entry,
        { journal, work },
        `Another file named ${entry.name} lies in the folder already, with other contents.`,
      )
  } else if (waits) folder.take(work, part, entry.name)
  folder.sync()
  const placed: Entry = { ...entry, state: 'placed', placedAt: now }
  journal.save(placed)
  if (there) work.remove(part)
  return placed
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
  // Save first: a document that is `written` but missing from the work folder counts as placed.
  journal.save({ ...entry, state: 'dropped' })
  work.remove(partOf(entry.id))
}

/** After a restart: removes incomplete files, and finds placed documents whose placement was not recorded. */
export function recover({ journal, work, folder }: Places, now: number): void {
  const waiting = new Set<string>()
  for (const entry of journal.all()) {
    if (entry.state !== 'written') continue
    if (work.look(partOf(entry.id))) waiting.add(partOf(entry.id))
    else placeFile(entry, { journal, work, folder }, now)
  }
  for (const name of work.list()) if (name.endsWith('.part') && !waiting.has(name)) work.remove(name)
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
