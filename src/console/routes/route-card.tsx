import { noteText } from '../../model/finding.ts'
import type { RouteView } from '../../outbox/route/route-view.ts'
import { routeNamed } from '../../profile/route-named.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { counted } from '../frame/counted.ts'
import { Note } from '../frame/note.tsx'
import { RouteChip } from '../frame/route-chip.tsx'
import { moment } from '../frame/times.ts'
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
                transport: transportWords(configured.transport.kind, text.transports),
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

/** The reason why the route stands still, and the next step without a person. */
function Standstill({ visit, supplier, route }: RouteProps) {
  const { words, language, now } = visit
  const { routes: text } = words
  const time = (at: string): string => moment(Date.parse(at), { zone: supplier.timeZone, now, language })
  const { paused, circuit } = route
  if (route.state === 'gone') return <Reason title={text.goneWhy} what={text.goneNothing} />
  if (paused) {
    const by = paused.pausedBy ?? text.theGateway
    const what = paused.pausedUntil ? fill(text.pauseEnds, { time: time(paused.pausedUntil) }) : text.pauseStays
    return (
      <Reason
        title={fill(text.pausedBy, { by, time: time(paused.pausedAt) })}
        said={noteText(paused.reason, language)}
        what={what}
      />
    )
  }
  if (circuit.state === 'closed') return null
  const what = circuit.nextProbeAt ? fill(text.nextProbe, { time: time(circuit.nextProbeAt) }) : text.probing
  return (
    <Reason
      title={fill(text.noAnswer, { time: time(circuit.since) })}
      said={noteText(circuit.why, language)}
      what={what}
    />
  )
}

const Reason = ({ title, said, what }: { title: string; said?: string; what: string }) => (
  <Note
    tone="stop"
    title={
      <p dir="auto">
        <strong>{title}</strong>
      </p>
    }
  >
    {said !== undefined && <p dir="auto">{said}</p>}
    <p>{what}</p>
  </Note>
)

/** A kind without words is the name of a protocol. */
const transportWords = (kind: string, words: Visit['words']['routes']['transports']): string =>
  Object.hasOwn(words, kind) ? words[kind as keyof typeof words] : kind
