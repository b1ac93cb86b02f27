import { sha256 } from '../order/identity.ts'
import type { SeenCache, SeenVersion } from '../ports.ts'
import type { SeenByMany } from '../sources/import-page.ts'
import { newerFormat } from '../stored-format.ts'
import { utf8 } from '../text/utf8.ts'

/** Where KV keeps the record of a supplier's outbox; its value is the id of the storage. */
export const recordKey = (supplier: string): string => `outbox:${supplier}`

/** Keys that one call may ask for. */
const BULK = 100
/** Of six connections that one invocation may have waiting. */
const LANES = 4

export const createSeenCache = (kv: KVNamespace, supplier: string): SeenCache & SeenByMany => ({
  storageId: () => kv.get(recordKey(supplier)),
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
      // The day's limit, or KV is down: the next look-up misses and asks the outbox.
      console.warn({ event: 'seen-not-written', supplier })
    }
  },
})

/** As it is stored. `version` is the order's. */
type StoredSeen = SeenVersion & { readonly format?: number }

const FORMAT = 1

const storedSeen = (seen: SeenVersion): string => JSON.stringify({ format: FORMAT, ...seen })

/** A value that a newer gateway wrote is as good as none: the outbox is asked instead, and decides. */
function readSeen(stored: StoredSeen | null): SeenVersion | null {
  if (stored === null) return null
  const { format, ...seen } = stored
  const newer = newerFormat(format, FORMAT)
  if (newer === null) return seen
  console.warn({ event: 'seen-not-read', why: newer })
  return null
}

/** By digest: an id may be longer than the 512 bytes of a key, and nothing of an order lies outside its outbox. */
const keyFor = async (supplier: string, orderId: string): Promise<string> =>
  `seen:${supplier}:${await sha256(utf8(orderId))}`
