import { isCancellation } from '../deliveries.ts'
import type { Sql } from '../sql.ts'
import type { Occurrence } from './raise-alert.ts'

/** After a refused cancellation the receiver still has the order, so a person who keys the order brings a second order. */
export const causeOf = (sql: Sql, { kind, orderId, version, cause = '' }: Occurrence): string =>
  kind === 'refused' && orderId !== undefined && version !== undefined && isCancellation(sql, orderId, version)
    ? 'cancellation'
    : cause
