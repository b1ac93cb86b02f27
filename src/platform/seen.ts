import { sha256 } from '../identity.ts'
import type { Seen, SeenVersion } from '../ports.ts'
import { utf8 } from '../utf8.ts'

/** A KV key holds 512 bytes at most; an id too long for that lies under its digest. */
const ID_BYTES = 300

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

async function keyFor(supplier: string, orderId: string): Promise<string> {
  const id = utf8(orderId)
  return `seen:${supplier}:${id.byteLength <= ID_BYTES ? orderId : await sha256(id)}`
}
