import { newerFormat } from '../model/stored-format.ts'
import type { PendingCall } from '../steps/accept-ports.ts'
import { concatBytes } from '../text/concat-bytes.ts'

/** A value in storage holds at most 2 MB, and the body of an order may be longer. */
const PIECE_BYTES = 1_000_000
/** The most calls in an object. In a long outage, the senders of further orders get an error. */
const CALLS_LIMIT = 2_000
const LIST_LIMIT = 50

const FORMAT = 1

interface StoredCall {
  readonly format: number
  readonly call: PendingCall
  readonly pieces: number
}

type Storage = Pick<SyncKvStorage, 'get' | 'put' | 'delete' | 'list'>

const keyOf = (id: string): string => `call:${id}`
const pieceKey = (id: string, piece: number): string => `body:${id}:${piece}`

/** Returns false when the store is full. */
export function storeCall(kv: Storage, id: string, call: PendingCall): boolean {
  const count = [...kv.list({ prefix: keyOf(''), limit: CALLS_LIMIT })].length
  if (count >= CALLS_LIMIT) return false
  const body = bodyOf(call)
  let pieces = 0
  for (let from = 0; from < body.length; from += PIECE_BYTES)
    kv.put(pieceKey(id, pieces++), body.slice(from, from + PIECE_BYTES))
  kv.put(keyOf(id), { format: FORMAT, call: withBody(call, new Uint8Array()), pieces } satisfies StoredCall)
  return true
}

export function listCalls(kv: Storage): { readonly id: string; readonly call: PendingCall }[] {
  const found = [...kv.list<StoredCall>({ prefix: keyOf(''), limit: LIST_LIMIT })]
  // A call from a newer gateway waits for that gateway.
  const known = found.filter(([, { format }]) => newerFormat(format, FORMAT) === null)
  return known.map(([key, { call, pieces }]) => {
    const id = key.slice(keyOf('').length)
    const parts = Array.from(
      { length: pieces },
      (_, piece) => kv.get<Uint8Array>(pieceKey(id, piece)) ?? new Uint8Array(),
    )
    return { id, call: pieces > 0 ? withBody(call, concatBytes(...parts)) : call }
  })
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
