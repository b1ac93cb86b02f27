import type { Reached } from '../../model/attempt-result.ts'
import type { DeliveryState } from '../../model/delivery-state.ts'
import type { Route } from '../../profile/supplier.ts'
import { documentId, readDocumentId } from '../document-id.ts'
import { documentMetadata, hasDocument } from '../documents.ts'
import type { DueFacts } from '../due.ts'
import { keyValues } from '../key-values.ts'
import type { HeldDelivery } from '../queue.ts'
import type { Sql } from '../sql.ts'
import { NAMED_BY } from '../storage-id.ts'
import type { Caller } from './couriers.ts'
import { holdStale, type TimeLimits } from './stale-documents.ts'

/** A document that a supplier's system may collect. */
export interface MailboxEntry {
  readonly id: string
  readonly fileName: string
  readonly mediaType: string
  readonly size: number
  /** SHA-256, lower-case hex. */
  readonly digest: string
}

/**
 * `held`: the document was fetched before, and a person must decide about the order. `superseded`: a later version or another route replaced the document, or a person discarded the order. `paused`: never collected, and a person paused the
 * route. `settled`: the opposite status is stored. For couriers only: `no-lease`, another courier holds the lease;
 * `fetched-by-another`, another courier fetched this document; `handed-over-again`, a person started another handover since.
 */
export type MailboxRefusal =
  | 'absent'
  | 'held'
  | 'superseded'
  | 'paused'
  | 'settled'
  | 'no-lease'
  | 'fetched-by-another'
  | 'handed-over-again'

/** A mailbox entry with details for a courier. */
export interface CourierEntry extends MailboxEntry {
  /** Number of handovers: 1 at first, one more for each handover that a person starts. */
  readonly handover: number
  /** Only the courier that fetched the document may place the file. */
  readonly fetchedBy: 'you' | 'another' | null
}

/** The receipt that settles a document of this route, and when a missing receipt raises an alert. */
export interface ReceiptDeadline {
  readonly receipt: Route['receipt']
  readonly dueAt: number
}

const LIST_LIMIT = 1_000

/** The answer of a mailbox. `stale`: deliveries that nobody fetched in time, and that now wait for a person. */
export interface InTime<A> {
  readonly answer: A
  readonly stale: readonly HeldDelivery[]
}

/** Documents to collect, in the order of collection; of a paused route only documents that were handed over before. */
export function listMailbox(sql: Sql, route: string, limits: TimeLimits): InTime<MailboxEntry[]> {
  const { inTime, stale } = holdStale(sql, route, uncollected(sql, route, null), limits)
  const answer = inTime.map(({ metadata, storageId, ...named }) => entry(documentId(named, storageId), metadata))
  return { answer, stale }
}

/**
 * Documents for a courier: with the lease all, without the lease only documents that this courier fetched and must
 * finish.
 */
export function listForCourier(
  sql: Sql,
  route: string,
  { courier }: Caller,
  holds: boolean,
  limits: TimeLimits,
): InTime<CourierEntry[]> {
  const { inTime, stale } = holdStale(sql, route, uncollected(sql, route, holds ? null : courier), limits)
  const answer = inTime.map(({ metadata, handoverCount, fetchedBy, storageId, ...named }) => ({
    ...entry(documentId(named, storageId), metadata),
    handover: handoverCount,
    fetchedBy: fetchedBy === null ? null : fetchedBy === courier ? ('you' as const) : ('another' as const),
  }))
  return { answer, stale }
}

/** Condition: the document of delivery `d` may be collected. */
const OFFERED = (d: string): string => `(${d}.state = 'sent' OR ${d}.state = 'waiting' AND NOT EXISTS (
  SELECT 1 FROM routes r WHERE r.route = ${d}.route AND r.paused_at IS NOT NULL))`

/**
 * Condition: a later version may be collected, or may have arrived. A receiver that collects this version now would act on an
 * outdated order. A cancellation replaces no version.
 */
const REPLACED = `EXISTS (
  SELECT 1 FROM deliveries l
  WHERE l.order_id = d.order_id AND (l.primary_route = d.primary_route OR l.route = d.route) AND l.version > d.version AND l.purpose <> 'cancellation'
    AND ((${OFFERED('l')} AND ${hasDocument('l')})
      OR (l.reached <> 'no' AND l.state NOT IN ('superseded', 'discarded'))))`

export const isReplaced = (sql: Sql, { orderId, version, route }: Found): boolean =>
  sql.all(
    `SELECT 1 FROM deliveries d WHERE order_id = ? AND version = ? AND route = ? AND ${REPLACED}`,
    ...keyValues({ orderId, version, route }),
  ).length > 0

interface Uncollected
  extends Pick<Found, 'orderId' | 'version' | 'state' | 'reached' | 'corrections' | 'handoverCount' | 'fetchedBy'>,
    DueFacts {
  readonly storageId: string
  readonly metadata: string
}

/**
 * A system that only fetches leaves each document on the list. So the limit keeps the documents that the system has
 * not fetched, and leaves out those that the system fetched first.
 */
const uncollected = (sql: Sql, route: string, fetchedBy: string | null) =>
  sql
    .all<Uncollected & { readonly seq: number }>(
      `SELECT d.order_id AS orderId, d.version, d.state, d.reached, o.seq, ${NAMED_BY} AS storageId, ${documentMetadata()} AS metadata, d.corrections, d.handover_count AS handoverCount, d.fetched_by AS fetchedBy,
         d.due_since AS dueSince, v.delivery_date AS deliveryDate, v.cut_off AS cutOff
       FROM deliveries d JOIN orders o ON o.id = d.order_id JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
       WHERE d.route = ?1 AND d.next_at IS NOT NULL AND d.collected_at IS NULL
         AND ${OFFERED('d')} AND ${hasDocument()} AND NOT ${REPLACED}
         AND (?2 IS NULL OR d.fetched_by = ?2)
       ORDER BY d.state = 'sent', iif(d.state = 'sent', -o.seq, o.seq), d.version LIMIT ${LIST_LIMIT}`,
      route,
      fetchedBy,
    )
    .sort((one, other) => one.seq - other.seq || one.version - other.version)

/** The facts of a document that its mailbox needs. */
export interface Found {
  readonly orderId: string
  readonly version: number
  readonly route: string
  readonly state: DeliveryState
  readonly reached: Reached
  readonly handoverCount: number
  readonly fetchedBy: string | null
  readonly corrections: number
}

/** Also finds a held document, whose hold each caller must respect. */
export function find(sql: Sql, route: string, id: string): Found | MailboxRefusal {
  const named = readDocumentId(id)
  if (!named) return 'absent'
  const [found] = sql.all<Found>(
    `SELECT order_id AS orderId, version, route, state, reached, corrections, handover_count AS handoverCount, fetched_by AS fetchedBy FROM deliveries
     WHERE order_id = ?1 AND version = ?2 AND route = ?3 AND iif(${NAMED_BY} GLOB '~*', ${NAMED_BY}, NULL) IS ?4`,
    ...keyValues({ ...named, route }),
    named.storageId,
  )
  if (!found || named.corrections > found.corrections) return 'absent'
  // A correction has replaced the document.
  if (named.corrections < found.corrections) return 'superseded'
  return found.state === 'superseded' || found.state === 'discarded' ? 'superseded' : found
}

export const entry = (id: string, metadata: string, size?: number): MailboxEntry => {
  const { fileName, mediaType, digest, size: stored } = JSON.parse(metadata)
  return { id, fileName, mediaType, size: size ?? stored, digest }
}
