import { isUnknownReason } from '../../outbox/catalogue/held-unknown.ts'
import type { OpenDelivery } from '../../outbox/desk-view.ts'
import type { OutlookView } from '../../outbox/route/read-outlook.ts'
import type { RouteView } from '../../outbox/route/route-view.ts'
import { type Advice, adviceFor, adviceText } from '../../profile/desk-advice.ts'
import { fill } from '../../text/fill.ts'
import { cataloguePath } from '../catalogue/place.ts'
import { atLeast } from '../frame/counted.ts'
import { customerName } from '../frame/customer-name.ts'
import { Icon, type IconName } from '../frame/icons.tsx'
import { visitorMay } from '../frame/may-do.ts'
import { Outlook, outlookText } from '../frame/outlook.tsx'
import { orderPath, queryOf, routePath } from '../frame/paths.ts'
import { Standstill } from '../frame/standstill.tsx'
import { moment, shortDuration } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import type { TodayProps } from './board.tsx'
import type { Cause, StuckCause } from './causes.ts'

/** What a person has to do, the least time left first. */
export const WorkList = ({ causes, ...props }: Outlooks & TodayProps & { causes: readonly Cause[] }) => {
  const { today: text } = props.visit.words
  return (
    <section class="sheet" aria-labelledby="first">
      <div class="head">
        <h2 id="first">{text.doFirst}</h2>
        <small>{text.sorted}</small>
        <a class="no" href={`/console/statements/print/${encodeURIComponent(props.name)}`}>
          {text.print}
        </a>
      </div>
      {!visitorMay(props.visit, 'release') && <p class="pad soft">{text.viewOnly}</p>}
      <ol class="work">
        {causes.map((cause, at) => (
          <CauseItem {...props} cause={cause} isFirst={at === 0} />
        ))}
      </ol>
    </section>
  )
}

/** The orders of a cause that a page names. */
export const SHOWN = 5

export interface Outlooks {
  readonly outlooks: ReadonlyMap<OpenDelivery, OutlookView | null>
  readonly routes: readonly RouteView[]
}

const isUnknownNumber = (what: Cause['what']): boolean => what.kind === 'held' && isUnknownReason(what.reason)

function CauseItem({
  visit,
  supplier,
  name,
  cause,
  isFirst,
  outlooks,
  routes,
}: Outlooks & TodayProps & { cause: Cause; isFirst: boolean }) {
  const { words } = visit
  const { today: text } = words
  const { orders, what, isMore } = cause
  const [only, ...others] = orders
  const { tone, icon, chip } = lookOf(cause, visit)
  const standing =
    what.kind === 'paused' || what.kind === 'circuit' ? routes.find(({ route }) => route === what.route) : undefined
  const named = orders.slice(0, SHOWN).map((delivery) => {
    const outlook = outlooks.get(delivery)
    return { delivery, becomes: outlook ? outlookText({ ...delivery, outlook }, visit, supplier.timeZone) : null }
  })
  const [becomes, ...different] = new Set(named.map((one) => one.becomes))
  const isSame = different.length === 0
  const number = (value: number): string => atLeast(value, isMore, visit.language)
  const count =
    orders.length === 1 && !isMore ? text.ordersOne : fill(text.ordersMany, { count: number(orders.length) })
  const isOne = only !== undefined && others.length === 0 && !isMore
  const state = what.kind === 'held' ? 'held' : 'pending'
  const reason = what.kind === 'held' ? what.reason : null
  const mayAct = visitorMay(visit, 'release')
  return (
    <li>
      <Dial visit={visit} zone={supplier.timeZone} cutOff={cause.cutOff} />
      <div>
        <p>
          <span class={`chip ${tone}`}>
            <Icon name={icon} />
            {chip}
          </span>{' '}
          <span class="soft">{count}</span>
        </p>
        <h3>{titleOf(cause, visit, supplier.timeZone)}</h3>
        {cause.isCopy && <p>{fill(text.copiesWhat, { route: only?.route ?? '' })}</p>}
        {mayAct && !cause.isCopy && what.kind !== 'held' && (
          <p>{adviceText(adviceOn(what, supplier), visit.language)}</p>
        )}
        {standing && <Standstill {...{ visit, supplier, name }} route={standing} />}
        <ul class="list">
          {named.map(({ delivery: { orderId, orderNumber, customer }, becomes }) => (
            <li dir="auto">
              <a href={orderPath(name, orderId)}>{orderNumber ?? orderId}</a>{' '}
              <span class="soft">{customerName(customer, supplier)}</span>
              {!isSame && becomes !== null && <small>{becomes}</small>}
            </li>
          ))}
          {orders.length > SHOWN && <li class="soft">{fill(text.more, { count: number(orders.length - SHOWN) })}</li>}
        </ul>
        <div class="acts">
          {isUnknownNumber(what) && (
            <a class={isFirst ? 'btn go' : 'btn'} href={cataloguePath(name)}>
              {mayAct ? words.catalogue.settle : words.catalogue.title}
            </a>
          )}
          {what.kind !== 'held' && (
            <a class="btn" href={routePath(name, what.route)}>
              {fill(text.openRoute, { route: what.route })}
            </a>
          )}
          <a
            class={isFirst && !isUnknownNumber(what) ? 'btn go' : 'btn'}
            href={
              isOne ? orderPath(name, only.orderId) : `/console/orders${queryOf({ supplier: name, state, reason })}`
            }
            dir="auto"
          >
            {isOne
              ? fill(text.look, { order: only.orderNumber ?? only.orderId })
              : reason === null
                ? text.seeAll
                : text.seeCause}
          </a>
        </div>
        {isSame && becomes && <Outlook>{becomes}</Outlook>}
      </div>
    </li>
  )
}

/** The step for each cause but a hold, whose reason says the step. */
function adviceOn({ kind, route, pause }: StuckCause, supplier: TodayProps['supplier']): Advice {
  return adviceFor({ what: kind === 'uncollected' ? 'late' : kind, route, pause }, supplier)
}

interface CauseLook {
  readonly tone: string
  readonly icon: IconName
  readonly chip: string
}

function lookOf({ what }: Cause, { words }: Visit): CauseLook {
  if (what.kind === 'held' && what.reason === 'uncertain') {
    return { tone: 'you', icon: 'ask', chip: words.deliveryStates.uncertain }
  }
  if (what.kind === 'held') return { tone: 'you', icon: 'hand', chip: words.orderStates.held }
  if (what.kind === 'refused') return { tone: 'stop', icon: 'stop', chip: words.deliveryStates.refused }
  if (what.kind === 'late' || what.kind === 'unanswered' || what.kind === 'uncollected')
    return { tone: 'you', icon: 'clock', chip: words.today.lateChip }
  return { tone: 'stop', icon: 'pause', chip: words.orderStates.still }
}

function titleOf({ what, isCopy, orders }: Cause, { words, now, language }: Visit, zone: string): string {
  const { today: text } = words
  if (isCopy) {
    const route = what.kind === 'held' ? (orders[0]?.route ?? '') : what.route
    return fill(text.copiesTitle, { route })
  }
  if (what.kind === 'held') return fill(text.heldTitle, { reason: words.holdReasons[what.reason] })
  const time = what.since === null ? '' : moment(Date.parse(what.since), { zone, now, language })
  const { late, unanswered, uncollected } = text
  const sentences = {
    paused: text.routePaused,
    circuit: text.routeFails,
    refused: text.refusedBy,
    late,
    unanswered,
    uncollected,
  }
  return fill(sentences[what.kind], { route: what.route, time })
}

const RING_MINUTES = 60
const SOON_MINUTES = 30

/** A ring of 60 minutes. Past the cut-off the word changes, not only the colour. */
function Dial({ visit, zone, cutOff }: { visit: Visit; zone: string; cutOff: number | null }) {
  const { words, now, language } = visit
  const { today: text } = words
  if (cutOff === null) return <div class="dial">{text.noCutOff}</div>
  const time = moment(cutOff, { zone, now, language })
  const minutes = Math.floor((cutOff - now) / 60_000)
  const tone = minutes < 0 ? 'stop' : minutes < SOON_MINUTES ? 'you' : ''
  const filled = minutes < 0 ? RING_MINUTES : Math.min(RING_MINUTES, minutes)
  return (
    <div class={`dial ${tone}`}>
      <svg viewBox="0 0 84 84" aria-hidden="true">
        <circle cx="42" cy="42" r="38" />
        <circle cx="42" cy="42" r="38" pathLength={RING_MINUTES} stroke-dasharray={`${filled} ${RING_MINUTES}`} />
      </svg>
      <b class="h">
        <span>{minutes < 0 ? text.hours : shortDuration(cutOff - now, language)}</span>
      </b>
      {minutes < 0 ? `${time} ${text.past}` : fill(text.left, { time })}
    </div>
  )
}
