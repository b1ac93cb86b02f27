import type { Reached } from '../receipt.ts'
import type { Route } from '../supplier.ts'
import { readPieces } from './pieces.ts'
import { NEVER } from './schema.ts'
import type { Sql } from './sql.ts'
import type { DeliveryState } from './state.ts'
import { note } from './timeline.ts'

/** A document that a supplier's system may collect. */
export interface MailboxEntry {
  readonly id: string
  readonly fileName: string
  readonly mediaType: string
  readonly size: number
  /** SHA-256, lower-case hex. */
  readonly digest: string
}

export interface MailboxDocument extends MailboxEntry {
  /** This was the first time. */
  readonly handedOver: boolean
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** What the supplier's system says of a document. */
export type MailboxWord = 'collected' | 'consumed' | 'failed'

/** `gone`: superseded or discarded. `settled`: the opposite was said before. */
export type MailboxRefusal = 'absent' | 'gone' | 'settled'

/** Whose word settles a document of this route, and from when its absence is told. */
export interface Awaited {
  readonly receipt: Route['receipt']
  readonly dueAt: number
}

/** The word was new, and is written down. */
export interface Noted {
  readonly orderId: string
  readonly version: number
}

const LIST_LIMIT = 1_000

/** Documents not collected yet, in the order they are to be taken. */
export function listMailbox(sql: Sql, route: string): MailboxEntry[] {
  const rows = sql.all<{ orderId: string; version: number; about: string }>(
    `SELECT d.order_id AS orderId, d.version, p.about FROM deliveries d
     JOIN pieces p ON p.order_id = d.order_id AND p.version = d.version AND p.route = d.route AND p.piece = 0
     JOIN orders o ON o.id = d.order_id
     WHERE d.route = ? AND d.next_at IS NOT NULL AND d.state IN ('waiting', 'sent') AND d.collected_at IS NULL
     ORDER BY o.seq, d.version LIMIT ${LIST_LIMIT}`,
    route,
  )
  return rows.map(({ orderId, version, about }) => entry(documentId(orderId, version), about))
}

/** Handing the bytes over is what makes the order reach the supplier. */
export function fetchDocument(
  sql: Sql,
  route: string,
  id: string,
  { dueAt }: Awaited,
  now: number,
): MailboxDocument | MailboxRefusal {
  return sql.atomically(() => {
    const found = find(sql, route, id)
    if (typeof found === 'string') return found
    const pieces = readPieces(sql, found)
    if (!pieces?.about) return 'absent'
    if (found.state === 'waiting') {
      sql.all(
        `UPDATE deliveries SET state = 'sent', reached = 'yes', next_at = ${NEVER}, late_at = ?, note = 'Fetched from the mailbox.'
         WHERE order_id = ? AND version = ? AND route = ?`,
        dueAt,
        found.orderId,
        found.version,
        route,
      )
      note(sql, found.orderId, { at: now, event: 'fetched', version: found.version, route, text: null })
    } else if (found.reached !== 'yes') {
      // Made ready once more at this very moment: whatever comes of that, the bytes are out.
      sql.all(
        `UPDATE deliveries SET reached = 'yes' WHERE order_id = ? AND version = ? AND route = ?`,
        found.orderId,
        found.version,
        route,
      )
    }
    const handedOver = found.state === 'waiting'
    return { ...entry(id, pieces.about, pieces.bytes.byteLength), bytes: pieces.bytes, handedOver }
  })
}

export function settleMailbox(
  sql: Sql,
  route: string,
  id: string,
  word: MailboxWord,
  why: string | null,
  { receipt, dueAt }: Awaited,
  now: number,
): MailboxRefusal | 'repeated' | Noted {
  return sql.atomically(() => {
    const found = find(sql, route, id)
    if (typeof found === 'string') return found
    if (!readPieces(sql, found)) return 'absent'
    const state = stateAfter(word, receipt)
    const settledBefore = found.state === 'delivered' || found.state === 'done' || found.state === 'refused'
    // Where collecting is enough, it says nothing yet of whether their system can take it in.
    const failsLater = receipt === 'collected' && word === 'failed' && found.state === 'delivered'
    const agrees = found.state === state || word === 'collected' || (word === 'consumed' && found.state === 'delivered')
    if (settledBefore && !failsLater) return agrees ? 'repeated' : 'settled'
    sql.all(
      `UPDATE deliveries SET state = ?, reached = 'yes', next_at = ?, collected_at = coalesce(collected_at, ?), note = ?,
       late_at = CASE WHEN ? <> 'sent' THEN NULL WHEN state = 'sent' THEN late_at ELSE ? END
       WHERE order_id = ? AND version = ? AND route = ?`,
      state,
      state === 'delivered' ? null : NEVER,
      now,
      why ?? SAID[word],
      state,
      dueAt,
      found.orderId,
      found.version,
      route,
    )
    note(sql, found.orderId, { at: now, event: word, version: found.version, route, text: why })
    return { orderId: found.orderId, version: found.version }
  })
}

function stateAfter(word: MailboxWord, receipt: Awaited['receipt']): DeliveryState {
  switch (word) {
    case 'collected':
      return receipt === 'collected' ? 'delivered' : 'sent'
    case 'consumed':
      return receipt === 'functional' || receipt === 'person' ? 'sent' : 'delivered'
    case 'failed':
      return 'refused'
  }
}

const SAID: Readonly<Record<MailboxWord, string>> = {
  collected: 'Collected from the mailbox.',
  consumed: "Taken in by the supplier's system.",
  failed: "The supplier's system could not take it in.",
}

interface Found {
  readonly orderId: string
  readonly version: number
  readonly route: string
  readonly state: DeliveryState
  readonly reached: Reached
}

function find(sql: Sql, route: string, id: string): Found | MailboxRefusal {
  const named = readDocumentId(id)
  if (!named) return 'absent'
  const [found] = sql.all<Found>(
    'SELECT order_id AS orderId, version, route, state, reached FROM deliveries WHERE order_id = ? AND version = ? AND route = ?',
    named.orderId,
    named.version,
    route,
  )
  if (!found || found.state === 'held') return 'absent'
  return found.state === 'superseded' || found.state === 'discarded' ? 'gone' : found
}

const entry = (id: string, about: string, size?: number): MailboxEntry => {
  const { fileName, mediaType, digest, size: stored } = JSON.parse(about)
  return { id, fileName, mediaType, size: size ?? stored, digest }
}

/** Opaque to the outside, and safe in a URL. */
export const documentId = (orderId: string, version: number): string =>
  Array.from(new TextEncoder().encode(`${version}:${orderId}`), (byte) => byte.toString(16).padStart(2, '0')).join('')

function readDocumentId(id: string): { orderId: string; version: number } | null {
  if (!/^([0-9a-f]{2})+$/.test(id)) return null
  const text = new TextDecoder().decode(Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)))
  const [, version, orderId] = /^(\d+):(.+)$/s.exec(text) ?? []
  return version && orderId ? { version: Number(version), orderId } : null
}
