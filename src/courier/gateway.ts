import { createHash } from 'node:crypto'
import type { CourierIssue } from '../outbox/mailbox/couriers.ts'
import type { CourierEntry } from '../outbox/mailbox/mailbox.ts'
import { VERSION } from '../version.ts'

/** A run of a courier, as announced to the gateway. */
export interface Self {
  readonly courier: string
  readonly run: string
  /** Earlier runs of this courier. */
  readonly after: readonly string[]
  readonly host: string
}

export interface HeartbeatReply {
  readonly holds: boolean
  readonly leaseMs: number
  readonly documents: readonly CourierEntry[]
}

export type Word = 'collected' | 'consumed' | 'failed'

/** Result of a request. `refused` holds the code of the gateway's problem; `unreachable` may end within a minute. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string }

/** The gateway's interface for couriers. */
export type Gateway = ReturnType<typeof openGateway>

export interface Address {
  /** Without a slash at the end. */
  readonly url: string
  readonly supplier: string
  readonly route: string
  /** Read at every call, so that a token can be rotated. */
  readonly token: () => string
  readonly acknowledgementToken: (() => string) | null
}

/** Code for a response whose bytes are not the bytes that the gateway sent. */
export const DAMAGED = 'damaged'
/** Code for a response that does not come from the gateway. */
export const UNHEARD = 'unheard'
const PATIENCE_MS = 30_000
const ANSWER_BYTES = 4_194_304
/**
 * No outbox can store a longer document. A gateway that announces a longer document is wrong, and must not fill this
 * machine's memory.
 */
const DOCUMENT_BYTES = 33_554_432
const WHY_LENGTH = 500

export function openGateway({ url, supplier, route, token, acknowledgementToken }: Address, self: Self) {
  const mailbox = `${url}/mailbox/${supplier}/${route}`

  async function call(address: string, key: string, init: RequestInit, most: number): Promise<Answer<Uint8Array>> {
    const headers = {
      authorization: `Bearer ${key}`,
      'orderbridge-courier': `${self.courier}/${self.run}`,
      'user-agent': `orderbridge-courier/${VERSION}`,
    }
    try {
      // A redirect would send the token to another address.
      const signal = AbortSignal.timeout(PATIENCE_MS)
      const response = await fetch(address, { ...init, headers, redirect: 'manual', signal })
      const bytes = await bounded(response, most)
      if (response.ok) return { kind: 'ok', value: bytes }
      // A proxy, or a gateway that is starting, answers with these statuses.
      if (response.status >= 500 || response.status === 408 || response.status === 429)
        return { kind: 'unreachable', why: `it answered ${response.status}` }
      return { kind: 'refused', status: response.status, ...problemIn(bytes) }
    } catch (error) {
      return { kind: 'unreachable', why: reasonOf(error) }
    }
  }

  const post = (path: string, body: unknown): Promise<Answer<Uint8Array>> =>
    call(`${mailbox}/${path}`, token(), { method: 'POST', body: JSON.stringify(body) }, ANSWER_BYTES)

  return {
    async sendHeartbeat(found: readonly CourierIssue[], leaving: boolean): Promise<Answer<HeartbeatReply>> {
      const issues = found.slice(0, 10).map(({ code, text }) => ({ code, text: text.slice(0, 500).toWellFormed() }))
      const answer = await post('heartbeat', { ...self, issues, leaving })
      if (answer.kind !== 'ok') return answer
      const reply = readHeartbeatReply(answer.value)
      return reply ? { kind: 'ok', value: reply } : { kind: 'unreachable', why: NO_GATEWAY }
    },
    /** Whether the gateway moved the orders of this former name to the mailbox's supplier. */
    async wasRenamedFrom(former: string): Promise<Answer<boolean>> {
      const answer = await call(`${mailbox}/renamed-from/${encodeURIComponent(former)}`, token(), {}, ANSWER_BYTES)
      if (answer.kind !== 'ok') return answer
      const body = jsonIn(answer.value)
      return isGroup(body) && typeof body.renamed === 'boolean'
        ? { kind: 'ok', value: body.renamed }
        : { kind: 'unreachable', why: NO_GATEWAY }
    },
    /** Document bytes, checked against size and digest. */
    async fetch({ id, size, digest }: Pick<CourierEntry, 'id' | 'size' | 'digest'>): Promise<Answer<Uint8Array>> {
      if (size > DOCUMENT_BYTES)
        return {
          kind: 'refused',
          status: 200,
          code: DAMAGED,
          why: `it would have ${size} bytes, more than a document can have`,
        }
      const answer = await call(`${mailbox}/${id}`, token(), {}, Math.max(size, ANSWER_BYTES))
      if (answer.kind !== 'ok') return answer
      const got = createHash('sha256').update(answer.value).digest('hex')
      // A device between gateway and courier changes this document every time. Continue with the next document.
      return got === digest ? answer : { kind: 'refused', status: 200, code: DAMAGED, why: 'it came damaged' }
    },
    async say(
      id: string,
      word: Word,
      report: { handover: number; agoSeconds: number; reason?: string },
    ): Promise<Answer<null>> {
      return requireGatewayReply(await post(`${id}/${word}`, report), ({ state }) => state === word)
    },
    /** Passes a reply of the ERP on, unchanged. */
    async acknowledge(bytes: Uint8Array): Promise<Answer<null>> {
      if (!acknowledgementToken) throw new Error('Nothing to acknowledge with.')
      const address = `${url}/acknowledgements/${supplier}/${route}`
      const body = new Uint8Array(bytes)
      const answer = await call(address, acknowledgementToken(), { method: 'POST', body }, ANSWER_BYTES)
      return requireGatewayReply(answer, ({ matched }) => typeof matched === 'number')
    },
  }
}

/**
 * A proxy that requires a password or shows its own page did not pass the report on, whatever the status. Only the
 * gateway's own response counts.
 */
function requireGatewayReply(
  answer: Answer<Uint8Array>,
  isAccepted: (body: Record<string, unknown>) => boolean,
): Answer<null> {
  if (answer.kind === 'unreachable' || (answer.kind === 'refused' && answer.code !== '')) return answer
  const body = answer.kind === 'ok' ? jsonIn(answer.value) : null
  if (isGroup(body) && isAccepted(body)) return { kind: 'ok', value: null }
  const status = answer.kind === 'refused' ? answer.status : 200
  return { kind: 'refused', status, code: UNHEARD, why: NO_GATEWAY }
}

const NO_GATEWAY = 'what answers is no gateway'

async function bounded(response: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > most) throw new Error('it answers more than it should')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString())
  } catch {
    return null
  }
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function problemIn(bytes: Uint8Array): { code: string; why: string } {
  const body = jsonIn(bytes)
  const [first]: unknown[] = isGroup(body) && Array.isArray(body.problems) ? body.problems : []
  return isGroup(first) ? { code: brief(first.code), why: brief(first.message) } : { code: '', why: '' }
}

/** Limits the text, because the journal and the heartbeat store the text: the gateway must not decide the length. */
const brief = (value: unknown): string => String(value).slice(0, WHY_LENGTH).toWellFormed()

function readHeartbeatReply(bytes: Uint8Array): HeartbeatReply | null {
  const body = jsonIn(bytes)
  if (!isGroup(body) || typeof body.holds !== 'boolean' || !Array.isArray(body.documents)) return null
  const leaseMs = typeof body.leaseSeconds === 'number' ? body.leaseSeconds * 1000 : 0
  return { holds: body.holds, leaseMs, documents: body.documents.map(withPresentNames).filter(isDocument) }
}

/** A gateway from before this courier lists documents under earlier names. */
const withPresentNames = (value: unknown): unknown =>
  isGroup(value) && value.handover === undefined ? { ...value, handover: value.round, fetchedBy: value.taken } : value

/** The id becomes part of an address and the digest is compared, so both must have the exact form. */
function isDocument(value: unknown): value is CourierEntry {
  if (!isGroup(value)) return false
  const { id, fileName, size, digest, handover, fetchedBy } = value
  return (
    /^[0-9a-f]{2,2000}$/.test(String(id)) &&
    typeof fileName === 'string' &&
    /^[0-9a-f]{64}$/.test(String(digest)) &&
    Number.isSafeInteger(size) &&
    Number.isSafeInteger(handover) &&
    (fetchedBy === null || fetchedBy === 'you' || fetchedBy === 'another')
  )
}

/** Node stores the reason of a failed fetch in `cause`. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return 'no connection'
  return 'code' in cause ? `${cause.code}` : cause.message
}
