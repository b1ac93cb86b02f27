import type { TransportStore } from '../model/transport-store.ts'
import { recordSentMessage } from './answers/messages.ts'
import { deleteBlob, type PieceOwner, readBlob, storeBlob } from './blobs.ts'
import type { Lease } from './queue.ts'
import type { Sql } from './sql.ts'

/** Stores blobs next to the document of a delivery, under names that no route can have. */
export function createTransportStore(sql: Sql, lease: Lease, clock: { now(): number }): TransportStore {
  const { orderId, version, route } = lease
  const owner = (name: string): PieceOwner => ({ orderId, version, route: `${route}/${name}` })
  return {
    get(name, metadata) {
      const found = readBlob(sql, owner(name))
      return found?.metadata === metadata ? found.bytes : null
    },
    put: (name, metadata, bytes) =>
      sql.atomically(() => {
        deleteBlob(sql, owner(name))
        storeBlob(sql, owner(name), bytes, metadata)
      }),
    expect: (messageId, expectedMics) => recordSentMessage(sql, lease, messageId, expectedMics, clock.now()),
  }
}
