/** How incidents of a kind end, and how often messages are sent. docs/order-desk.md says what to do about each kind. */
export interface KindRules {
  /**
   * `settled`: resolved when no order of the incident is affected any more; the outbox checks this. `delivers`:
   * resolved when the route delivered a later order, and no order that the route refused waits for a person. `cleared`: resolved when the code that
   * raised the alert says so. A number: resolved after this number of hours without an occurrence.
   */
  readonly resolvesWhen: 'settled' | 'delivers' | 'cleared' | number
  /**
   * The occurrences concern orders: the orders are counted, listed, and checked to see whether the incident has ended.
   */
  readonly aboutOrders: boolean
  /**
   * Each occurrence sends a message. Otherwise only the first does, until the incident ends; about orders, also the first
   * with another reason.
   */
  readonly everyOccurrence: boolean
  /** Number of messages an hour that are sent singly, within seconds; later occurrences are grouped. */
  readonly atOnce: number
  /** Waits between messages about later occurrences; the last wait repeats. */
  readonly repeatMinutes: readonly [number, ...number[]]
  /** An order may be stuck, so quiet hours do not apply. */
  readonly urgent: boolean
}

const ORDERS: KindRules = {
  resolvesWhen: 'settled',
  aboutOrders: true,
  everyOccurrence: true,
  atOnce: 10,
  repeatMinutes: [1, 5, 15, 60],
  urgent: true,
}
/** An outage of a route concerns many orders. Another reason is news. */
const OUTAGE: KindRules = { ...ORDERS, everyOccurrence: false, atOnce: 5, repeatMinutes: [5, 15, 60] }
const CONDITION: KindRules = {
  resolvesWhen: 'cleared',
  aboutOrders: false,
  everyOccurrence: false,
  atOnce: 5,
  repeatMinutes: [1_440],
  urgent: true,
}
const SIGN: KindRules = {
  resolvesWhen: 24,
  aboutOrders: false,
  everyOccurrence: false,
  atOnce: 5,
  repeatMinutes: [60],
  urgent: false,
}
/** Counted in the memory of an instance (`src/sources/bad-signatures.ts`), which may end before a day is over. */
const COUNTED: KindRules = { ...SIGN, resolvesWhen: 1 }

/**
 * All kinds of alerts. A new kind is a line here, its wording in `templates/alerts.*.json`, and a section in
 * docs/order-desk.md.
 */
export const alertKinds = {
  held: ORDERS,
  refused: ORDERS,
  late: OUTAGE,
  'internal-error': ORDERS,
  'sent-unconfirmed': { ...ORDERS, resolvesWhen: 24 },
  'reordered-after-discard': { ...ORDERS, resolvesWhen: 24 },
  'arrived-after-all': { ...ORDERS, resolvesWhen: 24 },
  'customer-not-notified': { ...ORDERS, resolvesWhen: 24 },
  // The gateway sends the order unchanged, so the desk must call the receiver before the receiver acts on the order.
  wording: { ...ORDERS, resolvesWhen: 24 },
  'cut-off': { ...ORDERS, atOnce: 1 },
  // Each order is under way by another route.
  fallback: { ...OUTAGE, resolvesWhen: 'delivers', urgent: false },
  // Each pause is sent at once, because a person resumed the route after the pause before.
  paused: { ...CONDITION, atOnce: Number.POSITIVE_INFINITY },
  courier: CONDITION,
  'order-api': CONDITION,
  'api-credentials': CONDITION,
  'bad-secret': CONDITION,
  'channel-failed': CONDITION,
  storage: CONDITION,
  'storage-full': CONDITION,
  removed: CONDITION,
  archive: { ...CONDITION, urgent: false },
  'no-orders': { ...CONDITION, urgent: false },
  numbers: { ...CONDITION, urgent: false },
  expiring: { ...CONDITION, everyOccurrence: true, urgent: false },
  'unmatched-acknowledgement': SIGN,
  'clock-skew': SIGN,
  'bad-signatures': COUNTED,
  // The gateway may be refusing all orders. At most one message an hour, because any client on the internet can cause
  // this alert.
  'wrong-secret': { ...SIGN, urgent: true },
  access: COUNTED,
  'missed-by-webhook': SIGN,
  'marking-failed': { ...SIGN, repeatMinutes: [1_440] },
} satisfies Readonly<Record<string, KindRules>>

/** The cause of an `archive` alert about an order that cannot be exported. Other `archive` alerts are about the bucket. */
export const UNARCHIVED = 'order'

export type AlertKind = keyof typeof alertKinds

export const rulesOf = (kind: AlertKind): KindRules => alertKinds[kind]
