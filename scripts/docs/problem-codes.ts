import type { ProblemCode } from '../../src/model/problem.ts'

export const GROUPS = ['The request', 'The JSON', 'The order', 'The limits of a document', 'Remarks'] as const

export interface CodeText {
  readonly group: (typeof GROUPS)[number]
  /** Empty for a code that only accompanies an accepted order. */
  readonly status: string
  /** At most 25 words. */
  readonly meaning: string
}

/** Every code of a refusal, in the order of the page. The type asks for a text for each code. */
export const PROBLEM_CODES: Readonly<Record<ProblemCode, CodeText>> = {
  'method-not-allowed': { group: 'The request', status: '405', meaning: 'The address accepts another method.' },
  'not-found': { group: 'The request', status: '404', meaning: 'There is nothing at this address.' },
  'too-large': { group: 'The request', status: '413', meaning: "The body is longer than the supplier's `maxBytes`." },
  'webhook-closed': {
    group: 'The request',
    status: '503',
    meaning: 'No secret of the webhook is usable: missing, blank, under 16 bytes, or white space at the end.',
  },
  signature: {
    group: 'The request',
    status: '403',
    meaning: 'The signature does not verify, or no supplier has that name. The answer does not tell which.',
  },
  'not-allowed': {
    group: 'The request',
    status: '403',
    meaning: 'The role of the token does not include this action.',
  },
  'not-started': {
    group: 'The request',
    status: '503',
    meaning: 'A setting of the deployed gateway is wrong (`JURISDICTION`), so no order is accepted.',
  },
  'outbox-unreachable': {
    group: 'The request',
    status: '503',
    meaning: 'The order could not be stored, so it was not accepted.',
  },
  'outbox-closed': {
    group: 'The request',
    status: '503',
    meaning:
      'The outbox cannot open its storage ([Upgrading](../upgrading.md)). The order was not accepted, or the action not done.',
  },
  unauthorised: {
    group: 'The request',
    status: '401',
    meaning: 'The token is missing, wrong, or not set on our side.',
  },
  fault: {
    group: 'The request',
    status: '503',
    meaning: 'Orderbridge failed. The code also stands beside an order that is held for that reason.',
  },
  'wrong-state': {
    group: 'The request',
    status: '409, 410',
    meaning: 'The action does not fit the state of the order, delivery or document.',
  },
  'document-held': {
    group: 'The request',
    status: '409',
    meaning: 'A receiver reports on a document whose order is held for a person. A courier repeats the report.',
  },
  'handed-over-again': {
    group: 'The request',
    status: '409',
    meaning: 'A courier reports on an earlier handover: a person had the document handed over again since.',
  },
  'no-lease': { group: 'The request', status: '409', meaning: 'Another courier holds the lease of this mailbox.' },
  'fetched-by-another': {
    group: 'The request',
    status: '409',
    meaning: 'Another courier has fetched this document. Only that courier may put it into a folder.',
  },
  'acknowledgement-unreadable': {
    group: 'The request',
    status: '422',
    meaning:
      'An acknowledgement that cannot be read to its end, or of a kind unknown for this route. The message says why.',
  },
  'acknowledgement-unmatched': {
    group: 'The request',
    status: '404',
    meaning: 'An acknowledgement of a document that we did not send by this route, or from another sender.',
  },
  'as2-unknown-sender': {
    group: 'The request',
    status: '403',
    meaning:
      'No certificate agreed for the AS2 names signed the message, or no supplier has that name. The answer does not tell which.',
  },
  'not-utf8': { group: 'The JSON', status: '400', meaning: 'The bytes are not UTF-8.' },
  'not-json': { group: 'The JSON', status: '400', meaning: 'The body is not JSON.' },
  'too-deep': { group: 'The JSON', status: '400', meaning: 'The JSON is nested deeper than 32 levels.' },
  'duplicate-key': {
    group: 'The JSON',
    status: '400',
    meaning: 'A key stands twice in one object, so the intended value is unclear.',
  },
  'unknown-key': {
    group: 'The JSON',
    status: '422',
    meaning:
      'An action of the Admin API has a key that the action does not take. The message suggests a name, or another action.',
  },
  missing: {
    group: 'The order',
    status: '422',
    meaning: 'A field that every order has is absent. In the Admin API, a missing `by`, or `note` where it is needed.',
  },
  'wrong-type': { group: 'The order', status: '422', meaning: 'A field has a value of another type.' },
  blank: { group: 'The order', status: '422', meaning: 'A field that every order has is empty.' },
  'half-character': {
    group: 'The order',
    status: '422',
    meaning: 'Half a surrogate pair in a key. In wording it becomes U+FFFD, and is recorded.',
  },
  'not-ordered': { group: 'The order', status: '422', meaning: '`status` is not ORDERED.' },
  'no-lines': { group: 'The order', status: '422', meaning: '`packages` is empty.' },
  'quantity-not-a-number': { group: 'The order', status: '422', meaning: 'A quantity is not a number.' },
  'quantity-not-positive': { group: 'The order', status: '422', meaning: 'A quantity is zero or negative.' },
  'quantity-inexact': {
    group: 'The order',
    status: '422',
    meaning: 'A quantity has more than 15 digits: another program has rounded it already.',
  },
  'quantity-fraction': {
    group: 'The order',
    status: '422',
    meaning: "A fraction, if the supplier's `fractions` is `'refuse'`; otherwise the order is held.",
  },
  'date-impossible': { group: 'The order', status: '422', meaning: 'The date is not in the calendar.' },
  'date-past': {
    group: 'The order',
    status: '422',
    meaning: 'The date is before today, in the time zone of the supplier.',
  },
  'date-missing': {
    group: 'The order',
    status: '422',
    meaning: "There is no delivery date, and `noDeliveryDate` is `'refuse'`.",
  },
  'cut-off-passed': {
    group: 'The order',
    status: '422',
    meaning: "Too late for its delivery date. With `'hold'` in the supplier's `calendar` the order is held.",
  },
  'no-delivery-day': {
    group: 'The order',
    status: '422',
    meaning: "A date without deliveries. With `'hold'` in the supplier's `calendar` the order is held.",
  },
  'unknown-customer': {
    group: 'The order',
    status: '422',
    meaning: "The customer is not in the table, and `unknown` is `'refuse'`; otherwise the order is held.",
  },
  'unknown-article': {
    group: 'The order',
    status: '422',
    meaning: "An article is not in the table, and `unknown` is `'refuse'`; otherwise the order is held.",
  },
  'remarks-not-taken': {
    group: 'The order',
    status: '422',
    meaning: "The order has remarks, and the supplier's `remarks` is `'refuse'`.",
  },
  'too-long': {
    group: 'The limits of a document',
    status: '422',
    meaning: 'A value is too long for every route. In the Admin API, a `by` or `note` that is too long.',
  },
  character: {
    group: 'The limits of a document',
    status: '422',
    meaning: 'No route can write a character of a key.',
  },
  'profile-incomplete': {
    group: 'The limits of a document',
    status: '422',
    meaning: 'The configuration lacks a value that every document needs.',
  },
  'sum-differs': { group: 'Remarks', status: '', meaning: 'The lines do not add up to the total.' },
  'price-unreadable': {
    group: 'Remarks',
    status: '',
    meaning: 'A price or total is not a number, such as `12,50`. It is in no document.',
  },
  'left-out': { group: 'Remarks', status: '', meaning: 'Wording in a form that no order has was left out.' },
}
