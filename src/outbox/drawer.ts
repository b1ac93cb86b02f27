import type { Drawer } from '../transports/transport.ts'
import { dropPieces, type PieceOwner, readPieces, storePieces } from './pieces.ts'
import type { Sql } from './sql.ts'

/** Beside the document of a delivery, under names that no route can have. */
export function drawerOf(sql: Sql, { orderId, version, route }: PieceOwner): Drawer {
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
  }
}
