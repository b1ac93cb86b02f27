import type { RouteView, SecretEnd } from '../../outbox/route/route-view.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import { Sheet } from '../frame/sheet.tsx'
import type { Visit } from '../frame/visit.ts'
import { RouteCard } from './route-card.tsx'
import { SecretEnds } from './route-figures.tsx'

export interface SupplierRoutes {
  readonly name: string
  readonly supplier: Supplier
  readonly routes: readonly RouteView[]
  /** Every certificate and secret with an end, also of no route. */
  readonly ends: readonly SecretEnd[]
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
      {suppliers.map(({ name, supplier, routes, ends }) => (
        <>
          {suppliers.length > 1 && (
            <h2 dir="auto" id={`${name}-name`}>
              {supplier.name}
            </h2>
          )}
          {routes.map((route) => (
            <RouteCard visit={visit} name={name} supplier={supplier} route={route} mayAct={mayAct} />
          ))}
          <OtherSecrets visit={visit} name={name} ends={ofNoRoute(ends, routes)} />
        </>
      ))}
    </>
  )
}

const ofNoRoute = (ends: readonly SecretEnd[], routes: readonly RouteView[]): SecretEnd[] => {
  const onRoutes = new Set(routes.flatMap((route) => (route.ends ?? []).map(({ name }) => name)))
  return ends.filter(({ name }) => !onRoutes.has(name))
}

/** The secrets of the webhook, of the order API and of other parts. */
function OtherSecrets({ visit, name, ends }: Pick<BodyProps, 'visit'> & Pick<SupplierRoutes, 'name' | 'ends'>) {
  if (ends.length === 0) return null
  const id = `${name}-secrets`
  return (
    <Sheet id={id} title={visit.words.routes.otherSecrets}>
      <dl class="figs">
        <SecretEnds visit={visit} ends={ends} />
      </dl>
    </Sheet>
  )
}
