import type { RouteOpening } from '../profile/opening.ts'
import { FIRST_OF_CUSTOMER, MAY_START } from './due-row.ts'
import { writeValue } from './facts.ts'
import { pollStand } from './order-api/poll-state.ts'
import { AT_ONCE } from './schema.ts'
import type { Sql } from './sql.ts'
import { wakeAt } from './wake.ts'

/** How one supplier's outbox is, as far as it can tell by itself. Milliseconds since 1970. */
export interface OutboxHealth {
  readonly canStore: boolean
  /** The earliest moment at which something should have been tried, and wasn't; null when nothing is overdue. */
  readonly overdueSince: number | null
  /** When the order API was last read to its end; null when it never was. */
  readonly polledAt: number | null
  /** Runs of the poll that failed, one after the other. */
  readonly pollFailures: number
  /** Since when an alert has waited for its channel; null when none waits. */
  readonly unsentSince: number | null
}

/** Writes one row that stays, because an object that can only read and roll back cannot take an order. */
export function outboxHealth(sql: Sql, routes: readonly RouteOpening[], now: number): Omit<OutboxHealth, 'canStore'> {
  writeValue(sql, 'health', String(now))
  const { polledAt, failures } = pollStand(sql)
  // A ladder to be looked at whenever says nothing of since when. What waits behind another is looked at once that has ended.
  const due = wakeAt(sql, routes, AT_ONCE, `AND ${MAY_START} AND ${FIRST_OF_CUSTOMER}`)
  const [unsent] = sql.all<{ at: number | null }>('SELECT min(at) AS at FROM alerts WHERE attempts > 0')
  return {
    overdueSince: due !== null && due <= now ? due : null,
    polledAt,
    pollFailures: failures,
    unsentSince: unsent?.at ?? null,
  }
}
