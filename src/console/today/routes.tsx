import type { DeliveryDay } from '../../outbox/route/delivery-times.ts'
import type { RouteView } from '../../outbox/route/route-view.ts'
import { fill } from '../../text/fill.ts'
import { counted } from '../frame/counted.ts'
import { h } from '../frame/jsx.ts'
import { routePath } from '../frame/paths.ts'
import { RouteChip } from '../frame/route-chip.tsx'
import { Sheet } from '../frame/sheet.tsx'
import { takenOverText } from '../frame/standstill.tsx'
import { moment } from '../frame/times.ts'
import type { TodayProps } from './board.tsx'

interface RoutesProps extends TodayProps {
  readonly routes: readonly RouteView[]
  readonly deliveries: readonly DeliveryDay[]
}

/** The health of each route. */
export function Routes({ visit, supplier, name, routes, deliveries }: RoutesProps) {
  const { words } = visit
  const { today: text } = words
  return (
    <Sheet id="routes" title={text.routes} aside={<a href="/console/routes">{text.allRoutes}</a>} class="sheet">
      <ul class="call">
        {routes.map((route) => {
          const day = deliveries.find((one) => one.route === route.route)
          return (
            <li>
              <p class="head">
                <a href={routePath(name, route.route)}>
                  <strong>{route.route}</strong>
                </a>
                <RouteChip visit={visit} supplier={supplier} route={route} />
              </p>
              {route.health.state === 'taken-over' && <p>{takenOverText(route.health, visit, supplier.timeZone)}</p>}
              {day && <Day day={day} sentence={text.routeDay} />}
              <small>
                {fill(text.open, { count: counted(route.unsettled, visit.language) })} ·{' '}
                {route.lastSuccess
                  ? fill(text.lastArrived, { time: moment(route.lastSuccess.at, visit, supplier.timeZone) })
                  : text.noneArrived}
              </small>
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}

/** A mark for each half hour. A half hour with deliveries has another height, not only another colour. */
function Day({ day: { route, halfHours }, sentence }: { day: DeliveryDay; sentence: string }) {
  const busy = halfHours.filter((count) => count > 0).length
  const step = 100 / halfHours.length
  return (
    <svg class="day" role="img" aria-label={fill(sentence, { route, count: busy })}>
      {halfHours.map((count, at) => {
        const place = { x: `${(at * step).toFixed(2)}%`, width: `${(step * 0.8).toFixed(2)}%`, rx: '2' }
        return count > 0 ? <rect class="y" y="2" height="20" {...place} /> : <rect y="18" height="4" {...place} />
      })}
    </svg>
  )
}
