import type { RouteView } from '../../outbox/route/route-view.ts'
import type { OrderSummary } from '../../outbox/views.ts'
import { fill } from '../../text/fill.ts'
import { customerName } from '../frame/customer-name.ts'
import { Icon, type IconName } from '../frame/icons.tsx'
import { orderPath } from '../frame/paths.ts'
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
export function Routes({ visit, supplier, routes }: TodayProps & { routes: readonly RouteView[] }) {
  const { words, now, language } = visit
  const { today: text } = words
  const { timeZone: zone } = supplier
  const called = new Set(supplier.routes.flatMap(({ fallbacks = [] }) => fallbacks.map(({ route }) => route)))
  return (
    <section class="sheet" aria-labelledby="routes">
      <div class="head">
        <h2 id="routes">{text.routes}</h2>
      </div>
      <ul class="call">
        {routes.map((route) => {
          const { tone, icon, chip } = lookOf(route)
          return (
            <li>
              <p class="head">
                <strong>{route.route}</strong>
                <span class={`chip ${tone}`}>
                  <Icon name={icon} />
                  {chip}
                </span>
              </p>
              <small>{fill(text.open, { count: String(route.unsettled) })}</small>
            </li>
          )
        })}
      </ul>
    </section>
  )

  function lookOf({ route, state, paused, waitsFor }: RouteView): { tone: string; icon: IconName; chip: string } {
    if (state === 'gone') return { tone: 'stop', icon: 'warn', chip: text.gone }
    if (paused) {
      const time = moment(Date.parse(paused.pausedAt), { zone, now, language })
      return { tone: 'stop', icon: 'pause', chip: fill(text.pausedSince, { time }) }
    }
    if (waitsFor?.kind === 'circuit') return { tone: 'stop', icon: 'again', chip: text.noAnswer }
    if (called.has(route)) return { tone: 'off', icon: 'clock', chip: text.standsBy }
    return { tone: 'ok', icon: 'check', chip: text.works }
  }
}
