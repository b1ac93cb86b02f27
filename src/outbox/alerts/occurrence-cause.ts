import type { AlertKind } from '../../alerts/kinds.ts'
import { isCancellation } from '../deliveries.ts'
import type { Sql } from '../sql.ts'
import type { Occurrence } from './raise-alert.ts'

/** The alerts whose words about an order ask a person to key the order. */
const ASKS_TO_KEY: ReadonlySet<AlertKind> = new Set(['refused', 'late', 'held', 'internal-error', 'cut-off'])

/** The receiver of a cancellation has the order, or may have the order. A person who keys the order brings a second order. */
export const causeOf = (sql: Sql, { kind, orderId, version, route, cause = '' }: Occurrence): string =>
  ASKS_TO_KEY.has(kind) &&
  route !== undefined &&
  orderId !== undefined &&
  version !== undefined &&
  isCancellation(sql, orderId, version)
    ? CANCELLATION
    : cause

/** The cause of each alert about a cancellation. */
export const CANCELLATION = 'cancellation'
