import { localDate } from '../../model/local-time.ts'
import { isUnknownReason } from '../../outbox/catalogue/held-unknown.ts'
import { copyRankOf } from '../../profile/copy-routes.ts'
import { fill } from '../../text/fill.ts'
import { cataloguePath, numberPath } from '../catalogue/place.ts'
import { h } from '../frame/jsx.ts'
import { visitorMay } from '../frame/may-do.ts'
import { orderLabel } from '../frame/order-links.tsx'
import { orderPath, printPath, queryOf, routePath } from '../frame/paths.ts'
import type { TodayProps } from './board.tsx'
import type { Cause, PassedCause } from './causes.ts'

interface LinksProps extends Pick<TodayProps, 'visit' | 'name' | 'supplier'> {
  readonly cause: Cause
  /** The first cause has the page's filled button. */
  readonly isFirst: boolean
}

/** The pages where a person settles a cause: the catalogue, the route, and the orders. */
export function CauseLinks({ visit, name, supplier, cause: { what, orders, isMore }, isFirst }: LinksProps) {
  const { words } = visit
  const { today: text } = words
  const [only, ...others] = orders
  const isOne = only !== undefined && others.length === 0 && !isMore
  const isUnknown = what.kind === 'held' && isUnknownReason(what.reason)
  const rankOf = copyRankOf(supplier)
  const isMailed =
    what.kind === 'passed' &&
    rankOf(what.broughtBy) > rankOf(what.route) &&
    !(isOne && what.why === 'perhaps') &&
    visitorMay(visit, 'done')
  return (
    <div class="acts">
      {isUnknown && (
        <a class={isFirst ? 'btn go' : 'btn'} href={settlingPlace(name, what)}>
          {visitorMay(visit, 'release') ? words.catalogue.settle : words.catalogue.title}
        </a>
      )}
      {isMailed && (
        <a class={isFirst ? 'btn go' : 'btn'} href={isOne ? keyPath(name, only, what) : printPath(name)}>
          {isOne ? fill(words.actions.done.label, { route: what.route }) : text.print}
        </a>
      )}
      {what.kind !== 'held' && (
        <a class="btn" href={routePath(name, what.route)}>
          {fill(text.openRoute, { route: what.route })}
        </a>
      )}
      <a
        class={isFirst && !isUnknown && !isMailed ? 'btn go' : 'btn'}
        href={isOne ? orderPath(name, only.orderId) : listPath(name, what, localDate(visit.now, supplier.timeZone))}
        dir="auto"
      >
        {isOne
          ? fill(text.look, { order: orderLabel(only) })
          : what.kind === 'held' || what.kind === 'passed'
            ? text.seeCause
            : text.seeAll}
      </a>
    </div>
  )
}

type What = Cause['what']

/** The page that asks whether a person has keyed the order into the system that refused it. */
const keyPath = (name: string, { orderId }: Cause['orders'][number], { route }: PassedCause): string =>
  `${orderPath(name, orderId)}/do/done${queryOf({ route })}`

const settlingPlace = (name: string, { number }: Extract<What, { kind: 'held' }>): string =>
  number ? numberPath(name, number.kind, number.key) : cataloguePath(name)

/** `today`: on the supplier's clock. The list to print has the orders that no receiver refused, and held and waiting cancellations. */
function listPath(supplier: string, what: What, today: string): string {
  if (what.kind === 'cancelling' || (what.kind === 'passed' && what.why !== 'refused')) return printPath(supplier)
  const filter =
    what.kind === 'held'
      ? { state: 'held', reason: what.reason, q: what.number?.key ?? null }
      : what.kind === 'passed'
        ? { refusedBefore: what.route, broughtBy: what.broughtBy, dueFrom: today }
        : { state: 'pending' }
  return `/console/orders${queryOf({ supplier, ...filter })}`
}
