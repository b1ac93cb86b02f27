/** A problem of a posted body, in words for the person who can act. */
export interface Problem {
  /** The field in the posted JSON, such as `packages[0].quantity_ordered`; empty for the body itself. */
  readonly path: string
  readonly code: ProblemCode
  /** A plain English sentence. Never holds a secret. */
  readonly message: string
  /** The values in the sentence, for translations. */
  readonly values?: Readonly<Record<string, string>>
  /** The line of the order that `path` is in; blank where the order does not name the article. */
  readonly line?: { readonly article: string; readonly name: string }
}

/** The problems of an order, for the person who reads why the order waits. */
export const joinMessages = (problems: readonly Problem[]): string => problems.map(({ message }) => message).join(' ')

/** Every code of a refusal. Published in docs/reference/problem-codes.md. The meaning of a code never changes. */
export type ProblemCode =
  | 'method-not-allowed'
  | 'not-found'
  | 'too-large'
  | 'webhook-closed'
  | 'outbox-unreachable'
  | 'not-started'
  | 'outbox-closed'
  | 'signature'
  | 'unauthorised'
  | 'not-allowed'
  | 'fault'
  | 'wrong-state'
  | 'document-held'
  | 'handed-over-again'
  | 'no-lease'
  | 'fetched-by-another'
  | 'acknowledgement-unreadable'
  | 'acknowledgement-unmatched'
  | 'as2-unknown-sender'
  | 'not-utf8'
  | 'not-json'
  | 'too-deep'
  | 'duplicate-key'
  | 'unknown-key'
  | 'missing'
  | 'wrong-type'
  | 'blank'
  | 'half-character'
  | 'left-out'
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
  | 'too-long'
  | 'character'
  | 'profile-incomplete'

/** A refusal as sent: RFC 9457, plus the list of problems. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 422 | 501 | 503
  readonly title: string
  readonly problems: readonly [Problem, ...Problem[]]
  /** The language of the customer; absent for an unknown customer. */
  readonly language?: 'nl' | 'fr' | 'de' | 'en'
}

export const refusal = (status: Refusal['status'], title: string, ...problems: [Problem, ...Problem[]]): Refusal => ({
  status,
  title,
  problems,
})

const DETAIL_LIMIT = 200

/**
 * The problems that fit into 200 characters, each complete, and the count of the rest. Apicbase may show this text to
 * the chef.
 */
export function summary(problems: readonly Problem[], more = '(and {count} more)'): string {
  const [first, ...others] = problems
  if (!first) return ''
  const tail = (count: number): string =>
    count === problems.length ? '' : ` ${more.replace('{count}', String(problems.length - count))}`
  const room = DETAIL_LIMIT - tail(1).length
  let text = first.message.length <= room ? first.message : `${first.message.slice(0, room - 1)}…`
  let count = 1
  for (const { message } of others) {
    const longer = `${text} ${message}`
    if (longer.length + tail(count + 1).length > DETAIL_LIMIT) break
    text = longer
    count++
  }
  return text.toWellFormed() + tail(count)
}
