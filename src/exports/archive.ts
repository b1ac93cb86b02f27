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
  const orders = await outbox.takeArchivable()
  if (orders.length === 0) return
  const store = buckets.get(bucket)
  if (!store) return outbox.tell({ kind: 'archive', why: { says: 'unbound', bucket } })
  const counters = await outbox.counters()
  for (const { exported, ...order } of orders) {
    const key = await keyOf(exported, `${prefix}${name}`)
    const text = `${await exportText(exported)}${endText(clock.now(), 1, counters)}`
    if (!(await put(store, key, text)))
      return outbox.tell({ kind: 'archive', why: { says: 'archive-refused', bucket } })
    // Report each order at once: an interrupted run must still make progress.
    await outbox.archived([order])
  }
  await outbox.over({ kind: 'archive' })
}

/**
 * Groups orders by the month of their first arrival, so that the bucket's lifecycle rules can delete old objects.
 * Versions that arrive after a purge get their own object, named by the first such version. The earlier object holds
 * the only copy of the purged versions.
 */
async function keyOf({ view, papers }: Archivable['exported'], folder: string): Promise<string> {
  const first = papers.reduce((least, { version }) => Math.min(least, version), Number.POSITIVE_INFINITY)
  const part = Number.isFinite(first) && first > 1 ? `.${first}` : ''
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
