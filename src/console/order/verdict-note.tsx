import { isSettled } from '../../model/delivery-state.ts'
import { type Holding, lacksOnlyCopies } from '../../model/erp-holding.ts'
import { noteText } from '../../model/finding.ts'
import { localDate } from '../../model/local-time.ts'
import { newestDeliveryOn } from '../../outbox/actions/actions.ts'
import type { OrderView } from '../../outbox/views.ts'
import { adviceText } from '../../profile/desk-advice.ts'
import { dayWords } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import { settlingPath } from '../catalogue/settling-path.ts'
import { customerOf } from '../frame/customer-name.ts'
import { erpText } from '../frame/erp-text.ts'
import { FormerNumbers } from '../frame/former-numbers.tsx'
import { Icon } from '../frame/icons.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { visitorMay } from '../frame/may-do.ts'
import { OrderLinks, orderLabel } from '../frame/order-links.tsx'
import { Outlook, outlookText, type Unattended } from '../frame/outlook.tsx'
import { orderPath } from '../frame/paths.ts'
import { CustomerReach } from '../frame/reach.tsx'
import { ORDER_LOOKS } from '../frame/state-chip.tsx'
import { duration, moment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { isHeldCancellation, isRefusedCancellation } from './for-cancellation.ts'
import type { OrderProps } from './order-body.tsx'
import { keepsEarlier, orderHoldings } from './order-holdings.ts'
import type { PossibleAction } from './possible-actions.ts'
import { keepingRoutes } from './routes-of-action.ts'
import { nextAttempt, verdictOf } from './verdict.ts'

/** The state of the order, in a sentence. `actions`: what the visitor may do now. */
export function VerdictNote({
  visit,
  supplier,
  order,
  hasActions,
  actions,
}: OrderProps & { readonly actions: readonly PossibleAction[] }) {
  const { words, language, now } = visit
  const { timeZone: zone } = supplier
  const holdings = orderHoldings(order, supplier)
  const erp = order.state === 'refused' || order.state === 'discarded' ? '' : erpText(holdings, visit, supplier)
  const { state, text, nextAt } = verdictOf(order, visit, holdings, supplier)
  const { tone, icon } = ORDER_LOOKS[state]
  const isOpen = order.state === 'held' || order.state === 'pending'
  const day = order.deliveryDate === null ? null : dayWords(order.deliveryDate, language)
  const cutOff = order.cutOff === null ? null : Date.parse(order.cutOff)
  const isRefused = order.deliveries.some(isRefusedCancellation)
  const cancelAdvice = isRefused ? 'cancel-by-hand' : isHeldCancellation(order) && 'cancel-perhaps'
  const leadsToActions = actions.some(({ isRare }) => !isRare)
  const canCancel = actions.some(({ name }) => name === 'cancel-order')
  const settling = hasActions && order.state === 'held' ? settlingPath(order) : null
  return (
    <section class={`note ${tone} verdict`} aria-labelledby="verdict">
      <Icon name={icon} />
      <div class="flow tight">
        <p dir="auto">
          {orderLabel(order)} <FormerNumbers order={order} visit={visit} /> · {customerOf(order)}
        </p>
        <h1 id="verdict">{text}</h1>
        {hasActions && <CustomerReach customer={order.customer} supplier={supplier} />}
        {erp !== '' && <p class="big">{erp}</p>}
        <Words {...{ visit, order, holdings }} />
        {cancelAdvice && <p class="big">{adviceText(cancelAdvice, language)}</p>}
        <p class="big">
          {day !== null && fill(words.order.delivery, { day })}
          {day === null && order.version > 0 && words.order.noDelivery}{' '}
          {cutOff !== null && (
            <>
              {fill(words.order.cutOff, { time: moment(cutOff, visit, zone) })}{' '}
              {isOpen && (
                <strong>
                  {cutOff > now ? fill(words.order.left, { time: duration(cutOff - now, language) }) : words.order.over}
                </strong>
              )}
            </>
          )}{' '}
          {nextAt !== null && fill(words.order.until, { time: nextAttempt(nextAt, zone) })}
        </p>
        {hasActions && order.sameNumber && (
          <p>
            {words.confirm.sameNumber} <OrderLinks name={order.supplier} orders={order.sameNumber} />
          </p>
        )}
        {(settling !== null || leadsToActions || canCancel) && (
          <p class="acts">
            {settling !== null && (
              <a class="btn" href={settling}>
                {visitorMay(visit, 'enterRow') ? words.catalogue.settle : words.catalogue.title}
              </a>
            )}
            {leadsToActions && (
              <a class="btn" href="#do">
                {words.order.doNow}
              </a>
            )}
            {canCancel && (
              <a class="btn" href={`${orderPath(order.supplier, order.orderId)}/do/cancel-order`}>
                {words.actions['cancel-order'].label}
              </a>
            )}
          </p>
        )}
        {outlooksOf(order, holdings, {
          visit,
          zone,
          isCopy: lacksOnlyCopies(holdings),
          isNamed: holdings.some(({ passed }) => passed),
        }).map((text) => (
          <Outlook>{text}</Outlook>
        ))}
        {order.state !== 'settled' &&
          order.versions.at(-1)?.status === 'cancelled' &&
          keepingRoutes(order).map((route) => <p>{fill(words.confirm.keepsIt, { route })}</p>)}
        {order.purgedAt && (
          <p>{fill(words.order.purged, { day: dayWords(localDate(Date.parse(order.purgedAt), zone), language) })}</p>
        )}
      </div>
    </section>
  )
}

interface HoldingsProps {
  readonly holdings: readonly Holding[]
}

/** The words of receivers that changed or refused the order, and why a copy has not left while the ERP has the order. */
function Words({ visit, order: { deliveries }, holdings }: Pick<OrderProps, 'visit' | 'order'> & HoldingsProps) {
  const isCopy = lacksOnlyCopies(holdings)
  const notes = [
    ...deliveries.filter(({ standstill }) => standstill === 'changed'),
    ...holdings.flatMap(({ passed }) => (passed ? [{ route: passed.route, note: passed.refusal }] : [])),
    ...deliveries.filter(({ state }) => isCopy && !isSettled(state)),
  ]
  return (
    <>
      {notes.map(
        ({ route, note }) =>
          note && (
            <p dir="auto">
              {fill(visit.words.erp.refusalWords, { route })} <q>{noteText(note, visit.language)}</q>
            </p>
          ),
      )}
    </>
  )
}

interface OutlookWish {
  readonly visit: Visit
  readonly zone: string
  readonly isCopy: boolean
  /** Another route needs a person, so a sentence about one route must name the route. */
  readonly isNamed: boolean
}

/** Each sentence once. Where the outlooks of the routes differ, each sentence names its routes. */
function outlooksOf(
  { deliveries }: OrderView,
  holdings: readonly Holding[],
  { visit, zone, isCopy, isNamed }: OutlookWish,
): string[] {
  const groups = new Map<string, { readonly one: Unattended; readonly routes: string[] }>()
  for (const delivery of deliveries) {
    const { route, holdReason, ifNobodyActs: outlook, standstill } = delivery
    // An earlier version on the same route has no say.
    if (!outlook || newestDeliveryOn(deliveries, route) !== delivery) continue
    const one = {
      route,
      holdReason,
      outlook,
      isCopy,
      isKept: standstill === 'changed' || isRefusedCancellation(delivery) || keepsEarlier(delivery, holdings),
    }
    const text = outlookText(one, visit, zone)
    groups.set(text, { one, routes: [...(groups.get(text)?.routes ?? []), route] })
  }
  if (groups.size < 2 && !isNamed) return [...groups.keys()]
  return [...groups.values()].map(({ one, routes }) => outlookText(one, visit, zone, [...new Set(routes)].join(', ')))
}
