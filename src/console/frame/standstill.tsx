import type { Child } from 'hono/jsx'
import { noteText } from '../../model/finding.ts'
import type { RouteView } from '../../outbox/route/route-view.ts'
import type { TakenOver } from '../../outbox/route/taken-over.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { atLeast } from './counted.ts'
import { Fragment, h } from './jsx.ts'
import { visitorMay } from './may-do.ts'
import { Note } from './note.tsx'
import { OrderLinks } from './order-links.tsx'
import { moment } from './times.ts'
import type { Visit } from './visit.ts'

interface StandstillProps {
  readonly visit: Visit
  readonly supplier: Supplier
  /** The supplier in addresses. */
  readonly name: string
  readonly route: RouteView
  /** The page says what becomes of the orders. */
  readonly hasOutlook?: boolean
}

/** The reason why the route stands still or fails, and the next step without a person. */
export function Standstill({ visit, supplier, name, route, hasOutlook = false }: StandstillProps) {
  const { words, language } = visit
  const { routes: text } = words
  const time = (at: string): string => moment(at, visit, supplier.timeZone)
  const { paused, circuit, health, lastFailure } = route
  if (route.state === 'gone') {
    return <Reason title={text.goneWhy} what={visitorMay(visit, 'sendBy') ? text.goneNothing : words.today.viewOnly} />
  }
  if (paused) {
    const by = paused.pausedBy ?? text.theGateway
    const stays = hasOutlook ? undefined : text.pauseStays
    const what = paused.pausedUntil ? fill(text.pauseEnds, { time: time(paused.pausedUntil) }) : stays
    return (
      <Reason
        title={fill(text.pausedBy, { by, time: time(paused.pausedAt) })}
        said={noteText(paused.reason, language)}
        what={what}
      />
    )
  }
  if (health.state === 'last-failed' && lastFailure) {
    return (
      <Reason
        title={fill(text.lastFailed, { time: time(health.since) })}
        said={lastFailure.why === '' ? undefined : noteText(lastFailure.why, language)}
        what={
          <>
            {text.lastFailedTell} <OrderLinks name={name} orders={[lastFailure]} />
          </>
        }
      />
    )
  }
  if (health.state === 'taken-over') {
    const { by, why } = health
    return (
      <Reason
        tone="you"
        title={takenOverText(health, visit, supplier.timeZone)}
        said={why === null ? undefined : noteText(why, language)}
        what={
          <>
            {text.takenOverTell} <OrderLinks name={name} orders={[health]} />
          </>
        }
        becomes={fill(text.takenOverElse, { by })}
      />
    )
  }
  if (circuit.state === 'closed') return null
  const next = circuit.nextProbeAt ? fill(text.nextProbe, { time: time(circuit.nextProbeAt) }) : undefined
  // An open circuit without a next probe has no order that waits.
  const what = circuit.state === 'half-open' ? text.probing : next
  return (
    <Reason
      title={fill(text.noAnswer, { time: time(circuit.since) })}
      said={noteText(circuit.why, language)}
      what={hasOutlook ? undefined : what}
    />
  )
}

/** The orders of a route that failed there and that a fallback took over. */
export function takenOverText({ since, count, isMore, by }: TakenOver, visit: Visit, zone: string): string {
  const { words, language } = visit
  const time = moment(since, visit, zone)
  return fill(words.routes.takenOver, { time, count: atLeast(count, isMore, language), by })
}

interface ReasonProps {
  readonly tone?: 'stop' | 'you'
  readonly title: string
  readonly said?: string | undefined
  readonly what?: Child
  readonly becomes?: string
}

const Reason = ({ tone = 'stop', title, said, what, becomes }: ReasonProps) => (
  <Note
    tone={tone}
    title={
      <p dir="auto">
        <strong>{title}</strong>
      </p>
    }
  >
    {said !== undefined && <p dir="auto">{said}</p>}
    {what !== undefined && <p dir="auto">{what}</p>}
    {becomes !== undefined && <p>{becomes}</p>}
  </Note>
)
