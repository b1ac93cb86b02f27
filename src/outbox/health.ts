import type { RouteOpening } from '../profile/opening.ts'
import { FIRST_OF_CUSTOMER, MAY_START } from './due-row.ts'
import { writeValue } from './facts.ts'
import { pollStand } from './order-api/poll-state.ts'
import { AT_ONCE } from './schema.ts'
import type { Sql } from './sql.ts'
import type { StorageUse } from './storage-use.ts'
import { wakeAt } from './wake.ts'

/** Health of one supplier's outbox, as far as the outbox can check it. Milliseconds since 1970. */
export interface OutboxHealth {
  readonly canStore: boolean
  /** The earliest moment of an attempt that should have started and did not; null when no attempt is overdue. */
  readonly overdueSince: number | null
  /** When a poll last read the order API to the end; null when no poll ever did. */
  readonly polledAt: number | null
  /** Failed poll runs in a row. */
  readonly pollFailures: number
  /** Since when an alert has waited for its channel; null when none waits. */
  readonly unsentSince: number | null
  /** Null where the platform has no limit. */
  readonly storage: StorageUse | null
}

/** Writes one row and keeps the row, because an object that can only read and roll back cannot accept an order. */
export function outboxHealth(
  sql: Sql,
  routes: readonly RouteOpening[],
  now: number,
): Omit<OutboxHealth, 'canStore' | 'storage'> {
  writeValue(sql, 'health', String(now))
  const { polledAt, failures } = pollStand(sql)
  // A fallback check that is due at once has no known start. A delivery behind another delivery is checked once the
  // other has ended.
  const due = wakeAt(sql, routes, AT_ONCE, `AND ${MAY_START} AND ${FIRST_OF_CUSTOMER}`)
  const [unsent] = sql.all<{ at: number | null }>('SELECT min(at) AS at FROM alerts WHERE attempts > 0')
  return {
    overdueSince: due !== null && due <= now ? due : null,
    polledAt,
    pollFailures: failures,
    unsentSince: unsent?.at ?? null,
  }
}
