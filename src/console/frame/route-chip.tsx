import type { RouteView } from '../../outbox/route/route-view.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { Chip } from './chip.tsx'
import { atLeast } from './counted.ts'
import { h } from './jsx.ts'
import { moment } from './times.ts'
import type { Visit } from './visit.ts'

interface ChipProps {
  readonly visit: Visit
  readonly supplier: Supplier
  readonly route: RouteView
}

/** The state of a route, in colour, shape and words. */
export function RouteChip({ visit, supplier, route: { health } }: ChipProps) {
  const { today: text } = visit.words
  const time = (at: string): string => moment(at, visit, supplier.timeZone)
  switch (health.state) {
    case 'removed':
      return (
        <Chip tone="stop" icon="warn">
          {text.gone}
        </Chip>
      )
    case 'paused':
      return (
        <Chip tone="stop" icon="pause">
          {fill(text.pausedSince, { time: time(health.since) })}
        </Chip>
      )
    case 'no-answer':
      return (
        <Chip tone="stop" icon="again">
          {text.noAnswer}
        </Chip>
      )
    case 'last-failed':
      return (
        <Chip tone="stop" icon="warn">
          {text.lastFailed}
        </Chip>
      )
    case 'taken-over': {
      const values = { count: atLeast(health.count, health.isMore, visit.language), time: time(health.since) }
      return (
        <Chip tone="you" icon="warn">
          {fill(text.takenOver, values)}
        </Chip>
      )
    }
    case 'stands-by':
      return (
        <Chip tone="off" icon="clock">
          {text.standsBy}
        </Chip>
      )
    case 'works':
      return (
        <Chip tone="ok" icon="check">
          {text.works}
        </Chip>
      )
  }
}
