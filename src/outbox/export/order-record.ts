import * as z from 'zod/mini'
import type { DeliveryState } from '../../model/delivery-state.ts'
import { IS_RECEIPT } from '../answers/receipts.ts'
import { BODY, INTERCHANGE, type PieceOwner } from '../blobs.ts'
import { BODIES_IN_ROWS, readBody } from '../bodies.ts'
import { DOCUMENTS, readDocument } from '../documents.ts'
import type { Sql, SqlValue } from '../sql.ts'
import { NAMED_BY } from '../storage-id.ts'
import { HISTORY, HISTORY_ORDER } from '../timeline.ts'

/**
 * All rows of one order, with the names of the columns, so that another outbox can store the same. Leaves out values
 * that only this outbox needs: times of the next check, leases, ids of sent messages. Exports are kept for years, so a
 * later column needs a default here.
 */

/**
 * Raise this number when an older gateway would misread an export. Exports without a number have format 1, which has
 * the names from before migration 6.
 */
export const EXPORT_FORMAT = 2

const STATES = [
  ...(['waiting', 'sending', 'sent', 'delivered', 'deferred', 'refused'] as const),
  ...(['uncertain', 'held', 'superseded', 'done', 'discarded'] as const),
] satisfies DeliveryState[]

/** The columns of each table of an order. */
function createRowShapes() {
  const text = z.string().check(z.maxLength(2_000_000))
  const long = z.nullable(text)
  const number = z.int()
  const maybe = z.nullable(number)
  /** The version and route of a delivery, an acknowledgement or a blob. */
  const owner = { version: number, route: text }

  const orders = z.strictObject({
    ...{ seq: number, id: text, number: long, customer: long, version: number, first_at: number, placed_at: maybe },
    ...{ listed: number, search_text: text, problems: long, purged_at: maybe },
    /** Absent in exports from before the gateway kept the numbers. */
    former_numbers: z._default(long, null),
  })

  const versions = z.strictObject({
    ...{ version: number, digest: text, delivery_date: long, cut_off: maybe, accepted_at: number, source: text },
    ...{ first_request: text, requests: text, status: text, hold_reason: long, metadata: text },
    former_number: z._default(long, null),
  })

  const deliveries = z.strictObject({
    ...owner,
    state: z.enum(STATES),
    reached: z.enum(['no', 'maybe', 'yes']),
    ...{ hold_reason: long, purpose: text, due_since: number, attempts: number, control_number: maybe },
    ...{
      group_number: maybe,
      collected_at: maybe,
      note: long,
      phase: long,
      document_revision: number,
      resend_count: number,
    },
    ...{ transport_state: long, handover_count: number, primary_route: text, fencing_token: number },
    ...{ fallback_started_at: maybe, possible_repeat: number },
    corrections: z._default(number, 0),
    destination: z._default(long, null),
    ...{ superseded_by: z._default(maybe, null), superseded_from: z._default(long, null) },
    /** Null in exports from before storage had ids. */
    storage_id: z._default(long, null),
  })

  const timeline = z.strictObject({
    ...{ seq: number, at: number, event: text, version: maybe, route: long, text: long },
  })

  const acknowledgements = z.strictObject({
    ...owner,
    ...{ seq: number, at: number, kind: text, verdict: text, reason: long, sender_reference: text, attempt: number },
  })
  return { orders, versions, deliveries, timeline, acknowledgements }
}

let madeShapes: ReturnType<typeof createRowShapes> | undefined

/** Made at the first use: most instances never export an order. */
export const rowShapes = (): ReturnType<typeof createRowShapes> => {
  madeShapes ??= createRowShapes()
  return madeShapes
}

export const orderRecord = () => {
  const { orders, versions, deliveries, timeline, acknowledgements } = rowShapes()
  return z.strictObject({
    order: orders,
    versions: z.array(versions),
    deliveries: z.array(deliveries),
    timeline: z.array(timeline),
    acknowledgements: z.array(acknowledgements),
  })
}

const OrderRecord = /* @__PURE__ */ z.lazy(orderRecord)

export type OrderRecord = z.infer<ReturnType<typeof orderRecord>>

/** A complete body or document, with its metadata. */
export interface StoredFile extends Omit<PieceOwner, 'orderId'> {
  readonly metadata: string | null
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The rows of an order, with its bodies and documents. */
export interface Kept {
  readonly dossier: OrderRecord
  readonly papers: readonly StoredFile[]
}

type Row = Readonly<Record<string, SqlValue>>
interface RowShape {
  readonly shape: Readonly<Record<string, unknown>>
}

/** The tables of an order except `orders`, each with the order of its rows. */
export const TABLES = {
  versions: 'version',
  deliveries: 'version, route',
  timeline: 'seq',
  acknowledgements: 'version, route, seq',
} as const

export function readOrderRecord(sql: Sql, orderId: string): Kept | null {
  const { orders, ...shapes } = rowShapes()
  const [order] = sql.all<Row>(`SELECT ${columnsOf(orders)} FROM orders WHERE id = ?`, orderId)
  if (!order) return null
  const read = (table: string, shape: RowShape, sequence: string): Row[] =>
    sql.all<Row>(`SELECT ${columnsOf(shape)} FROM ${table} WHERE order_id = ? ORDER BY ${sequence}`, orderId)
  const rows = Object.entries(shapes).map(([table, shape]) => [
    table,
    read(table, shape, TABLES[table as keyof typeof shapes]),
  ])
  const events = read(HISTORY, shapes.timeline, HISTORY_ORDER)
  const timeline = events.map((event, at) => ({ ...event, seq: at + 1 }))
  return {
    dossier: OrderRecord.parse({ order, ...Object.fromEntries(rows), timeline }),
    papers: papersOf(sql, orderId),
  }
}

function papersOf(sql: Sql, orderId: string): StoredFile[] {
  const owners = sql.all<Omit<PieceOwner, 'orderId'>>(
    `SELECT version, route FROM ${DOCUMENTS} WHERE order_id = ?1
     UNION ${BODIES_IN_ROWS} ORDER BY version, route`,
    orderId,
  )
  const own = owners.flatMap(({ version, route }) => paperOf(sql, { orderId, version, route }, { version, route }))
  const shared = sharedPapers(sql, orderId, own)
  const isOlder = (file: StoredFile): boolean =>
    shared.some(({ version, route }) => version === file.version && route === file.route)
  return [...own.filter((file) => !isOlder(file)), ...shared]
}

/**
 * Shared documents and their receipts are stored in the order's transport store, because a shared document is not a
 * document of this order alone. A restored order may have such files of an earlier interchange there.
 */
function sharedPapers(sql: Sql, orderId: string, own: readonly StoredFile[]): StoredFile[] {
  const shared = sql.all<{ version: number; route: string; interchange: number; place: string }>(
    `SELECT d.version, d.route, d.interchange, p.route AS place
     FROM deliveries d JOIN blobs p ON p.order_id = '${INTERCHANGE}' AND p.version = d.interchange AND p.chunk = 0
     WHERE d.order_id = ? AND d.interchange > 0 AND (p.route = d.route OR ${IS_RECEIPT})
     ORDER BY d.version, d.route, p.route`,
    orderId,
  )
  return shared.flatMap(({ version, route, interchange, place }) => {
    const receipt = `${route}/receipt-`
    const before = own.filter((file) => file.version === version && file.route.startsWith(receipt)).length
    const name = place === route ? `${route}/shared` : `${receipt}${before + Number(place.slice(receipt.length))}`
    return paperOf(sql, { orderId: INTERCHANGE, version: interchange, route: place }, { version, route: name })
  })
}

function paperOf(sql: Sql, owner: PieceOwner, place: Omit<PieceOwner, 'orderId'>): StoredFile[] {
  if (owner.route === BODY) {
    const bytes = readBody(sql, owner.orderId, owner.version)
    return bytes ? [{ ...place, metadata: null, bytes }] : []
  }
  const found = readDocument(sql, owner)
  return found ? [{ ...place, metadata: found.metadata, bytes: found.bytes }] : []
}

const columnsOf = ({ shape }: RowShape): string =>
  Object.keys(shape)
    .map((name) => COLUMNS[name] ?? name)
    .join(', ')

/** Earlier versions stored a courier's times with a fraction of a millisecond. */
const COLUMNS: Readonly<Record<string, string>> = {
  storage_id: `${NAMED_BY} AS storage_id`,
  at: 'CAST(at AS INTEGER) AS at',
  collected_at: 'CAST(collected_at AS INTEGER) AS collected_at',
}

export function insertRow(sql: Sql, table: string, shape: RowShape, row: Row, orderId?: string): void {
  const names = Object.keys(shape.shape)
  const values = names.map((name) => row[name] ?? null)
  const own = orderId === undefined ? [] : [orderId]
  sql.all(
    `INSERT INTO ${table} (${[...(own.length > 0 ? ['order_id'] : []), ...names].join(', ')})
     VALUES (${[...own, ...names].map(() => '?').join(', ')})`,
    ...own,
    ...values,
  )
}
