import type { RouteView } from '../../outbox/route/route-view.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
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
  readonly tone: 'stop' | 'off' | 'ok'
  readonly icon: IconName
  readonly text: string
}

function lookOf({ visit: { words, now, language }, supplier, route }: ChipProps): Look {
  const { today: text } = words
  if (route.state === 'gone') return { tone: 'stop', icon: 'warn', text: text.gone }
  if (route.paused) {
    const time = moment(Date.parse(route.paused.pausedAt), { zone: supplier.timeZone, now, language })
    return { tone: 'stop', icon: 'pause', text: fill(text.pausedSince, { time }) }
  }
  if (route.circuit.state !== 'closed') return { tone: 'stop', icon: 'again', text: text.noAnswer }
  if (route.lastFailure) return { tone: 'stop', icon: 'warn', text: text.lastFailed }
  if (isFallback(supplier, route.route)) return { tone: 'off', icon: 'clock', text: text.standsBy }
  return { tone: 'ok', icon: 'check', text: text.works }
}

/** A fallback route sends only when another route is late. */
const isFallback = ({ routes }: Supplier, name: string): boolean =>
  routes.some(({ fallbacks = [] }) => fallbacks.some(({ route }) => route === name))
