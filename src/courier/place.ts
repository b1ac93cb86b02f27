import { createHash } from 'node:crypto'
import type { CourierEntry } from '../outbox/mailbox/mailbox.ts'
import type { Folder } from './folder.ts'
import type { Answer, Gateway } from './gateway.ts'
import { type Entry, type Journal, keyOf } from './journal.ts'
import { safeName } from './safe-name.ts'

/** Where a document passes through on its way. All on one volume, so that a rename is one step. */
export interface Places {
  readonly journal: Journal
  /** Ours alone: what is written here is whole before it goes on. */
  readonly work: Folder
  /** The ERP's. */
  readonly folder: Folder
}

const partOf = (id: string): string => `${keyOf(id)}.part`

/** What is known of a document before it is fetched: from here on it is this courier's to bring to an end. */
export function intend({ id, round, fileName, size, digest }: CourierEntry, { journal }: Places, now: number): Entry {
  const name = safeName(fileName, `document-${keyOf(id).slice(0, 12)}`)
  const entry: Entry = { id, round, name, size, digest, state: 'intended', at: now }
  journal.save(entry)
  return entry
}

/** Fetches it into the work folder. Anything but `ok` leaves it intended. */
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
 * Puts what is written into the ERP's folder, in one rename. So what is still in the work folder was never put, and what is there no
 * more was, whatever stopped us and however quickly the ERP ate it: that is what a document is put exactly once by.
 *
 * Admitted gap: Node has no rename that refuses to replace. What another program puts there under the same name in the moment
 * between looking and renaming is lost.
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

/** Whole in the work folder: it was never put. */
export const isWaiting = ({ id }: Entry, { work }: Pick<Places, 'work'>): boolean => work.look(partOf(id)) !== null

/** It was never put, and won't be until a person has it handed over anew. */
export function fail(entry: Entry, { journal, work }: Pick<Places, 'journal' | 'work'>, reason: string): Entry {
  const failed: Entry = { ...entry, state: 'failed', reason }
  journal.save(failed)
  work.remove(partOf(entry.id))
  return failed
}

/** The gateway wants it put no more: somebody keyed it by hand, or another version takes its place. */
export function cancelPlacement(entry: Entry, { journal, work }: Pick<Places, 'journal' | 'work'>): void {
  // Written down first: what is not in the work folder any more, but still called written, counts as put.
  journal.save({ ...entry, state: 'dropped' })
  work.remove(partOf(entry.id))
}

/** After a restart: removes what was half written, and finds what was put although nobody had written that down. */
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
