import type { RouteView } from '../../outbox/route/route-view.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { atLeast } from './counted.ts'
import { Icon, type IconName } from './icons.tsx'
import { moment } from './times.ts'
import type { Visit } from './visit.ts'

interface ChipProps {
  readonly visit: Visit
  readonly supplier: Supplier
  readonly route: RouteView
}

/** The state of a route, in colour, shape and words. */
export function RouteChip(props: ChipProps) {
  const { tone, icon, text } = lookOf(props)
  return (
    <span class={`chip ${tone}`}>
      <Icon name={icon} />
      {text}
    </span>
  )
}

interface Look {
  readonly tone: 'stop' | 'you' | 'off' | 'ok'
  readonly icon: IconName
  readonly text: string
}

function lookOf({ visit, supplier, route: { health } }: ChipProps): Look {
  const { today: text } = visit.words
  const time = (at: string): string => moment(at, visit, supplier.timeZone)
  switch (health.state) {
    case 'removed':
      return { tone: 'stop', icon: 'warn', text: text.gone }
    case 'paused':
      return { tone: 'stop', icon: 'pause', text: fill(text.pausedSince, { time: time(health.since) }) }
    case 'no-answer':
      return { tone: 'stop', icon: 'again', text: text.noAnswer }
    case 'last-failed':
      return { tone: 'stop', icon: 'warn', text: text.lastFailed }
    case 'taken-over': {
      const values = { count: atLeast(health.count, health.isMore, visit.language), time: time(health.since) }
      return { tone: 'you', icon: 'warn', text: fill(text.takenOver, values) }
    }
    case 'stands-by':
      return { tone: 'off', icon: 'clock', text: text.standsBy }
    case 'works':
      return { tone: 'ok', icon: 'check', text: text.works }
  }
}
