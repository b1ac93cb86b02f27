import type { Alert, AlertKind } from '../alert.ts'
import type { Alerts } from '../supplier.ts'
import { raise } from './alerts.ts'
import type { Sql } from './sql.ts'
import type { HoldReason } from './state.ts'

/** What there is to tell, in the outbox's own terms. */
export interface Occurrence {
  readonly kind: AlertKind
  readonly orderId?: string
  readonly version?: number
  readonly route?: string
  readonly reason?: HoldReason
  /** Of what is late: it was handed over, and only the receiver's word is missing. */
  readonly sent?: boolean
  /** Of what is refused: it reached them, and this is what they answered. */
  readonly answer?: 'rejected' | 'changed'
  /** How many there were since the last that was told. */
  readonly count?: number
  readonly why: string
  readonly diff?: readonly string[]
}

export interface Telling {
  readonly name: string
  readonly alerts: Alerts | undefined
  readonly sql: Sql
  readonly clock: { now(): number }
}

/** Queues one alert a channel, in the caller's transaction: what is told and what is written down can't come apart. */
export function tell({ name, alerts, sql, clock }: Telling, occurrence: Occurrence): void {
  const orderNumber = occurrence.orderId === undefined ? null : numberOf(sql, occurrence.orderId)
  const alert: Alert = {
    kind: occurrence.kind,
    supplier: name,
    ...(occurrence.orderId === undefined ? {} : { orderId: occurrence.orderId }),
    ...(orderNumber === null ? {} : { orderNumber }),
    ...(occurrence.route === undefined ? {} : { route: occurrence.route }),
    text: sentence({ ...occurrence, why: short(occurrence.why) }, orderNumber ?? occurrence.orderId ?? ''),
    ...(occurrence.diff?.length ? { diff: occurrence.diff.slice(0, DIFF_LINES) } : {}),
  }
  if (alerts?.url) raise(sql, 'url', alert, clock.now())
  if (alerts?.mail) raise(sql, 'mail', alert, clock.now())
}

/** Enough to act on; an order can have thousands of lines, and each can be wrong. The console shows all. */
const WHY_LENGTH = 2_000
const DIFF_LINES = 200

const short = (why: string): string =>
  why.length <= WHY_LENGTH ? why : `${why.slice(0, WHY_LENGTH).toWellFormed()}… And more: see the console.`

const numberOf = (sql: Sql, orderId: string): string | null =>
  sql.all<{ number: string | null }>('SELECT number FROM orders WHERE id = ?', orderId)[0]?.number ?? null

function sentence({ kind, route, version, reason, sent, answer, count = 1, why }: Occurrence, order: string): string {
  switch (kind) {
    case 'held':
      return `Order ${order} (version ${version}) is held${route ? ` on route ${route}` : ''}: ${why} ${reason ? ADVICE[reason] : ''}`.trimEnd()
    case 'refused':
      if (answer === 'rejected')
        return `The receiver rejected order ${order} (version ${version}) on route ${route}: ${why} It has reached them: mend the cause and retry it, or key it by hand and mark it done.`
      if (answer === 'changed')
        return `The receiver takes order ${order} (version ${version}) on route ${route}, but not as it was ordered: ${why} Agree it with the customer, then mark it done.`
      return `Order ${order} did not reach the system behind route ${route}: ${why} Mend the cause and retry it, or key it by hand and mark it done.`
    case 'paused':
      return `Route ${route} is paused, because every order would be refused: ${why} Mend the setting, resume the route, then retry what was refused. Orders are still accepted and wait.`
    case 'late':
      if (sent)
        return `Order ${order} was handed over on route ${route}, and nobody has confirmed it: ${why} Ask the receiver whether they have it; if so mark it done, else retry it.`
      return `Order ${order} is not settled on route ${route} yet: ${why} Look at the route; if the goods are urgent, key the order by hand and mark it done.`
    case 'fault':
      return `Order ${order} is held${route ? ` on route ${route}` : ''} because of a fault in Orderbridge: ${why} ${ADVICE.fault}`
    case 'secret':
      return `Unusable secrets: ${why} Set each again with \`wrangler secret put\`: at least 16 bytes, no white space at the end. Until then the webhook does without them.`
    case 'acknowledgement':
      return `${count === 1 ? 'An acknowledgement' : `${count} acknowledgements`} on route ${route} settled nothing. The last: ${why} Ask the receiver what it answers. More are told once an hour at most.`
    case 'unconfirmed':
      return `Order ${order} was answered as failed, but it had already left: ${why} Ask the customer whether they still want it; if they place it again it is a duplicate, not a second order.`
  }
}

const ADVICE: Readonly<Record<HoldReason, string>> = {
  fault: 'Report the order number to the maintainers; key the order by hand, or release it once the fault is mended.',
  invalid: 'The customer was not told. Telephone them, then discard it or have it placed again.',
  test: 'It is a test order and no test route can take it. Discard it.',
  'order-number-conflict':
    'Another order has the same number. Ask the customer which one is meant; release or discard this one.',
  reverted: 'It returns to an earlier content. Ask the customer which one is meant; release or discard it.',
  'poll-difference':
    'The order API shows another content than the webhook brought. Compare, then release or discard it.',
  revision:
    'An earlier version may have left. Compare them; release this one as original or as replacement, or discard it.',
  unwritable:
    'The document cannot carry it. Key the order by hand and mark it done, or mend the setting and release it.',
  'unknown-customer': 'Add the customer number to the table, deploy, and release it; or discard it.',
  'unknown-article': 'Add the article to the table, deploy, and release it; or discard it.',
  quantity: 'Ask the customer what quantity is meant; release or discard it.',
  'no-delivery-date': 'Ask the customer for a date; release or discard it.',
  stale: 'Its time has passed. Ask the customer whether they still want it; release or discard it.',
  unconfirmed:
    'Its sender was told that it failed. It goes out when it is placed again; release it if the customer wants it now.',
  uncertain: 'Ask the receiver whether it arrived; mark it done if so, else retry it.',
  'route-gone':
    'The configuration has no such route any more. Key the order by hand and mark it done, or bring the route back.',
}
