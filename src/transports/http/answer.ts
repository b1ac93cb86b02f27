import * as z from 'zod/mini'
import type { AttemptResult } from '../../model/attempt-result.ts'
import { findingNote } from '../../model/finding.ts'
import type { ResponseVerdict } from '../../model/response-verdict.ts'

/** Rule that decides whether a response means success, for systems that refuse with status 200. */
export const SuccessRule = z.lazy(() =>
  z.strictObject({
    statuses: z
      .optional(z.array(z.int().check(z.gte(200), z.lte(299))).check(z.minLength(1)))
      .check(z.describe('Only these statuses mean success. Default: every 2xx.')),
    mustContain: z.optional(z.string().check(z.minLength(1))).check(z.describe('The body must hold this text.')),
    mustNotContain: z.optional(z.string().check(z.minLength(1))).check(z.describe('The body must not hold this text.')),
    retryIf: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('A body with this text means: not now. The gateway tries again.')),
  }),
)

export type SuccessRule = z.infer<typeof SuccessRule>

/** The receiver reports that the document was not accepted: retry later. */
const RETRYABLE_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 503])
/** The receiver would refuse the next order too. */
const AUTH_STATUSES: ReadonlySet<number> = new Set([401, 403])

/** 302 and 303 name a result page, so the receiver may have processed the document (RFC 9110 §15.4). */
const ANSWERED_ELSEWHERE: ReadonlySet<number> = new Set([302, 303])

/** Address to which Cloudflare Access redirects a request without a valid token. */
const ACCESS = /^https:\/\/[a-z0-9-]+\.cloudflareaccess\.com\//

export const isAccess = (headers: Headers): boolean => ACCESS.test(headers.get('location') ?? '')

/** The part of a response body that was read. */
export interface AnswerText {
  readonly text: string
  /** The text is the complete body. */
  readonly isWhole: boolean
}

export const UNREAD: AnswerText = { text: '', isWhole: true }

/** Reads the receiver's response (RFC 9110 §15). Checks the body only if the rule needs the body. */
export function readAnswer(
  status: number,
  headers: Headers,
  body: AnswerText,
  rule: SuccessRule | undefined,
  now: number,
): AttemptResult {
  if (status >= 200 && status < 300) return readSuccess(status, body, rule)
  return readFailure(status, findingNote('receiver-answered', { status: String(status) }), headers, now)
}

/** Result of a 2xx by the verdict in its body; null if the body holds no verdict of the document's standard. */
export function readWord(status: number, word: ResponseVerdict | null, headers: Headers, now: number): AttemptResult {
  if (word === null) {
    const note = findingNote('body-not-standard', { status: String(status) })
    return { outcome: 'refused', reached: 'maybe', phase: 'receipt', note }
  }
  const values = { status: String(status), inner: String(word.status), words: word.text }
  const answered = findingNote(word.text === '' ? 'receiver-answered-within' : 'receiver-answered-saying', values)
  if (word.status < 300) return { outcome: 'delivered', note: findingNote('receiver-code', { reason: answered }) }
  return readFailure(word.status, answered, headers, now)
}

/** `answered` is the start of the sentence. */
function readFailure(status: number, answered: string, headers: Headers, now: number): AttemptResult {
  if (AUTH_STATUSES.has(status)) {
    const note = findingNote('credentials-refused', { answered })
    return { outcome: 'refused', reached: 'no', routeWide: true, phase: 'sign in', note }
  }
  if (isAccess(headers)) {
    const note = findingNote('access-refused', { status: String(status) })
    return { outcome: 'refused', reached: 'no', routeWide: true, phase: 'sign in', note }
  }
  if (RETRYABLE_STATUSES.has(status)) {
    const wait = retryAfter(headers.get('retry-after'), now)
    const note = findingNote('not-now', { answered })
    return {
      outcome: 'deferred',
      reached: 'no',
      ...(wait === null ? {} : { retryAfterSeconds: wait }),
      phase: 'receipt',
      note,
    }
  }
  if (status >= 500) {
    const note = findingNote('failed-perhaps-after', { answered })
    return { outcome: 'deferred', reached: 'maybe', phase: 'receipt', note }
  }
  if (status < 300 || status >= 400)
    return { outcome: 'refused', reached: 'no', phase: 'receipt', note: findingNote('not-taken', { answered }) }
  const note = findingNote('redirected', { answered })
  return { outcome: 'refused', reached: ANSWERED_ELSEWHERE.has(status) ? 'maybe' : 'no', phase: 'receipt', note }
}

function readSuccess(status: number, { text, isWhole }: AnswerText, rule: SuccessRule | undefined): AttemptResult {
  if (rule?.retryIf && text.includes(rule.retryIf)) {
    const note = findingNote('later-in-body', { status: String(status) })
    return { outcome: 'deferred', reached: 'no', phase: 'receipt', note }
  }
  const statusFits = rule?.statuses?.includes(status) ?? true
  // A forbidden text may be in the part of the body that was not read.
  const isClear =
    !(rule?.mustNotContain && text.includes(rule.mustNotContain)) &&
    (isWhole || !(rule?.mustNotContain || rule?.retryIf))
  const bodyFits = isClear && (!rule?.mustContain || text.includes(rule.mustContain))
  if (statusFits && bodyFits)
    return { outcome: 'delivered', note: findingNote('receiver-answered-full', { status: String(status) }) }
  const note = findingNote(statusFits ? 'success-unclear-body' : 'success-unclear-status', { status: String(status) })
  return { outcome: 'refused', reached: 'maybe', phase: 'receipt', note }
}

/**
 * Retries after one day even if the receiver asks for a longer wait. An order must not wait beyond the day on which the
 * gateway gives up.
 */
const LONGEST_WAIT_SECONDS = 86_400

/** Seconds to wait, from either form of the header (RFC 9110 §10.2.3). */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null
  const asked = /^\d+$/.test(header.trim()) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000)
  return Number.isNaN(asked) ? null : Math.min(LONGEST_WAIT_SECONDS, Math.max(0, asked))
}
