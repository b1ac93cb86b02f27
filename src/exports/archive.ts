import type { Ended, Occurrence } from '../outbox/alerts/raise-alert.ts'
import type { Archivable } from '../outbox/export/exports.ts'
import type { Counter } from '../outbox/numbers.ts'
import type { Purgeable } from '../outbox/purge.ts'
import type { Bucket, Buckets, Clock } from '../ports.ts'
import type { Supplier } from '../profile/supplier.ts'
import { utf8 } from '../text/utf8.ts'
import { withTimeout } from '../web/time-limit.ts'
import { endText, exportText, fileStem } from './write-export.ts'

interface ArchiveMeans {
  readonly buckets: Buckets
  readonly clock: Clock
}

/** The outbox, as the archive needs it. */
interface ArchivingOutbox {
  takeArchivable(): Promise<Archivable[]>
  counters(): Promise<Counter[]>
  archived(orders: readonly Purgeable[]): Promise<number>
  tell(occurrence: Occurrence): Promise<void>
  over(ended: Ended): Promise<void>
}

const PUT_MS = 30_000
/** A run every five minutes keeps up with a million orders a week. The plan Free allows 1,000 calls in a run. */
const ORDERS_A_RUN = 525
/** Orders in one group: written at the same time, purged by one call. */
const TOGETHER = 5
const RUN_MS = 200_000

/**
 * Writes purgeable orders into a bucket, one object for each order, then lets the outbox purge the stored orders. The
 * object name of an order never changes, so a repeated write replaces the same object.
 */
export async function archive(
  name: string,
  { bucket, prefix }: NonNullable<Supplier['archive']>,
  outbox: ArchivingOutbox,
  { buckets, clock }: ArchiveMeans,
): Promise<void> {
  const begun = clock.now()
  const store = buckets.get(bucket)
  for (let count = 0; count < ORDERS_A_RUN && clock.now() < begun + RUN_MS; ) {
    const orders = await outbox.takeArchivable()
    if (orders.length === 0) return
    if (!store) return outbox.tell({ kind: 'archive', why: { says: 'unbound', bucket } })
    const counters = await outbox.counters()
    const end = endText(clock.now(), 1, counters)
    for (let at = 0; at < orders.length; at += TOGETHER) {
      const group = orders.slice(at, at + TOGETHER)
      const failed = (await Promise.all(group.map((order) => write(store, `${prefix}${name}`, order, end)))).indexOf(
        false,
      )
      const written = failed < 0 ? group : group.slice(0, failed)
      // Report each group at once: an interrupted run must still make progress.
      if (written.length > 0) await outbox.archived(written.map(({ exported: _, ...order }) => order))
      if (failed >= 0) return outbox.tell({ kind: 'archive', why: { says: 'archive-refused', bucket } })
    }
    if (count === 0) await outbox.over({ kind: 'archive', cause: '' })
    count += orders.length
  }
}

const write = async (store: Bucket, folder: string, { exported }: Archivable, end: string): Promise<boolean> =>
  put(store, await keyOf(exported, folder), `${await exportText(exported)}${end}`)

/**
 * Groups orders by the month of the first arrival, so that the bucket's lifecycle rules can delete old objects.
 * Versions that arrive after a purge get a separate object, named by the first such version. The earlier object holds
 * the only copy of the purged versions. A refused order may be refused again or accepted after a purge, so the name of
 * the object has the day of arrival.
 */
async function keyOf({ view, papers }: Archivable['exported'], folder: string): Promise<string> {
  const first = papers.reduce((least, { version }) => Math.min(least, version), Number.POSITIVE_INFINITY)
  const refused = `.refused.${view.receivedAt.slice(0, 10)}`
  const part = view.state === 'refused' ? refused : Number.isFinite(first) && first > 1 ? `.${first}` : ''
  return `${folder}/${view.receivedAt.slice(0, 7)}/${await fileStem(view.orderId)}${part}.ndjson`
}

async function put(store: Bucket, key: string, text: string): Promise<boolean> {
  try {
    await withTimeout(PUT_MS, store.put(key, { bytes: utf8(text), mediaType: 'application/x-ndjson' }))
    return true
  } catch {
    return false
  }
}
