import { hasDocument } from './documents.ts'
import type { DueFacts } from './due.ts'
import type { Lease } from './queue.ts'
import { NEVER } from './schema.ts'

/**
 * A delivery as the queue reads it: the input of an attempt, and the facts that decide whether an attempt may start.
 */
export interface DueRow extends Omit<Lease, 'attempt' | 'previousState' | 'leasedAt' | 'members'>, DueFacts {
  readonly state: 'waiting' | 'deferred' | 'uncertain' | 'sending' | 'held'
  readonly attempts: number
  readonly nextAt: number | null
  /**
   * The interchange of the delivery; 0 after a person sent the delivery separately, null when it never had an
   * interchange.
   */
  readonly interchange: number | null
  /** Transport and address of the last attempt. Null before it. */
  readonly destination: string | null
}

export const DUE_ROW = `
  SELECT d.order_id AS orderId, d.version, d.route, d.state, d.reached, d.purpose, d.attempts, d.document_revision AS documentRevision, d.resend_count AS resendCount, d.corrections, d.transport_state AS progress,
    d.control_number AS controlNumber, d.group_number AS groupNumber, d.due_since AS dueSince, d.next_at AS nextAt,
    d.fallback_started_at AS fallbackStartedAt, d.primary_route AS primaryRoute, d.possible_repeat AS possibleRepeat, d.storage_id AS storageId, d.interchange, d.destination, v.accepted_at AS acceptedAt, v.delivery_date AS deliveryDate, v.cut_off AS cutOff
  FROM deliveries d JOIN versions v ON v.order_id = d.order_id AND v.version = d.version`

/**
 * An open earlier version blocks this version, unless the earlier version is refused or sent. In a fallback chain only
 * the newest delivery may be sent. A fallback route is superseded if the first document arrived after all.
 */
export const MAY_START = `
  NOT EXISTS (
    SELECT 1 FROM deliveries e
    WHERE e.order_id = d.order_id AND (e.primary_route = d.primary_route OR e.route = d.route) AND e.version < d.version AND e.next_at IS NOT NULL
      AND e.state NOT IN ('refused', 'sent'))
  AND NOT EXISTS (
    SELECT 1 FROM deliveries f
    WHERE f.order_id = d.order_id AND f.version = d.version AND f.primary_route = d.primary_route AND f.fencing_token > d.fencing_token
      AND f.state <> 'superseded')`

/** An earlier order of the customer that is under way: neither held nor behind a held version. */
export const IS_AHEAD = `b.next_at < ${NEVER} AND NOT EXISTS (
  SELECT 1 FROM deliveries h WHERE h.order_id = b.order_id AND (h.primary_route = b.primary_route OR h.route = b.route)
    AND h.version < b.version AND h.state = 'held')`

/** No earlier order of the customer is under way. Routes without `order: 'customer'` have no sequence to wait in. */
export const FIRST_OF_CUSTOMER = `NOT EXISTS (
  SELECT 1 FROM orders own CROSS JOIN customer_sequence q CROSS JOIN deliveries b
  WHERE own.id = d.order_id AND q.route = d.route AND q.customer = own.customer AND q.seq < own.seq
    AND b.order_id = q.order_id AND b.version = q.version AND b.route = q.route AND ${IS_AHEAD})`

/**
 * Started before the route had batches: the delivery has a separate document, or an attempt with a separate document
 * began.
 */
export const STARTED_ALONE = `(coalesce(d.interchange, 0) = 0 AND (d.state IN ('sending', 'deferred', 'uncertain') OR ${hasDocument()}))`

/** Creates the lease of the next attempt. */
export function createLease(due: DueRow, now: number): Lease {
  const {
    state,
    attempts,
    nextAt: _,
    interchange: __,
    destination: ___,
    deliveryDate: ____,
    cutOff: _____,
    ...kept
  } = due
  // The document of an attempt that the gateway cut short may have arrived.
  const previousState = state === 'sending' ? 'uncertain' : state === 'held' ? 'waiting' : state
  return { ...kept, previousState, attempt: attempts + 1, leasedAt: now }
}
