import { localDate } from '../../model/local-time.ts'
import type { CutOffCount } from '../../outbox/coming-cut-offs.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { Icon } from '../frame/icons.tsx'
import { duration, shortDay, timeOfDay } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'

export interface TodayProps {
  readonly visit: Visit
  readonly supplier: Supplier
  /** The supplier in addresses. */
  readonly name: string
}

/** The coming cut-offs, with the number of orders that are still missing. */
export function Board({ visit, supplier, cutOffs }: TodayProps & { cutOffs: readonly CutOffCount[] }) {
  const { words, now, language } = visit
  const { today: text } = words
  const { timeZone: zone } = supplier
  if (cutOffs.length === 0) return null
  const day = (date: string): string => (date === localDate(now, zone) ? text.today : shortDay(date, language))
  return (
    <ul class="board" aria-label={text.board}>
      {cutOffs.map(({ cutOff, deliveryDate, orders, missing, partly }) => {
        const at = Date.parse(cutOff)
        const there = orders - missing - partly
        const date = localDate(at, zone)
        return (
          <li class={missing + partly > 0 ? 'late' : undefined}>
            <b>{timeOfDay(at, zone)}</b>
            <span class="n">{fill(text.in, { time: duration(at - now, language) })}</span>
            <span>
              {date === localDate(now, zone) ? '' : `${shortDay(date, language)}, `}
              {deliveryDate !== null && fill(text.for, { day: day(deliveryDate) })}
            </span>
            <strong>
              <Icon name={missing + partly > 0 ? 'hand' : 'check'} /> {lackText({ missing, partly }, text)}
            </strong>
            <svg aria-hidden="true">
              <rect width="100%" height="8" rx="4" />
              <rect width={`${((there / orders) * 100).toFixed(1)}%`} height="8" rx="4" />
            </svg>
            <small>{fill(text.there, { there: String(there), orders: String(orders) })}</small>
          </li>
        )
      })}
    </ul>
  )
}

function lackText({ missing, partly }: Pick<CutOffCount, 'missing' | 'partly'>, text: Visit['words']['today']): string {
  if (missing === 0 && partly === 0) return text.allThere
  return [
    ...(missing > 0 ? [fill(text.missing, { count: String(missing) })] : []),
    ...(partly > 0 ? [fill(text.partly, { count: String(partly) })] : []),
  ].join(', ')
}
