import { sha256 } from '../identity.ts'
import type { Seen, SeenVersion } from '../ports.ts'
import { utf8 } from '../utf8.ts'

export const seenIn = (kv: KVNamespace, supplier: string): Seen => ({
  get: async (orderId) => kv.get<SeenVersion>(await keyFor(supplier, orderId), 'json'),
  async put(orderId, seen) {
    try {
      await kv.put(await keyFor(supplier, orderId), JSON.stringify(seen))
    } catch {
      // The day's limit, or KV is down: the next look-up misses and asks the outbox.
      console.warn({ event: 'seen-not-written', supplier })
    }
  },
})

/** By digest: an id may be longer than the 512 bytes of a key, and nothing of an order lies outside its outbox. */
const keyFor = async (supplier: string, orderId: string): Promise<string> =>
  `seen:${supplier}:${await sha256(utf8(orderId))}`
