import type { Child } from 'hono/jsx'
import { DAY_MS } from '../../model/day.ts'
import { WARN_DAYS } from '../../outbox/alerts/expiry.ts'
import type { SecretEnd } from '../../outbox/route/route-view.ts'
import { fill } from '../../text/fill.ts'
import { Chip } from '../frame/chip.tsx'
import { atLeast, counted } from '../frame/counted.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { OrderLink } from '../frame/order-links.tsx'
import { moment, shortDay } from '../frame/times.ts'
import type { RouteProps } from './route-card.tsx'

/** The figures that the supplier's IT person asks for. */
export function RouteFigures({ visit, name, supplier, route }: RouteProps) {
  const { words, language } = visit
  const { routes: text } = words
  const { timeZone: zone } = supplier
  const time = (at: string): string => moment(at, visit, zone)
  const { lastSuccess, unsettled, unsent, numbers, courier, ends = [] } = route
  return (
    <dl class="figs">
      <Figure label={text.lastSuccess} value={lastSuccess ? time(lastSuccess.at) : text.none}>
        {lastSuccess && <OrderLink name={name} order={lastSuccess} dir="auto" />}
      </Figure>
      <Figure label={text.open} value={counted(unsettled, language)}>
        {fill(text.unsent, { count: atLeast(unsent.written + unsent.unwritten, unsent.isMore, language) })}
      </Figure>
      {numbers && (
        <Figure
          label={text.numbersLeft}
          value={numbers.left < ENOUGH ? numbers.left.toLocaleString(language) : text.numbersEnough}
        >
          {numbers.last === null ? text.noNumber : fill(text.lastNumber, { number: numbers.last })}
        </Figure>
      )}
      {courier && (
        <Figure label={text.courier} value={courier.offline ? text.courierSilent : time(courier.lastSeenAt)}>
          {fill(text.courierSeen, { host: courier.host || text.unknownHost, time: time(courier.lastSeenAt) })}
          {courier.issues.length > 0 && ` ${courier.issues.join(', ')}`}
        </Figure>
      )}
      <SecretEnds visit={visit} ends={ends} />
    </dl>
  )
}

/** The days that each certificate and secret is still valid. A chip marks what people were alerted about. */
export const SecretEnds = ({ visit, ends }: Pick<RouteProps, 'visit'> & { readonly ends: readonly SecretEnd[] }) => (
  <>
    {ends.map((end) => {
      const { language, words } = visit
      const left = daysLeft(end, visit)
      return (
        <Figure
          label={end.name}
          value={
            left.tone === null ? (
              left.text
            ) : (
              <Chip tone={left.tone} icon={left.tone === 'stop' ? 'stop' : 'clock'}>
                {left.text}
              </Chip>
            )
          }
        >
          {fill(left.tone === 'stop' ? words.routes.endedOn : words.routes.endsOn, {
            day: shortDay(end.endsAt.slice(0, 10), language),
          })}
        </Figure>
      )
    })}
  </>
)

interface DaysLeft {
  readonly text: string
  readonly tone: 'stop' | 'you' | null
}

function daysLeft({ endsAt }: SecretEnd, { words: { routes: text }, now }: RouteProps['visit']): DaysLeft {
  const left = Date.parse(endsAt) - now
  const days = Math.floor(left / DAY_MS)
  if (left <= 0) return { text: text.over, tone: 'stop' }
  const tone = days <= WARN_DAYS ? 'you' : null
  if (days === 0) return { text: text.lastDay, tone }
  return { text: fill(text.days, { count: days }), tone }
}

/** From this count on, the page says *enough for years*: a longer number does not fit on a line of a phone. */
const ENOUGH = 1_000_000

const Figure = ({ label, value, children }: { label: string; value: Child; children?: Child }) => (
  <div>
    <dt>{label}</dt>
    <dd>
      {value}
      {children && <small dir="auto">{children}</small>}
    </dd>
  </div>
)
