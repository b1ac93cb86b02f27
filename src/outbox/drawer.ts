import type { Drawer } from '../transports/transport.ts'
import { expectAnswer } from './answers/messages.ts'
import { dropPieces, type PieceOwner, readPieces, storePieces } from './pieces.ts'
import type { Lease } from './queue.ts'
import type { Sql } from './sql.ts'

/** Beside the document of a delivery, under names that no route can have. */
export function drawerOf(sql: Sql, lease: Lease, clock: { now(): number }): Drawer {
  const { orderId, version, route } = lease
  const owner = (name: string): PieceOwner => ({ orderId, version, route: `${route}/${name}` })
  return {
    get(name, about) {
      const found = readPieces(sql, owner(name))
      return found?.about === about ? found.bytes : null
    },
    put: (name, about, bytes) =>
      sql.atomically(() => {
        dropPieces(sql, owner(name))
        storePieces(sql, owner(name), bytes, about)
      }),
    expect: (messageId, measure) => expectAnswer(sql, lease, messageId, measure, clock.now()),
  }
}
