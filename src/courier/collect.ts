import type { CourierEntry } from '../outbox/mailbox/mailbox.ts'
import type { Answer, Gateway } from './gateway.ts'
import { type Entry, isUnplaced } from './journal.ts'
import { cancelPlacement, intend, type Places, placeFile, write } from './place.ts'

/** Length at which the gateway cuts a list: a document missing from such a list may still be waiting. */
const LIST_LIMIT = 1_000

/**
 * The next step for one document. Null if there is nothing to do. `unknown` if the courier cannot know whether the
 * document was placed.
 */
export type Step = { readonly entry: Entry } | { readonly unknown: string } | null

/** Next step for a listed document, based on the journal. */
export function stepFor(listed: CourierEntry, places: Places, now: number): Step {
  const entry = places.journal.get(listed.id)
  if (listed.fetchedBy === 'another') {
    if (entry && isUnplaced(entry)) cancelPlacement(entry, places)
    return null
  }
  // The document was fetched by another run of this courier, whose journal is lost. The document may be in a folder or
  // consumed.
  if (!entry) return listed.fetchedBy === 'you' ? { unknown: listed.fileName } : anew(listed, places, now)
  if (entry.state === 'dropped') return anew(listed, places, now)
  if (isUnplaced(entry)) {
    const isOurs = listed.fetchedBy === 'you' && listed.handover === entry.handover && listed.digest === entry.digest
    return isOurs ? { entry } : anew(listed, places, now)
  }
  if (listed.handover === entry.handover) return entry.state === 'unknown' ? { unknown: listed.fileName } : null
  // A person handed the document over again. If the gateway did not know this courier's status, the courier reports the
  // status and does not place the document again.
  const isReported = entry.state !== 'placed' && !(entry.state === 'collected' && entry.consumedAt !== undefined)
  if (isReported || listed.digest !== entry.digest) return anew(listed, places, now)
  places.journal.save({ ...entry, handover: listed.handover })
  return null
}

const anew = (listed: CourierEntry, places: Places, now: number): Step => ({ entry: intend(listed, places, now) })

/** Drops documents that were not yet placed and are no longer listed. */
export function dropUnlisted(listed: readonly CourierEntry[], places: Places): Entry[] {
  if (listed.length >= LIST_LIMIT) return []
  const ids = new Set(listed.map(({ id }) => id))
  const unlisted = places.journal.all().filter((entry) => isUnplaced(entry) && !ids.has(entry.id))
  for (const entry of unlisted) cancelPlacement(entry, places)
  return unlisted
}

/** Fetches a document from the gateway and places the document in the ERP's folder. */
export async function fetchAndPlace(
  entry: Entry,
  places: Places,
  gateway: Gateway,
  now: () => number,
): Promise<Answer<Entry>> {
  if (entry.state !== 'intended') return { kind: 'ok', value: placeFile(entry, places, now()) }
  const written = await write(entry, places, gateway)
  return written.kind === 'ok' ? { kind: 'ok', value: placeFile(written.value, places, now()) } : written
}
