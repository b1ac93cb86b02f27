import type { RouteView } from '../../outbox/route/route-view.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { Note } from '../frame/note.tsx'
import type { Visit } from '../frame/visit.ts'
import { RouteCard } from './route-card.tsx'

export interface SupplierRoutes {
  readonly name: string
  readonly supplier: Supplier
  readonly routes: readonly RouteView[]
}

interface BodyProps {
  readonly visit: Visit
  readonly suppliers: readonly SupplierRoutes[]
  readonly mayAct: boolean
  readonly isDone: boolean
}

export function RoutesBody({ visit, suppliers, mayAct, isDone }: BodyProps) {
  const { routes: text } = visit.words
  return (
    <>
      <div class="head">
        <h1>{text.title}</h1>
        <div class="acts">
          <a class="btn" href="/console/what-would">
            {visit.words.whatWould.title}
          </a>
          <a class="btn" href="/console/activity">
            {visit.words.activity.title}
          </a>
          <a class="btn" href="/console/settings">
            {visit.words.settings.title}
          </a>
        </div>
      </div>
      {isDone && (
        <Note tone="ok" isNews>
          <p>{visit.words.order.done}</p>
        </Note>
      )}
      {suppliers.map(({ name, supplier, routes }) => (
        <>
          {suppliers.length > 1 && (
            <h2 dir="auto" id={`${name}-name`}>
              {supplier.name}
            </h2>
          )}
          {routes.map((route) => (
            <RouteCard visit={visit} name={name} supplier={supplier} route={route} mayAct={mayAct} />
          ))}
        </>
      ))}
    </>
  )
}
