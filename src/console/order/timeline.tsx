import { localDate } from '../../model/local-time.ts'
import type { TimelineView } from '../../outbox/views.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { Icon, type IconName } from '../frame/icons.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { Sheet } from '../frame/sheet.tsx'
import { isoMoment, shortDay, timeWithSeconds } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { entryNote } from './entry-note.ts'
import type { OrderProps } from './order-body.tsx'

type EventName = keyof Visit['words']['events']

const TONES: Readonly<Partial<Record<EventName, readonly [tone: string, icon: IconName]>>> = {
  accepted: ['ok', 'check'],
  delivered: ['ok', 'check'],
  confirmed: ['ok', 'check'],
  acknowledged: ['ok', 'check'],
  sent: ['way', 'mail'],
  waiting: ['way', 'clock'],
  ready: ['way', 'clock'],
  deferred: ['way', 'again'],
  uncertain: ['you', 'ask'],
  held: ['you', 'hand'],
  refused: ['stop', 'stop'],
  bounced: ['stop', 'mail'],
  revised: ['off', 'pen'],
  done: ['ok', 'pen'],
  'has-it': ['ok', 'check'],
}

/** What happened, in plain words. The note stands below. */
export function Timeline({ visit, supplier, order }: OrderProps) {
  const { words } = visit
  return (
    <Sheet id="happened" title={words.order.happened}>
      <ol class="time">
        {order.timeline.map((entry) => (
          <Entry {...{ visit, supplier, entry }} />
        ))}
      </ol>
    </Sheet>
  )
}

/** The newest entry alone. */
export function LatestEntry({ visit, supplier, order }: Pick<OrderProps, 'visit' | 'supplier' | 'order'>) {
  const entry = order.timeline.at(-1)
  if (!entry) return null
  return (
    <>
      <p>{visit.words.frame.latest}</p>
      <ol class="time">
        <Entry {...{ visit, supplier, entry }} />
      </ol>
    </>
  )
}

interface EntryProps {
  readonly visit: Visit
  readonly supplier: Pick<Supplier, 'timeZone'>
  readonly entry: TimelineView
}

function Entry({ visit, supplier, entry }: EntryProps) {
  const { words, language, now } = visit
  const { timeZone: zone } = supplier
  const at = Date.parse(entry.at)
  const date = localDate(at, zone)
  const name = nameOf(entry, words.events)
  const note = entryNote(entry, visit)
  const [tone, icon] = TONES[name] ?? ['off', 'info']
  return (
    <li class={tone}>
      <Icon name={icon} />
      {sentenceOf(entry, name, words.events)}
      {note !== null && <small dir="auto">{note.slice(0, NOTE_LENGTH)}</small>}
      <time datetime={isoMoment(at, zone)}>
        {date === localDate(now, zone) ? '' : `${shortDay(date, language)}, `}
        {timeWithSeconds(at, zone)}
      </time>
    </li>
  )
}

const NOTE_LENGTH = 1_000

const nameOf = ({ event }: TimelineView, events: Visit['words']['events']): EventName =>
  Object.hasOwn(events, event) ? (event as EventName) : 'other'

/** Without a route, the event concerns the whole order. */
function sentenceOf(
  { event, route, version }: TimelineView,
  name: EventName,
  events: Visit['words']['events'],
): string {
  const whole = route === null && (name === 'held' || name === 'refused') ? (`${name}-order` as const) : name
  return fill(events[whole], { event, route: route ?? '', version: version ?? '' })
}
