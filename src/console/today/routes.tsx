import type { RouteView } from '../../outbox/route/route-view.ts'
import { fill } from '../../text/fill.ts'
import { routePath } from '../frame/paths.ts'
import { RouteChip } from '../frame/route-chip.tsx'
import type { TodayProps } from './board.tsx'

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
