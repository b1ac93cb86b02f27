import type { AttemptResult, SignedReceipt } from '../../model/attempt-result.ts'
import { INTERCHANGE, type PieceOwner, readBlob, storeBlob } from '../blobs.ts'
import type { Sql } from '../sql.ts'

/** A receiver's receipt in an order's view. */
export interface ReceiptView {
  /** 1 for the first receipt of the delivery. */
  readonly number: number
  /** ISO 8601, UTC. */
  readonly at: string
  /** Received in the answer to an attempt, or posted later. */
  readonly way: 'answered' | 'posted'
  /** Outcome that the gateway read from the receipt. */
  readonly outcome: AttemptResult['outcome']
  readonly note: string
  /** Bytes. */
  readonly size: number
}

interface About extends Omit<ReceiptView, 'at' | 'number'> {
  readonly at: number
  readonly digest: string
}

/** Limit: a party that can sign for the receiver could fill the outbox with receipts. */
const MOST = 20
const PLACE = 'receipt'

/**
 * Condition: blob `p` is a receipt of the document of delivery `d`. No GLOB: Durable Objects refuse a pattern of more
 * than 50 bytes, and a route's name may have 63.
 */
export const IS_RECEIPT = `substr(p.route, 1, length(d.route) + ${PLACE.length + 2}) = d.route || '/${PLACE}-'`

/**
 * Stores a receipt beside the document, as `erp/receipt-1`. Returns false when the receipt is stored already, or the
 * limit is reached.
 */
export function storeReceipt(
  sql: Sql,
  { orderId, version, route }: PieceOwner,
  way: ReceiptView['way'],
  { bytes, digest }: SignedReceipt,
  { outcome, note }: AttemptResult,
  at: number,
): boolean {
  const known = receiptsOf(sql, orderId).filter((receipt) => receipt.version === version && receipt.route === route)
  if (known.length >= MOST || known.some((receipt) => receipt.metadata.digest === digest)) return false
  const place = `${route}/${PLACE}-${known.length + 1}`
  const metadata: About = { at, way, outcome, note, digest, size: bytes.byteLength }
  storeBlob(sql, { orderId, version, route: place }, bytes, JSON.stringify(metadata))
  return true
}

export const hasEvidence = (sql: Sql, { orderId, version, route }: PieceOwner, digest: string): boolean =>
  receiptsOf(sql, orderId).some(
    (delivery) => delivery.version === version && delivery.route === route && delivery.metadata.digest === digest,
  )

/** Receipts of an order, each with its delivery, oldest first. */
export const receiptViews = (sql: Sql, orderId: string) =>
  receiptsOf(sql, orderId).map(({ version, route, number, metadata: { digest: _, at, ...view } }) => ({
    version,
    route,
    view: { number, at: new Date(at).toISOString(), ...view } satisfies ReceiptView,
  }))

/** Returns the newest receipt of the newest version that has any, unless `version` or `number` is given. */
export function findReceipt(
  sql: Sql,
  orderId: string,
  route: string,
  version: number | null,
  number: number | null,
): { bytes: Uint8Array<ArrayBuffer>; fileName: string } | null {
  const found = receiptsOf(sql, orderId).findLast(
    (delivery) =>
      delivery.route === route &&
      delivery.version === (version ?? delivery.version) &&
      delivery.number === (number ?? delivery.number),
  )
  if (!found) return null
  const name = `${PLACE}-${found.number}`
  const pieces = readBlob(sql, found.owner)
  return pieces && { bytes: pieces.bytes, fileName: `${route}-${found.version}-${name}.eml` }
}

/** Includes receipts of a shared document, because a receipt proves every order in the document. */
function receiptsOf(sql: Sql, orderId: string) {
  const rows = sql.all<{ version: number; place: string; metadata: string; keptFor: string; keptUnder: number }>(
    `SELECT version, route AS place, metadata, order_id AS keptFor, version AS keptUnder FROM blobs
     WHERE order_id = ?1 AND chunk = 0 AND route GLOB '*/${PLACE}-*'
     UNION ALL SELECT d.version, p.route, p.metadata, p.order_id, p.version
     FROM deliveries d JOIN blobs p ON p.order_id = '${INTERCHANGE}' AND p.version = d.interchange AND p.chunk = 0
     WHERE d.order_id = ?1 AND d.interchange > 0 AND ${IS_RECEIPT}`,
    orderId,
  )
  return rows
    .map(({ version, place, metadata, keptFor, keptUnder }) => {
      const [route = '', name = ''] = place.split('/')
      const number = Number(name.slice(PLACE.length + 1))
      const owner: PieceOwner = { orderId: keptFor, version: keptUnder, route: place }
      return { version, route, number, metadata: JSON.parse(metadata) as About, owner }
    })
    .sort((a, b) => a.version - b.version || a.number - b.number)
}
