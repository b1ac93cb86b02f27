import type { OutlookView } from '../../outbox/route/read-outlook.ts'
import type { RouteView } from '../../outbox/route/route-view.ts'
import { fill } from '../../text/fill.ts'
import { Chip } from '../frame/chip.tsx'
import { atLeast } from '../frame/counted.ts'
import { customerName } from '../frame/customer-name.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { visitorMay } from '../frame/may-do.ts'
import { OrderLink } from '../frame/order-links.tsx'
import { Outlook, outlookText } from '../frame/outlook.tsx'
import { printPath } from '../frame/paths.ts'
import { Sheet } from '../frame/sheet.tsx'
import { Standstill } from '../frame/standstill.tsx'
import type { TodayProps } from './board.tsx'
import { CauseLinks } from './cause-links.tsx'
import type { CauseOrder } from './cause-order.ts'
import { countOf, lookOf, titleOf, todoOf } from './cause-text.ts'
import type { Cause, StuckCause } from './causes.ts'
import { Dial } from './dial.tsx'

/** What a person has to do, the least time left first. */
export const WorkList = ({ causes, ...props }: Outlooks & TodayProps & { causes: readonly Cause[] }) => {
  const { today: text } = props.visit.words
  return (
    <Sheet
      id="first"
      title={text.doFirst}
      aside={
        <>
          <small>{text.sorted}</small>
          <a class="no" href={printPath(props.name)}>
            {text.print}
          </a>
        </>
      }
      class="sheet"
    >
      {!visitorMay(props.visit, 'release') && <p class="pad soft">{text.viewOnly}</p>}
      <ol class="work">
        {causes.map((cause, at) => (
          <CauseItem
            {...props}
            cause={cause}
            isFirst={at === 0}
            still={causes.findIndex((one) => stillRoute(one) === stillRoute(cause)) === at ? stillRoute(cause) : null}
          />
        ))}
      </ol>
    </Sheet>
  )
}

/** Causes whose reason lies with the route, not with an order. */
const STANDS: ReadonlySet<StuckCause['kind']> = new Set(['paused', 'circuit', 'lasting'])

/** The route that is the reason of a cause. Two causes may have one reason. */
const stillRoute = ({ what }: Cause): string | null =>
  what.kind !== 'held' && what.kind !== 'passed' && STANDS.has(what.pause ? 'paused' : what.kind) ? what.route : null

/** The orders of a cause that a page names. */
export const SHOWN = 5

export interface Outlooks {
  readonly outlooks: ReadonlyMap<CauseOrder, OutlookView | null>
  readonly routes: readonly RouteView[]
  /** The person who placed the first order of a cause, where the name of the customer is unknown. */
  readonly people: ReadonlyMap<Cause, string | null>
}

function CauseItem({
  visit,
  supplier,
  name,
  cause,
  isFirst,
  still,
  outlooks,
  routes,
  people,
}: Outlooks & TodayProps & { cause: Cause; isFirst: boolean; still: string | null }) {
  const { today: text } = visit.words
  const { orders, what, isMore } = cause
  const { tone, icon, chip } = lookOf(cause, visit)
  const standing = routes.find(({ route }) => route === still)
  const isKept = what.kind === 'changed' || what.kind === 'cancellation'
  const named = orders.slice(0, SHOWN).map((order) => {
    const outlook = outlooks.get(order)
    return { order, becomes: outlook ? outlookText({ ...order, outlook, isKept }, visit, supplier.timeZone) : null }
  })
  const [first, ...different] = new Set(named.map((one) => one.becomes))
  const isSame = different.length === 0
  const isMany = orders.length > 1 || isMore
  const [order] = orders
  const outlook = order && outlooks.get(order)
  const shared =
    isMany && order && outlook ? outlookText({ ...order, outlook, isKept, isMany }, visit, supplier.timeZone) : first
  const count = countOf(cause, visit)
  const becomes = what.kind === 'passed' ? passedOutlook(what.broughtBy, count, visit) : shared
  const number = (value: number): string => atLeast(value, isMore, visit.language)
  const title = titleOf(cause, visit, { supplier, person: people.get(cause) ?? null })
  const todo = visitorMay(visit, 'release') ? todoOf(cause, visit, supplier) : null
  return (
    <li>
      <Dial visit={visit} zone={supplier.timeZone} cutOff={cause.cutOff} isMissing={what.kind !== 'passed'} />
      <div>
        <p>
          <Chip tone={tone} icon={icon}>
            {chip}
          </Chip>{' '}
          <span class="soft">{fill(text.orders, { count })}</span>
        </p>
        <h3>
          {title.before}
          {title.number !== '' && <bdi>{title.number}</bdi>}
          {title.after}
        </h3>
        {cause.isCopy && <p>{fill(text.copiesWhat, { route: orders[0]?.route ?? '', count })}</p>}
        {todo !== null && <p>{todo}</p>}
        {standing && (
          <Standstill {...{ visit, supplier, name }} route={standing} hasOutlook={named.some((one) => one.becomes)} />
        )}
        <ul class="list">
          {named.map(({ order, becomes }) => (
            <li dir="auto">
              <OrderLink name={name} order={order} /> <span class="soft">{customerName(order.customer, supplier)}</span>
              {order.missing !== null && order.missing.count > 1 && (
                <small>{fill(text.moreArticles, { count: order.missing.count - 1 })}</small>
              )}
              {!isSame && becomes !== null && <small>{becomes}</small>}
            </li>
          ))}
          {orders.length > SHOWN && <li class="soft">{fill(text.more, { count: number(orders.length - SHOWN) })}</li>}
        </ul>
        <CauseLinks visit={visit} name={name} supplier={supplier} cause={cause} isFirst={isFirst} />
        {isSame && becomes && <Outlook>{becomes}</Outlook>}
      </div>
    </li>
  )
}

const passedOutlook = (route: string, count: string, { words: { outlook, today } }: TodayProps['visit']): string =>
  fill(outlook.lead, { what: fill(today.passedStays, { route, count }) })
