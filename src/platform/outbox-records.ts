import type { OutboxRecord } from '../outbox/earlier-history.ts'
import { recordKey } from './seen.ts'

/**
 * The ACCOUNT object without credentials. Every jurisdiction must find the object, so the object has no jurisdiction.
 */
const RECORDS = 'outboxes'

/** The records of all outboxes, in KV and in an object. Either copy may be lost together with an outbox. */
export function outboxRecords(env: Env) {
  const object = () => env.ACCOUNT.getByName(RECORDS)
  return {
    /** Rejects only if both copies are unreadable. */
    async list(): Promise<OutboxRecord[]> {
      const [inKv, inObject] = await Promise.allSettled([recordsIn(env.SEEN), object().outboxRecords()])
      if (inKv.status === 'rejected' && inObject.status === 'rejected') throw inObject.reason
      const all = [inKv, inObject].flatMap((read) => (read.status === 'fulfilled' ? read.value : []))
      return [...new Map(all.map((record) => [record.supplier, record])).values()]
    },
    /** Rejects if either write fails. */
    async keep(record: OutboxRecord): Promise<void> {
      await Promise.all([
        env.SEEN.put(recordKey(record.supplier), record.storageId, { metadata: record }),
        object().keepOutboxRecord(record),
      ])
    },
    /** Whether KV knows an order of this supplier. Gateways from before the records left no other trace. */
    async knowsOrders(supplier: string): Promise<boolean> {
      const { keys } = await env.SEEN.list({ prefix: `seen:${supplier}:`, limit: 1 })
      return keys.length > 0
    },
  }
}

async function recordsIn(kv: KVNamespace): Promise<OutboxRecord[]> {
  const { keys } = await kv.list<OutboxRecord>({ prefix: recordKey('') })
  return keys.flatMap(({ metadata }) => metadata ?? [])
}
