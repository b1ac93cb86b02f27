import type { CourierEntry } from '../outbox/mailbox/mailbox.ts'
import type { Answer, Gateway } from './gateway.ts'
import { type Entry, isUnplaced } from './journal.ts'
import { cancelPlacement, intend, type Places, placeFile, write } from './place.ts'

/** How many a list holds at most: what is missing in a list of so many may still be waiting. */
const LIST_LIMIT = 1_000

/** A document to put into the folder; null when there is nothing to do about it, or when nobody can know. */
export type Step = { readonly entry: Entry } | { readonly unknown: string } | null

/** What to do about one listed document, by what the journal knows of it. */
export function stepFor(listed: CourierEntry, places: Places, now: number): Step {
  const entry = places.journal.get(listed.id)
  if (listed.taken === 'another') {
    if (entry && isUnplaced(entry)) cancelPlacement(entry, places)
    return null
  }
  // Fetched under our name, and not by any run whose journal we have: it may lie in a folder, or be eaten.
  if (!entry) return listed.taken === 'you' ? { unknown: listed.fileName } : anew(listed, places, now)
  if (entry.state === 'dropped') return anew(listed, places, now)
  if (isUnplaced(entry)) {
    const isOurs = listed.taken === 'you' && listed.round === entry.round && listed.digest === entry.digest
    return isOurs ? { entry } : anew(listed, places, now)
  }
  if (listed.round === entry.round) return null
  // A person has had it handed over anew. Did they know what we know? If not, it is told and not put a second time.
  const isTold = entry.state !== 'placed' && !(entry.state === 'collected' && entry.goneAt !== undefined)
  if (isTold || listed.digest !== entry.digest) return anew(listed, places, now)
  places.journal.save({ ...entry, round: listed.round })
  return null
}

const anew = (listed: CourierEntry, places: Places, now: number): Step => ({ entry: intend(listed, places, now) })

/** What was to be put, and is listed no more. */
export function dropUnlisted(listed: readonly CourierEntry[], places: Places): Entry[] {
  if (listed.length >= LIST_LIMIT) return []
  const ids = new Set(listed.map(({ id }) => id))
  const unlisted = places.journal.all().filter((entry) => isUnplaced(entry) && !ids.has(entry.id))
  for (const entry of unlisted) cancelPlacement(entry, places)
  return unlisted
}

/** From the gateway into the folder. */
export async function fetchAndPlace(
  entry: Entry,
  places: Places,
  gateway: Gateway,
  now: () => number,
): Promise<Answer<Entry>> {
  if (entry.state === 'written') return { kind: 'ok', value: placeFile(entry, places, now()) }
  const written = await write(entry, places, gateway)
  return written.kind === 'ok' ? { kind: 'ok', value: placeFile(written.value, places, now()) } : written
}
