import { findingNote } from '../../model/finding.ts'
import { rewriteDocument } from '../batch/rewrite.ts'
import type { DeliveryKey } from '../due.ts'
import type { DueRow } from '../due-row.ts'
import { keyValues } from '../key-values.ts'
import type { LeaseRules } from '../queue.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'

/** Transport and address of a route, as a delivery stores them. */
export const destinationOf = ({ kind, destination }: Record<'kind' | 'destination', string | null>): string =>
  `${kind} ${destination}`

/** The new receiver cannot know that the former receiver may have the document. */
export const leadsElsewhere = ({ reached, possibleRepeat, destination }: DueRow, rules: LeaseRules): boolean =>
  reached !== 'no' && possibleRepeat === 0 && destination !== null && destination !== rules.destination

/** The next attempt writes a new document. The document has a new number and says that it may be a repeat. */
export function markElsewhere(sql: Sql, due: DueRow, now: number): void {
  markRepeat(sql, due)
  const { orderId, version, route } = due
  addTimelineEntry(sql, orderId, {
    at: now,
    event: 'written-anew',
    version,
    route,
    text: findingNote('route-elsewhere'),
  })
}

/** A document that exists without the mark is outdated. */
export function markRepeat(sql: Sql, { orderId, version, route }: DeliveryKey): void {
  sql.all(
    'UPDATE deliveries SET possible_repeat = 1 WHERE order_id = ? AND version = ? AND route = ?',
    ...keyValues({ orderId, version, route }),
  )
  rewriteDocument(sql, { orderId, version, route })
}
