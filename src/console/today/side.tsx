import type { RouteView } from '../../outbox/route/route-view.ts'
import type { OrderSummary } from '../../outbox/views.ts'
import { fill } from '../../text/fill.ts'
import { customerName } from '../frame/customer-name.ts'
import { orderPath, routePath } from '../frame/paths.ts'
import { RouteChip } from '../frame/route-chip.tsx'
import { moment } from '../frame/times.ts'
import type { TodayProps } from './board.tsx'

/** The latest refused orders: whom the desk may call. */
export function Refused({ visit, supplier, name, orders }: TodayProps & { orders: readonly OrderSummary[] }) {
  const { words, now, language } = visit
  const { today: text } = words
  const { timeZone: zone } = supplier
  return (
    <section class="sheet" aria-labelledby="refused">
      <div class="head">
        <h2 id="refused">{text.callBack}</h2>
        <small>{text.callBackHint}</small>
      </div>
      {orders.length === 0 ? (
        <p class="pad top0 soft">{text.noRefused}</p>
      ) : (
        <ul class="call">
          {orders.map(({ orderId, orderNumber, customer, receivedAt }) => (
            <li>
              <h3 dir="auto">{customerName(customer, supplier) || orderId}</h3>
              <p dir="auto">
                <a href={orderPath(name, orderId)}>{orderNumber ?? orderId}</a>{' '}
                <span class="soft">{moment(Date.parse(receivedAt), { zone, now, language })}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The health of each route. */
export function Routes({ visit, supplier, name, routes }: TodayProps & { routes: readonly RouteView[] }) {
  const { today: text } = visit.words
  return (
    <section class="sheet" aria-labelledby="routes">
      <div class="head">
        <h2 id="routes">{text.routes}</h2>
      </div>
      <ul class="call">
        {routes.map((route) => (
          <li>
            <p class="head">
              <a href={routePath(name, route.route)}>
                <strong>{route.route}</strong>
              </a>
              <RouteChip visit={visit} supplier={supplier} route={route} />
            </p>
            <small>{fill(text.open, { count: String(route.unsettled) })}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
