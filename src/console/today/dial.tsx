import { fill } from '../../text/fill.ts'
import { h } from '../frame/jsx.ts'
import { moment, shortDuration } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'

const RING_MINUTES = 60
const SOON_MINUTES = 30

interface DialProps {
  readonly visit: Visit
  readonly zone: string
  readonly cutOff: number | null
  /** False for orders that a receiver has: a cut-off that is past is none. */
  readonly isMissing: boolean
}

/** A ring of 60 minutes. Past the cut-off the word changes, not only the colour. */
export function Dial({ visit, zone, cutOff, isMissing }: DialProps) {
  const { words, now, language } = visit
  const { today: text } = words
  if (cutOff === null) return <div class="dial">{isMissing && text.noCutOff}</div>
  const time = moment(cutOff, visit, zone)
  const minutes = Math.floor((cutOff - now) / 60_000)
  const tone = minutes < 0 ? 'stop' : minutes < SOON_MINUTES ? 'you' : ''
  const filled = minutes < 0 ? RING_MINUTES : Math.min(RING_MINUTES, minutes)
  return (
    <div class={`dial ${tone}`}>
      <svg viewBox="0 0 84 84" aria-hidden="true">
        <circle cx="42" cy="42" r="38" />
        <circle cx="42" cy="42" r="38" pathLength={RING_MINUTES} stroke-dasharray={`${filled} ${RING_MINUTES}`} />
      </svg>
      <b class="h">
        <span>{minutes < 0 ? text.hours : shortDuration(cutOff - now, language)}</span>
      </b>
      {minutes < 0 ? `${time} ${text.past}` : fill(text.left, { time })}
    </div>
  )
}
