/** How long a kind of trouble lives, and how often it is spoken of. docs/operations.md says what to do about each kind. */
export interface KindRules {
  /**
   * `settled`: over when none of its orders is in that trouble any more, which the outbox sees for itself; as it sees of
   * `delivers` that the route delivered a later order. `said`: over when whoever told says so. Hours: over when it hasn't
   * happened again for so long.
   */
  readonly resolvesWhen: 'settled' | 'delivers' | 'said' | number
  /** What it meets is orders: they are counted, listed, and looked at to see whether it is over. */
  readonly aboutOrders: boolean
  /** Each occurrence is news; otherwise only the first is, until it was over. */
  readonly everyOccurrence: boolean
  /** So much news an hour is told one by one, within seconds; what comes after that is told together. */
  readonly atOnce: number
  /** Waits between messages about what came since; the last repeats. */
  readonly repeatMinutes: readonly [number, ...number[]]
  /** An order may be on its way to nobody: quiet hours don't apply. */
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
const CONDITION: KindRules = {
  resolvesWhen: 'said',
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

/** Everything there is to tell. A new kind is a line here, its wording in `templates/alerts.*.json`, and a row in docs/operations.md. */
export const alertKinds = {
  held: ORDERS,
  refused: ORDERS,
  late: ORDERS,
  fault: ORDERS,
  unconfirmed: { ...ORDERS, resolvesWhen: 24 },
  discarded: { ...ORDERS, resolvesWhen: 24 },
  // The order goes out as it is; its receiver must be called before they act on it.
  wording: { ...ORDERS, resolvesWhen: 24 },
  'cut-off': { ...ORDERS, atOnce: 1 },
  // Each is on its way by another route.
  fallback: { ...ORDERS, resolvesWhen: 'delivers', atOnce: 1, repeatMinutes: [5, 15, 60], urgent: false },
  // A person has mended it each time before.
  paused: { ...CONDITION, atOnce: Number.POSITIVE_INFINITY },
  courier: CONDITION,
  poll: CONDITION,
  token: CONDITION,
  secret: CONDITION,
  channel: CONDITION,
  storage: CONDITION,
  archive: { ...CONDITION, urgent: false },
  silence: { ...CONDITION, urgent: false },
  numbers: { ...CONDITION, urgent: false },
  expiry: { ...CONDITION, everyOccurrence: true, urgent: false },
  acknowledgement: SIGN,
  clock: SIGN,
  signatures: SIGN,
  // All orders may be refused. Once an hour at most: strangers can make it happen.
  'wrong-secret': { ...SIGN, urgent: true },
  access: SIGN,
  missed: SIGN,
  marks: { ...SIGN, repeatMinutes: [1_440] },
} satisfies Readonly<Record<string, KindRules>>

export type AlertKind = keyof typeof alertKinds

export const rulesOf = (kind: AlertKind): KindRules => alertKinds[kind]
