import type { Reached } from '../../src/model/attempt-result.ts'
import type { DeliveryState, HoldReason } from '../../src/model/delivery-state.ts'
import type { World } from './world.ts'

/** A delivery as stored. */
export interface Row {
  readonly orderId: string
  readonly version: number
  readonly route: string
  readonly state: DeliveryState
  readonly reached: Reached
  readonly nextAt: number | null
  readonly primaryRoute: string
  readonly fencingToken: number
  readonly possibleRepeat: 0 | 1
  readonly fallbackCheckAt: number | null
  readonly holdReason: HoldReason | null
  /** No sender and no person has confirmed this version. */
  readonly isUnconfirmed: 0 | 1
  /** A person cancels the order. */
  readonly isCancellation: 0 | 1
}

const lastRead = new WeakMap<World, { readonly changes: number; readonly rows: readonly Row[] }>()

/** The judges read the deliveries several times between two changes of the storage. */
export function rowsOf(world: World): readonly Row[] {
  const changes = world.store.all<{ changes: number }>('SELECT total_changes() AS changes')[0]?.changes ?? 0
  const known = lastRead.get(world)
  if (known?.changes === changes) return known.rows
  const rows = readRows(world)
  lastRead.set(world, { changes, rows })
  return rows
}

const readRows = ({ store }: World): Row[] =>
  store.all<Row>(
    `SELECT d.order_id AS orderId, d.version, d.route, d.state, d.reached, d.next_at AS nextAt, d.primary_route AS primaryRoute, d.fencing_token AS fencingToken, d.possible_repeat AS possibleRepeat, d.fallback_check_at AS fallbackCheckAt, d.hold_reason AS holdReason,
       v.requests = '[]' AND v.status <> 'cancelled' AS isUnconfirmed,
       v.status = 'cancelled' AS isCancellation
     FROM deliveries d JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
     ORDER BY d.order_id, d.version, d.fencing_token, d.route`,
  )
