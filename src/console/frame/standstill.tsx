import { noteText } from '../../model/finding.ts'
import type { RouteView } from '../../outbox/route/route-view.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { visitorMay } from './may-do.ts'
import { Note } from './note.tsx'
import { moment } from './times.ts'
import type { Visit } from './visit.ts'

interface StandstillProps {
  readonly visit: Visit
  readonly supplier: Supplier
  readonly route: RouteView
}

/** The reason why the route stands still, and the next step without a person. */
export function Standstill({ visit, supplier, route }: StandstillProps) {
  const { words, language, now } = visit
  const { routes: text } = words
  const time = (at: string): string => moment(Date.parse(at), { zone: supplier.timeZone, now, language })
  const { paused, circuit } = route
  if (route.state === 'gone') {
    return <Reason title={text.goneWhy} what={visitorMay(visit, 'sendBy') ? text.goneNothing : words.today.viewOnly} />
  }
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
