import { newerFormat } from '../model/stored-format.ts'
import type { PendingCall, PendingPage } from '../steps/accept-ports.ts'
import { concatBytes } from '../text/concat-bytes.ts'

/** A value in storage holds at most 2 MB, and the body of an order may be longer. */
const PIECE_BYTES = 1_000_000
/**
 * The most calls in an object. A withdrawal has more room than other calls: without the withdrawal, an order whose sender
 * got an error is sent.
 */
const CALLS_LIMIT = 2_000
const WITHDRAWALS_LIMIT = 10_000
const LIST_LIMIT = 50
/** An answer of an object holds at most 32 MiB, and the longest call has about half of that. */
const LIST_BYTES = 8_000_000

const FORMAT = 1

interface StoredCall {
  readonly format: number
  readonly call: PendingCall
  readonly pieces: number
  /** About the bytes of the call in an answer; absent for calls of earlier versions. */
  readonly bytes?: number
}

type Storage = Pick<SyncKvStorage, 'get' | 'put' | 'delete' | 'list'>

const keyOf = (id: string): string => `call:${id}`
const idOf = (key: string): string => key.slice(keyOf('').length)
const pieceKey = (id: string, piece: number): string => `body:${id}:${piece}`

/** Returns false when the store is full. */
export function storeCall(kv: Storage, id: string, call: PendingCall): boolean {
  const limit = call.kind === 'withdraw' ? WITHDRAWALS_LIMIT : CALLS_LIMIT
  if ([...kv.list({ prefix: keyOf(''), limit })].length >= limit) return false
  const body = bodyOf(call)
  let pieces = 0
  for (let from = 0; from < body.length; from += PIECE_BYTES)
    kv.put(pieceKey(id, pieces++), body.slice(from, from + PIECE_BYTES))
  const head = withBody(call, new Uint8Array())
  const bytes = body.length + headBytes(head)
  kv.put(keyOf(id), { format: FORMAT, call: head, pieces, bytes } satisfies StoredCall)
  return true
}

/** A letter needs two bytes at most. */
const headBytes = (head: PendingCall): number => 2 * JSON.stringify(head).length

/** A page ends early after long calls, and has one call at least. */
export function listCalls(kv: Storage, after: string): PendingPage {
  const start = after === '' ? {} : { startAfter: keyOf(after) }
  const page: [string, StoredCall][] = []
  let bytes = 0
  let isLast = true
  for (const [key, stored] of kv.list<StoredCall>({ prefix: keyOf(''), limit: LIST_LIMIT + 1, ...start })) {
    bytes += stored.bytes ?? stored.pieces * PIECE_BYTES + headBytes(stored.call)
    isLast = page.length === 0 || (page.length < LIST_LIMIT && bytes <= LIST_BYTES)
    if (!isLast) break
    page.push([key, stored])
  }
  const last = isLast ? undefined : page.at(-1)
  // A call from a newer gateway waits for that gateway.
  const known = page.filter(([, { format }]) => newerFormat(format, FORMAT) === null)
  const calls = known.map(([key, { call, pieces }]) => {
    const id = idOf(key)
    const parts = Array.from(
      { length: pieces },
      (_, piece) => kv.get<Uint8Array>(pieceKey(id, piece)) ?? new Uint8Array(),
    )
    return { id, call: pieces > 0 ? withBody(call, concatBytes(...parts)) : call }
  })
  return { calls, next: last ? idOf(last[0]) : null }
}

export function deleteCall(kv: Storage, id: string): void {
  const pieces = kv.get<StoredCall>(keyOf(id))?.pieces ?? 0
  kv.delete(keyOf(id))
  for (let piece = 0; piece < pieces; piece++) kv.delete(pieceKey(id, piece))
}

function bodyOf(call: PendingCall): Uint8Array {
  if (call.kind === 'accept') return call.submission.body
  return call.kind === 'keep-refused' ? call.order.body : new Uint8Array()
}

function withBody(call: PendingCall, body: Uint8Array): PendingCall {
  if (call.kind === 'accept') return { ...call, submission: { ...call.submission, body } }
  return call.kind === 'keep-refused' ? { ...call, order: { ...call.order, body } } : call
}
