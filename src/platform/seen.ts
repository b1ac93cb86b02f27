import { sha256 } from '../model/order/identity.ts'
import { newerFormat } from '../model/stored-format.ts'
import type { SeenByMany } from '../sources/import-page.ts'
import type { SeenCache, SeenVersion } from '../steps/accept-ports.ts'
import { utf8 } from '../text/utf8.ts'

/** The KV key of an outbox's record. The value is the id of the storage. */
export const recordKey = (supplier: string): string => `outbox:${supplier}`

const BULK = 100
/** An invocation may have six connections waiting. These calls use four. */
const LANES = 4

export const createSeenCache = (kv: KVNamespace, supplier: string): SeenCache & SeenByMany => ({
  // A binding that throws must reject here: a caller asks for the order in the same moment and must see both failures.
  storageId: async () => kv.get(recordKey(supplier)),
  get: async (orderId) => readSeen(await kv.get<StoredSeen>(await keyFor(supplier, orderId), 'json')),
  async getAll(orderIds) {
    const keys = await Promise.all(orderIds.map((orderId) => keyFor(supplier, orderId)))
    const found = new Map<string, SeenVersion>()
    for (let from = 0; from < keys.length; from += BULK) {
      const values = await kv.get<StoredSeen>(keys.slice(from, from + BULK), 'json')
      for (const [at, key] of keys.slice(from, from + BULK).entries()) {
        const [orderId, seen] = [orderIds[from + at], readSeen(values.get(key) ?? null)]
        if (orderId !== undefined && seen) found.set(orderId, seen)
      }
    }
    return found
  },
  async putAll(all) {
    const queue = [...all]
    let failed = false
    const lane = async (): Promise<void> => {
      for (let next = queue.shift(); next && !failed; next = queue.shift()) {
        const [orderId, seen] = next
        await kv.put(await keyFor(supplier, orderId), storedSeen(seen)).catch(() => {
          failed = true
        })
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    if (failed) console.warn({ event: 'seen-not-written', supplier })
  },
  async put(orderId, seen) {
    try {
      await kv.put(await keyFor(supplier, orderId), storedSeen(seen))
    } catch {
      // KV is down, or the day's limit is reached. The next lookup misses and asks the outbox.
      console.warn({ event: 'seen-not-written', supplier })
    }
  },
})

/** The seen cache of a webhook. Ignores older entries where KV is not kept, because their order may have changed since. */
export const seenCacheFor = (kv: KVNamespace, supplier: string, isKept: boolean): SeenCache =>
  isKept ? createSeenCache(kv, supplier) : NO_SEEN_CACHE

const NO_SEEN_CACHE: SeenCache = { get: async () => null, put: () => null, storageId: async () => null }

/** The stored form. `version` is the version of the order. */
type StoredSeen = SeenVersion & { readonly format?: number }

const FORMAT = 1

const storedSeen = (seen: SeenVersion): string => JSON.stringify({ format: FORMAT, ...seen })

/** Ignores a value from a newer gateway: the outbox decides instead. */
function readSeen(stored: StoredSeen | null): SeenVersion | null {
  if (stored === null) return null
  const { format, ...seen } = stored
  const newer = newerFormat(format, FORMAT)
  if (newer === null) return seen
  console.warn({ event: 'seen-not-read', why: newer })
  return null
}

/** The key holds a digest: an id may exceed the 512 bytes of a key, and order data stays inside the outbox. */
const keyFor = async (supplier: string, orderId: string): Promise<string> =>
  `seen:${supplier}:${await sha256(utf8(orderId))}`
