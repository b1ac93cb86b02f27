import { isSettled, isUnsent } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import type { NumberRange, NumberRanges } from '../../model/numbering.ts'
import { isSameContent } from '../../model/order/same-content.ts'
import type { Actor } from '../actions/action.ts'
import { leaveShared } from '../batch/leave-interchange.ts'
import { BODY, isTransportStore, storeBlob } from '../blobs.ts'
import { storeBody } from '../bodies.ts'
import { deliveriesOf } from '../deliveries.ts'
import { hasDocument, storeDocument } from '../documents.ts'
import { type DeliveryKey, raiseReached } from '../due.ts'
import { endRefusalOf } from '../end-refusals.ts'
import { keyValues } from '../key-values.ts'
import { type Counter, raiseCounter, remember } from '../numbers.ts'
import { NEVER } from '../schema.ts'
import { findByDeliveryDays } from '../search/delivery-days.ts'
import { renumberEvents } from '../search/event-text.ts'
import { progressOf, SEARCHED_ORDERS } from '../search/search-index.ts'
import type { Sql } from '../sql.ts'
import { storageIdOf } from '../storage-id.ts'
import { addTimelineEntry } from '../timeline.ts'
import { insertRow, type Kept, type OrderRecord, rowShapes, TABLES } from './order-record.ts'

/** Result for one order of an export. `already-present`: this content is known, and nothing changed. */
export interface Restored {
  readonly orderId: string
  readonly outcome: 'restored' | 'already-present' | 'conflict'
  /** The newest version that now waits for a person; null when none does. */
  readonly waiting: number | null
}

export interface RestoreRules {
  /** Control numbers of a configured route; null for any other route. */
  readonly numbersOf: (route: string) => { readonly ranges: NumberRanges; readonly acknowledged: boolean } | null
  /** The range of a counter; null when no configured route uses the counter. */
  readonly rangeOf: (sequence: string) => NumberRange | null
  /** The counters at the time of the export. Without an entry, the exported control numbers show the last number. */
  readonly counters: readonly Counter[]
}

/**
 * Restores orders of an export, oldest first, all or none. Settled orders are known again, so a repeated post is a
 * duplicate. Open deliveries are held as possibly sent, because the export does not show later attempts. An order that
 * exists here with another content stays unchanged, because neither content is known to be right.
 */
export function restore(sql: Sql, orders: readonly Kept[], rules: RestoreRules, actor: Actor, now: number): Restored[] {
  return sql.atomically(() => {
    const restored = orders.map((kept) => restoreOne(sql, kept, rules, actor, now))
    const taken = orders.filter((_, at) => restored[at]?.outcome === 'restored')
    if (taken.length > 0) raiseCounters(sql, taken, rules)
    return restored
  })
}

/** An export lacks the numbers allocated between the export and the loss, so another storage skips this many. */
const NUMBERS_LEFT_OUT = 1_000

function raiseCounters(sql: Sql, taken: readonly Kept[], { counters, numbersOf, rangeOf }: RestoreRules): void {
  const deliveries = taken.flatMap(({ dossier }) => dossier.deliveries)
  const own = storageIdOf(sql)
  const isForeign = deliveries.some(({ storage_id }) => storage_id !== own)
  const raise = (sequence: string, last: number, range: NumberRange | null): void => {
    const tenth = range ? Math.floor((range.wrapAt - range.start + 1) / 10) : NUMBERS_LEFT_OUT
    raiseCounter(sql, sequence, last + (isForeign ? Math.min(NUMBERS_LEFT_OUT, tenth) : 0))
  }
  for (const { sequence, last } of counters) raise(sequence, last, rangeOf(sequence))
  for (const { route, control_number: control, group_number: group } of deliveries) {
    const ranges = numbersOf(route)?.ranges
    for (const [number, range] of [
      [control, ranges?.control],
      [group, ranges?.group],
    ] as const) {
      if (number !== null && range && !counters.some(({ sequence }) => sequence === range.sequence))
        raise(range.sequence, number, range)
    }
  }
}

function restoreOne(sql: Sql, { dossier, papers }: Kept, rules: RestoreRules, actor: Actor, now: number): Restored {
  const { order } = dossier
  const outcome = standing(sql, dossier)
  if (outcome !== 'restored') return { orderId: order.id, outcome, waiting: null }
  deleteReplaced(sql, order.id)
  insertRow(sql, 'orders', rowShapes().orders, { ...order, seq: placeFor(sql, order.seq) })
  renumberEvents(sql, order.id)
  for (const table of ['versions', 'timeline', 'acknowledgements'] as const)
    for (const row of dossier[table]) insertRow(sql, table, rowShapes()[table], row, order.id)
  for (const { metadata, bytes, ...place } of papers) {
    if (place.route === BODY) storeBody(sql, order.id, place.version, bytes)
    else if (metadata === null || isTransportStore(place.route))
      storeBlob(sql, { orderId: order.id, ...place }, bytes, metadata)
    else storeDocument(sql, { orderId: order.id, ...place }, bytes, metadata)
  }
  if (order.version > 0) endRefusalOf(sql, order.id)
  const origin = [`by ${actor.by}`, actor.note].filter(Boolean).join(': ')
  addTimelineEntry(sql, order.id, { at: now, event: 'restored', version: null, route: null, text: origin })
  for (const row of dossier.deliveries) {
    restoreDelivery(sql, order.id, row, now)
    const hasOwn = papers.some(({ version, route }) => version === row.version && route === row.route)
    restoreNumbers(sql, order.id, row, hasOwn, rules)
  }
  findByDeliveryDays(sql, order.id)
  const open = dossier.deliveries.filter(({ state }) => !isSettled(state)).map(({ version }) => version)
  return { orderId: order.id, outcome, waiting: open.length === 0 ? null : Math.max(...open) }
}

/** Rows about the deliveries of an order. The order API and the people still have what the other tables say. */
const REPLACED = [
  ...[...Object.keys(TABLES), 'blobs', 'customer_sequence'],
  ...['control_numbers', 'sent_messages', 'customer_notices'],
]

/** Without the order nothing is read, because some tables have no index of orders. */
function deleteReplaced(sql: Sql, orderId: string): void {
  if (sql.all('DELETE FROM orders WHERE id = ? RETURNING id', orderId).length === 0) return
  for (const table of REPLACED) sql.all(`DELETE FROM ${table} WHERE order_id = ?`, orderId)
}

/**
 * An order that arrived again since, and was not sent, knows less than the export: the export may show a delivery. The
 * same holds for a refusal.
 */
function standing(sql: Sql, { order, versions }: OrderRecord): Restored['outcome'] {
  const [known] = sql.all<{ version: number }>('SELECT version FROM orders WHERE id = ?', order.id)
  if (!known || (known.version === 0 && order.version > 0)) return 'restored'
  const here = sql.all<{ version: number; digest: string; status: string; firstRequest: string }>(
    'SELECT version, digest, status, first_request AS firstRequest FROM versions WHERE order_id = ?',
    order.id,
  )
  const isHere = ({ version, digest, status }: OrderRecord['versions'][number]): boolean =>
    here.some(
      (known) =>
        known.version === version &&
        isSameContent(known.digest, digest) &&
        (known.status === 'cancelled') === (status === 'cancelled'),
    )
  if (!versions.every(isHere)) return 'conflict'
  const isAnew = !here.some(({ firstRequest }) => versions.some((version) => version.first_request === firstRequest))
  const cameAgain = here.length > 0 && here.length === versions.length && isAnew
  return cameAgain && deliveriesOf(sql, order.id).every(isUnsent) ? 'restored' : 'already-present'
}

/**
 * The earlier position, if no order has arrived since: the first order with a number keeps the number. Never a position
 * that the search index has passed, because the index adds later positions only.
 */
function placeFor(sql: Sql, seq: number): number {
  const [row] = sql.all<{ last: number | null }>('SELECT max(seq) AS last FROM orders')
  return Math.max(seq, Math.max(row?.last ?? 0, progressOf(sql, SEARCHED_ORDERS).through) + 1)
}

type Delivery = OrderRecord['deliveries'][number]

/** The superseded delivery may have been restored and sent after the export, so a person decides about it. */
const RESTORED = JSON.stringify({ state: 'held', holdReason: 'restored', nextAt: NEVER })

function restoreDelivery(sql: Sql, orderId: string, row: Delivery, now: number): void {
  if (isSettled(row.state)) {
    const isByVersion = row.superseded_by !== null && row.superseded_from !== null
    const from = isByVersion ? RESTORED : row.superseded_from
    insertRow(sql, 'deliveries', rowShapes().deliveries, { ...row, superseded_from: from }, orderId)
    return
  }
  const { version, route, state, hold_reason: reason } = row
  const was = reason
    ? findingNote('was-exported-held', { state, because: reason })
    : findingNote('was-exported', { state })
  const text = row.note ? `${was} ${row.note}` : was
  const held = { state: 'held', hold_reason: 'restored', reached: raiseReached(row.reached), note: text } as const
  insertRow(sql, 'deliveries', rowShapes().deliveries, { ...row, ...held }, orderId)
  sql.all(
    `UPDATE deliveries SET next_at = ${NEVER}, fallback_check_at = ${NEVER} WHERE order_id = ? AND version = ? AND route = ?`,
    ...keyValues({ orderId, version, route }),
  )
  leaveShared(sql, { orderId, version, route })
  markUnwritten(sql, { orderId, version, route })
  addTimelineEntry(sql, orderId, { at: now, event: 'held', version, route, text: `restored. ${was}` })
}

/** The lost outbox may have written and sent the document since, so the next document says possible repeat. */
function markUnwritten(sql: Sql, { orderId, version, route }: DeliveryKey): void {
  sql.all(
    `UPDATE deliveries AS d SET possible_repeat = 1 WHERE order_id = ?1 AND version = ?2 AND route = ?3 AND NOT ${hasDocument()}`,
    ...keyValues({ orderId, version, route }),
  )
}

/**
 * Indexes the control numbers, so that an acknowledgement finds the delivery. Skips a shared document, because this
 * storage does not know its members.
 */
function restoreNumbers(sql: Sql, orderId: string, row: Delivery, hasOwn: boolean, { numbersOf }: RestoreRules): void {
  const { route, version, control_number: control, group_number: group } = row
  const found = numbersOf(route)
  if (!found) return
  for (const [kind, number, range] of [
    ['interchange', control, found.ranges.control],
    ['group', group, found.ranges.group],
  ] as const) {
    if (number === null || !range) continue
    if (found.acknowledged && hasOwn) remember(sql, { route, orderId, version }, kind, number)
  }
}
