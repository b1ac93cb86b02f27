import type { OrderView } from '../desk.ts'
import { SETTLED } from '../desk.ts'
import type { Ledger, Reply, ToldAlert } from '../ledger.ts'

/** Alerts that say of an order that it waits, or did not arrive. */
const KINDS: ReadonlySet<string> = new Set([
  'held',
  'refused',
  'late',
  'internal-error',
  'cut-off',
  'sent-unconfirmed',
  'reordered-after-discard',
  'arrived-after-all',
  'customer-not-notified',
])
/** After so many messages of an incident in an hour, orders are told together, and only the first twenty are named. */
const ONE_BY_ONE = 10
const HOUR_MS = 3_600_000
/** Orders that are late, or refused in the same words, share messages from the second message on. */
const IN_ONE: ReadonlySet<string> = new Set(['late', 'refused'])
/** Reasons whose orders share messages before that. */
const TOGETHER: ReadonlySet<string> = new Set(['restored', 'undelivered', 'unknown-article'])

/** Whether somebody was told of what is open of this order. What is merely under way need not be told yet. */
export function isTold(ledger: Ledger, orderId: string, { deliveries }: OrderView): boolean {
  return deliveries
    .filter(({ state }) => !SETTLED.has(state))
    .every(({ state, holdReason, route }) => {
      const kind = state === 'held' ? 'held' : state === 'refused' ? 'refused' : 'late'
      const cause = state === 'held' ? holdReason : null
      return (
        ledger.alerts.some((alert) => names(alert, orderId) && speaksOf(alert, kind, cause)) ||
        isCrowded(ledger, kind, cause, route)
      )
    })
}

const names = ({ kind, orderIds }: ToldAlert, orderId: string): boolean => KINDS.has(kind) && orderIds.includes(orderId)

const speaksOf = (alert: ToldAlert, kind: string, cause: string | null): boolean =>
  kind === 'late' ||
  (kind === 'held' ? alert.kind === 'internal-error' || alert.cause === cause : alert.kind !== 'held')

/**
 * An incident, which has one cause, sent so many messages that the orders after them are told together. An order that
 * was told twice counts twice. A restore is told together from the first order on. An unknown article, an outage and a
 * refusal in the same words are told together from the second.
 */
function isCrowded({ alerts }: Ledger, kind: string, cause: string | null, route: string): boolean {
  const messages = new Map<string, number>()
  for (const one of alerts) {
    const isSame = one.kind === kind && (cause === null || one.cause === cause)
    if (!isSame || (one.route !== null && one.route !== route) || one.at <= Date.now() - HOUR_MS) continue
    const incident = `${one.supplier} ${one.route} ${one.cause}`
    messages.set(incident, (messages.get(incident) ?? 0) + 1)
  }
  const most = Math.max(0, ...messages.values())
  const isShared = IN_ONE.has(kind) || (cause !== null && TOGETHER.has(cause))
  return isShared ? most > 0 : most >= ONE_BY_ONE
}

/** Rejections that the gateway took, and of which nobody was told. */
export function unheardRejections(ledger: Ledger): { orderId: string; why: string }[] {
  const ids = new Map([...ledger.orders.values()].map(({ id, number }) => [number, id]))
  return ledger.replies
    .filter(({ code, rejected }) => code === 200 && rejected.length > 0)
    .flatMap((reply) =>
      reply.rejected.flatMap((number) => {
        const orderId = ids.get(number)
        if (orderId === undefined || isRejectionTold(ledger, reply, orderId) || wasLost(ledger, reply)) return []
        return [{ orderId, why: `${number}: ${reply.says} by ${reply.route} was taken, and nobody was told` }]
      }),
    )
}

/** Alerts that wait for their channel are lost with the storage; the restore holds the order and says that it was refused. */
const wasLost = ({ moments }: Ledger, { at }: Reply): boolean =>
  moments.some((moment) => moment.isLoss === true && moment.at >= at && moment.at < at + LOST_WITHIN_MS)

/** An alert that failed is tried again after 5 and 30 seconds, and waits behind the alerts before it. */
const LOST_WITHIN_MS = 150_000

const isRejectionTold = (ledger: Ledger, reply: Reply, orderId: string): boolean =>
  ledger.alerts.some(({ at, kind, orderIds }) => at >= reply.at && kind === 'refused' && orderIds.includes(orderId)) ||
  isCrowded(ledger, 'refused', null, reply.route)
