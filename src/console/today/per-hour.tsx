import type { Language } from '../../model/language.ts'
import { localDate, localMoment, readMoment } from '../../model/local-time.ts'
import type { HoursOfDay } from '../../outbox/alerts/usual-hours.ts'
import type { DeliveryTimes } from '../../outbox/route/delivery-times.ts'
import { weekdayWord } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import { h } from '../frame/jsx.ts'
import { Sheet } from '../frame/sheet.tsx'
import { minutesText, timeOfDay } from '../frame/times.ts'
import type { TodayProps } from './board.tsx'

const HOUR_MS = 3_600_000
/** The base line, and the top of the highest bar, in pixels. */
const BASE = 132
const HEIGHT = 112

interface PerHourProps extends TodayProps {
  readonly hours: HoursOfDay
  readonly times: DeliveryTimes | null
}

/** Orders per hour against that weekday's usual, and how fast the deliveries of today arrived. */
export function PerHour({ visit, supplier, hours: { orders, usual }, times }: PerHourProps) {
  const { words, now, language } = visit
  const { today: text } = words
  const { timeZone: zone } = supplier
  const date = localDate(now, zone)
  const start = readMoment(`${date}T00:00`, zone)?.instant ?? now
  const reached = (now - start) / HOUR_MS
  const present = Math.min(orders.length - 1, Math.floor(reached))
  const sum = orders.reduce((all, one) => all + one, 0)
  const day = weekdayWord(date, language)
  const said = fill(text.perHourToday, { count: sum, time: timeOfDay(now, zone) })
  const usually =
    usual === null
      ? fill(text.perHourNoUsual, { day })
      : fill(text.perHourUsual, { count: Math.round(usualUntil(usual, reached)), day })
  const top = Math.max(0, ...orders)
  const clock = (hour: number): string => localMoment(start + hour * HOUR_MS, zone).time.slice(0, 5)
  const busiest = top === 0 ? '' : fill(text.busiest, { time: clock(orders.indexOf(top)), count: top })
  return (
    <Sheet
      id="perhour"
      title={text.perHour}
      aside={
        <p class="key">
          <span>
            <i />
            {said}
          </span>{' '}
          <span>
            {usual !== null && <i />}
            {usually}
          </span>
        </p>
      }
    >
      <Chart orders={orders} usual={usual} present={present} reached={reached} clock={clock} now={text.now}>
        {{ title: text.perHour, description: `${said}. ${usually}. ${busiest}` }}
      </Chart>
      <p>
        {times === null
          ? text.noSpeed
          : fill(text.speed, {
              count: times.count,
              half: times.count === 1 ? '' : inWords(times.p50Seconds, language),
              most: inWords(times.p95Seconds, language),
            })}
      </p>
      <details>
        <summary>{text.asTable}</summary>
        <div class="tbl">
          <table class="plain">
            <caption class="vh">{text.perHour}</caption>
            <thead>
              <tr>
                <th scope="col">{text.hour}</th>
                <th scope="col" class="n">
                  {text.todayCount}
                </th>
                {usual && (
                  <th scope="col" class="n">
                    {text.usualCount}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {orders.map((count, hour) => (
                <tr>
                  <th scope="row">{clock(hour)}</th>
                  <td class="n">{hour > present ? '' : count}</td>
                  {usual && <td class="n">{Math.round(usual[hour] ?? 0)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Sheet>
  )
}

/** The usual number of orders up to this hour. The present hour counts for the part that is over. */
const usualUntil = (usual: readonly number[], reached: number): number =>
  usual.reduce((sum, orders, hour) => sum + orders * Math.min(1, Math.max(0, reached - hour)), 0)

/** `4 s`, `2 min` or `1 h 05`, rounded up: the page promises no speed that was not reached. */
const inWords = (seconds: number, language: Language): string =>
  seconds < 120 ? `${seconds} s` : minutesText(Math.ceil(seconds / 60), language)

interface ChartProps {
  readonly orders: readonly number[]
  readonly usual: readonly number[] | null
  readonly present: number
  readonly reached: number
  readonly clock: (hour: number) => string
  readonly now: string
  readonly children: { readonly title: string; readonly description: string }
}

/** On a phone, three hours are as wide as a word. */
const NEAR_HOURS = 3

/** Across in per cent and down in pixels, without a `viewBox`: the text keeps its size at every width. */
function Chart({ orders, usual, present, reached, clock, now, children }: ChartProps) {
  const highest = Math.max(1, ...orders, ...(usual ?? []))
  const y = (count: number): string => (BASE - (count / highest) * HEIGHT).toFixed(1)
  const x = (hour: number): string => `${((hour / orders.length) * 100).toFixed(2)}%`
  const most = Math.max(...orders)
  // The number of the busiest hour stands where the word for the present time would stand.
  const isCrowded = orders.some(
    (count, hour) => count === most && count > 0 && Math.abs(hour + 0.5 - reached) < NEAR_HOURS,
  )
  return (
    <svg class="chart" role="img" aria-labelledby="oph-t oph-d">
      <title id="oph-t">{children.title}</title>
      <desc id="oph-d">{children.description}</desc>
      {[0, 3, 6, 9, 12, 15, 18, 21].map((hour) => (
        <text class={hour % 6 === 0 ? undefined : 'w'} x={x(hour)} dx="2" y="150">
          {clock(hour)}
        </text>
      ))}
      {orders.map((count, hour) =>
        count > 0 ? (
          <rect
            class={hour === present ? 'bar part' : 'bar'}
            x={x(hour + 0.14)}
            width={x(0.72)}
            y={y(count)}
            height={((count / highest) * HEIGHT).toFixed(1)}
          />
        ) : null,
      )}
      {usual?.map((count, hour) => (
        <line class="use" x1={x(hour)} x2={x(hour + 1)} y1={y(count)} y2={y(count)} />
      ))}
      {usual?.slice(1).map((count, index) => (
        <line class="use" x1={x(index + 1)} x2={x(index + 1)} y1={y(usual[index] ?? 0)} y2={y(count)} />
      ))}
      <line x1="0" x2="100%" y1={BASE} y2={BASE} />
      <line x1={x(reached)} x2={x(reached)} y1="6" y2={BASE} stroke-dasharray="2 4" />
      <text class="v" x={x(reached)} dx={reached > orders.length - 2 ? '-28' : '5'} y={isCrowded ? 168 : 14}>
        {now}
      </text>
      {orders.map((count, hour) =>
        count > 0 && count === most ? (
          <text class="v" text-anchor="middle" x={x(hour + 0.5)} y={Number(y(count)) - 6}>
            {count}
          </text>
        ) : null,
      )}
    </svg>
  )
}
