/** What is wrong with something posted to us, in words the person who reads it can act on. */
export interface Problem {
  /** The field in the posted JSON, as `packages[0].quantity_ordered`; empty when the whole body is meant. */
  readonly path: string
  readonly code: ProblemCode
  /** One plain English sentence. Never holds a secret. */
  readonly message: string
  /** What the sentence speaks of, for saying it in another language. */
  readonly values?: Readonly<Record<string, string>>
}

/** What is wrong with an order, for the person who reads why it waits. */
export const inSentences = (problems: readonly Problem[]): string => problems.map(({ message }) => message).join(' ')

/** Every code we answer with. Published in docs/problems.md; a code's meaning never changes. */
export type ProblemCode =
  // the request
  | 'method-not-allowed'
  | 'not-found'
  | 'too-large'
  | 'webhook-closed'
  | 'outbox-unreachable'
  | 'outbox-closed'
  | 'signature'
  | 'unauthorised'
  | 'fault'
  | 'wrong-state'
  | 'handed-over-again'
  | 'no-lease'
  | 'taken'
  | 'acknowledgement-unreadable'
  | 'acknowledgement-unmatched'
  | 'as2-stranger'
  // the JSON
  | 'not-utf8'
  | 'not-json'
  | 'too-deep'
  | 'duplicate-key'
  | 'unknown-key'
  // the order
  | 'missing'
  | 'wrong-type'
  | 'blank'
  | 'half-character'
  | 'not-ordered'
  | 'no-lines'
  | 'quantity-not-a-number'
  | 'quantity-not-positive'
  | 'quantity-inexact'
  | 'quantity-fraction'
  | 'date-impossible'
  | 'date-past'
  | 'date-missing'
  | 'cut-off-passed'
  | 'no-delivery-day'
  | 'sum-differs'
  | 'price-unreadable'
  | 'unknown-customer'
  | 'unknown-article'
  | 'remarks-not-taken'
  // a format's limits
  | 'too-long'
  | 'character'
  | 'profile-incomplete'

/** A refusal on the wire: RFC 9457, plus the list of problems. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 422 | 501 | 503
  readonly title: string
  readonly problems: readonly [Problem, ...Problem[]]
}

export const refusal = (status: Refusal['status'], title: string, ...problems: [Problem, ...Problem[]]): Refusal => ({
  status,
  title,
  problems,
})

const DETAIL_LIMIT = 200

/** Sums the problems up in at most 200 characters: what Apicbase may show the chef. */
export function summary(problems: readonly Problem[], more = '(and {count} more)'): string {
  const [first] = problems
  if (!first) return ''
  const others = problems.length - 1
  const tail = others === 0 ? '' : ` ${more.replace('{count}', String(others))}`
  const room = DETAIL_LIMIT - tail.length
  const message = first.message.length <= room ? first.message : `${first.message.slice(0, room - 1)}…`
  return message.toWellFormed() + tail
}
