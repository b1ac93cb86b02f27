import type { RouteView } from '../../outbox/route/route-view.ts'
import { routeNamed } from '../../profile/route-named.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { counted } from '../frame/counted.ts'
import { h } from '../frame/jsx.ts'
import { RouteChip } from '../frame/route-chip.tsx'
import { Standstill } from '../frame/standstill.tsx'
import { transportWords } from '../frame/transport-words.ts'
import type { Visit } from '../frame/visit.ts'
import { actionWords, routeActions } from './route-actions.ts'
import { RouteFigures } from './route-figures.tsx'

export interface RouteProps {
  readonly visit: Visit
  readonly name: string
  readonly supplier: Supplier
  readonly route: RouteView
}

/** One route: the state, the reason, the possible actions, and the figures. */
export function RouteCard({ mayAct, ...props }: RouteProps & { readonly mayAct: boolean }) {
  const { visit, name, supplier, route } = props
  const { routes: text } = visit.words
  const id = `${name}-${route.route}`
  const configured = routeNamed(supplier, route.route)
  return (
    <section class="sheet pad flow" id={id} aria-labelledby={`${name}-name ${id}-name`}>
      <div class="head">
        <div>
          <h2 id={`${id}-name`}>{route.route}</h2>
          {configured && (
            <p class="soft">
              {fill(text.carries, {
                format: configured.document.format,
                transport: transportWords(configured.transport.kind, visit.words),
              })}
            </p>
          )}
        </div>
        <RouteChip visit={visit} supplier={supplier} route={route} />
      </div>
      <Standstill {...props} />
      <RouteFigures {...props} />
      {mayAct && (
        <div class="acts">
          {routeActions(route).map((action) => (
            <a class="btn" href={`/console/routes/${encodeURIComponent(name)}/${route.route}/do/${action}`}>
              {fill(text[actionWords(action, route)].label, { count: counted(route.unsettled, visit.language) })}
            </a>
          ))}
        </div>
      )}
    </section>
  )
}
