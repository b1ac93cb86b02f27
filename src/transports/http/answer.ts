import * as z from 'zod/mini'
import type { AttemptResult } from '../../attempt-result.ts'
import type { ResponseVerdict } from '../transport.ts'

/** What counts as "taken", for systems that say no inside a 200. */
export const SuccessRule = z.lazy(() =>
  z.strictObject({
    /** Instead of every 2xx. */
    statuses: z.optional(z.array(z.int().check(z.gte(200), z.lte(299))).check(z.minLength(1))),
    /** The body must hold this text. */
    contains: z.optional(z.string().check(z.minLength(1))),
    /** The body must not hold this text. */
    lacks: z.optional(z.string().check(z.minLength(1))),
    /** A body with this text says: not now. It is tried again. */
    later: z.optional(z.string().check(z.minLength(1))),
  }),
)

export type SuccessRule = z.infer<typeof SuccessRule>

/** Try again later: the receiver says that it took nothing. */
const RETRYABLE_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 503])
/** The next order would be turned away at the door too. */
const AUTH_STATUSES: ReadonlySet<number> = new Set([401, 403])

/** The answer is elsewhere, and not the address: so a form shows its thanks that took what it was sent (RFC 9110 §15.4). */
const ANSWERED_ELSEWHERE: ReadonlySet<number> = new Set([302, 303])

/** Where Access sends whoever has no token that it knows. */
const ACCESS = /^https:\/\/[a-z0-9-]+\.cloudflareaccess\.com\//

export const isAccess = (headers: Headers): boolean => ACCESS.test(headers.get('location') ?? '')

/** As much of an answer's body as was read. */
export interface AnswerText {
  readonly text: string
  /** There was no more of it. */
  readonly isWhole: boolean
}

export const UNREAD: AnswerText = { text: '', isWhole: true }

/** Reads the receiver's answer (RFC 9110 §15). The body is looked at only where the rule asks about it. */
export function readAnswer(
  status: number,
  headers: Headers,
  body: AnswerText,
  rule: SuccessRule | undefined,
  now: number,
): AttemptResult {
  if (status >= 200 && status < 300) return readSuccess(status, body, rule)
  return readFailure(status, `The receiver answered ${status}`, headers, now)
}

/** What the body of a 2xx says by the document's own standard; null where it says nothing of the kind. */
export function readWord(status: number, word: ResponseVerdict | null, headers: Headers, now: number): AttemptResult {
  if (word === null) {
    const note = `The receiver answered ${status}, and what it sent with that is not the answer that this kind of document gets; it may have taken it.`
    return { outcome: 'refused', reached: 'maybe', phase: 'receipt', note }
  }
  const said = word.text === '' ? '' : ` (${word.text})`
  const answered = `The receiver answered ${status}, and in it ${word.status}${said}`
  if (word.status < 300) return { outcome: 'delivered', note: `${answered}.` }
  return readFailure(word.status, answered, headers, now)
}

/** `answered` begins the sentence. */
function readFailure(status: number, answered: string, headers: Headers, now: number): AttemptResult {
  if (AUTH_STATUSES.has(status)) {
    const note = `${answered}: it does not accept our credentials.`
    return { outcome: 'refused', reached: 'no', routeWide: true, phase: 'sign in', note }
  }
  if (isAccess(headers)) {
    const note = `Cloudflare Access answered ${status} and asks us to sign in: it does not accept our service token. Compare it, and look whether a policy of the application lets it in (Service Auth).`
    return { outcome: 'refused', reached: 'no', routeWide: true, phase: 'sign in', note }
  }
  if (RETRYABLE_STATUSES.has(status)) {
    const wait = retryAfter(headers.get('retry-after'), now)
    const note = `${answered}: not now.`
    return {
      outcome: 'deferred',
      reached: 'no',
      ...(wait === null ? {} : { retryAfterSeconds: wait }),
      phase: 'receipt',
      note,
    }
  }
  if (status >= 500) {
    const note = `${answered}: it failed, perhaps after taking the document.`
    return { outcome: 'deferred', reached: 'maybe', phase: 'receipt', note }
  }
  if (status < 300 || status >= 400)
    return { outcome: 'refused', reached: 'no', phase: 'receipt', note: `${answered}: it does not take the document.` }
  const note = `${answered}: it points to another address, which is not followed.`
  return { outcome: 'refused', reached: ANSWERED_ELSEWHERE.has(status) ? 'maybe' : 'no', phase: 'receipt', note }
}

function readSuccess(status: number, { text, isWhole }: AnswerText, rule: SuccessRule | undefined): AttemptResult {
  if (rule?.later && text.includes(rule.later)) {
    const note = `The receiver answered ${status}, and in the body that it can't take the document now.`
    return { outcome: 'deferred', reached: 'no', phase: 'receipt', note }
  }
  const statusFits = rule?.statuses?.includes(status) ?? true
  // What must not stand there may stand where nobody read.
  const isClear = !(rule?.lacks && text.includes(rule.lacks)) && (isWhole || !(rule?.lacks || rule?.later))
  const bodyFits = isClear && (!rule?.contains || text.includes(rule.contains))
  if (statusFits && bodyFits) return { outcome: 'delivered', note: `The receiver answered ${status}.` }
  const note = `The receiver answered ${status}, but the ${statusFits ? 'body' : 'status'} does not say that it took the document.`
  return { outcome: 'refused', reached: 'maybe', phase: 'receipt', note }
}

/** A receiver that asks for longer is asked again: its word must not park an order beyond the day we give up after. */
const LONGEST_WAIT_SECONDS = 86_400

/** Seconds to wait, from either form of the header (RFC 9110 §10.2.3). */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null
  const asked = /^\d+$/.test(header.trim()) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000)
  return Number.isNaN(asked) ? null : Math.min(LONGEST_WAIT_SECONDS, Math.max(0, asked))
}
