/** What is wrong with something posted to us, in words the person who reads it can act on. */
export interface Problem {
  /** The field in the posted JSON, as `packages[0].quantity_ordered`; empty when the whole body is meant. */
  readonly path: string
  readonly code: ProblemCode
  /** One plain English sentence. Never holds a secret. */
  readonly message: string
  /** What the sentence speaks of, for saying it in another language. */
  readonly values?: Readonly<Record<string, string>>
  /** Of the line that `path` is in; blank where the order does not say it. */
  readonly line?: { readonly article: string; readonly name: string }
}

/** What is wrong with an order, for the person who reads why it waits. */
export const joinMessages = (problems: readonly Problem[]): string => problems.map(({ message }) => message).join(' ')

/** Every code we answer with. Published in docs/problems.md; a code's meaning never changes. */
export type ProblemCode =
  // the request
  | 'method-not-allowed'
  | 'not-found'
  | 'too-large'
  | 'webhook-closed'
  | 'outbox-unreachable'
  | 'not-started'
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
  // a format's limits
  | 'too-long'
  | 'character'
  | 'profile-incomplete'

/** A refusal on the wire: RFC 9457, plus the list of problems. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 422 | 501 | 503
  readonly title: string
  readonly problems: readonly [Problem, ...Problem[]]
  /** In which the customer of the refused order reads; absent where the order's customer is not known. */
  readonly language?: 'nl' | 'fr' | 'de' | 'en'
}

export const refusal = (status: Refusal['status'], title: string, ...problems: [Problem, ...Problem[]]): Refusal => ({
  status,
  title,
  problems,
})

const DETAIL_LIMIT = 200

/** The problems that fit into 200 characters, whole, and how many more there are: what Apicbase may show the chef. */
export function summary(problems: readonly Problem[], more = '(and {count} more)'): string {
  const [first, ...others] = problems
  if (!first) return ''
  const tail = (said: number): string =>
    said === problems.length ? '' : ` ${more.replace('{count}', String(problems.length - said))}`
  const room = DETAIL_LIMIT - tail(1).length
  let text = first.message.length <= room ? first.message : `${first.message.slice(0, room - 1)}…`
  let said = 1
  for (const { message } of others) {
    const longer = `${text} ${message}`
    if (longer.length + tail(said + 1).length > DETAIL_LIMIT) break
    text = longer
    said++
  }
  return text.toWellFormed() + tail(said)
}
