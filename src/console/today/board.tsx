import { localDate } from '../../model/local-time.ts'
import type { CutOffCount } from '../../outbox/coming-cut-offs.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { Icon } from '../frame/icons.tsx'
import { h } from '../frame/jsx.ts'
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
      {cutOffs.map(({ cutOff, deliveryDate, orders, ...lack }) => {
        const at = Date.parse(cutOff)
        const lacking = LACKS.reduce((sum, kind) => sum + lack[kind], 0)
        const there = orders - lacking
        const date = localDate(at, zone)
        return (
          <li class={lacking > 0 ? 'late' : undefined}>
            <b>{timeOfDay(at, zone)}</b>
            <span class="n">{fill(text.in, { time: duration(at - now, language) })}</span>
            <span>
              {date === localDate(now, zone) ? '' : `${shortDay(date, language)}, `}
              {deliveryDate !== null && fill(text.for, { day: day(deliveryDate) })}
            </span>
            <strong>
              <Icon name={lacking > 0 ? 'hand' : 'check'} /> {lackText(lack, text)}
            </strong>
            <svg aria-hidden="true">
              <rect width="100%" height="8" rx="4" />
              <rect width={`${((there / orders) * 100).toFixed(1)}%`} height="8" rx="4" />
            </svg>
            <small>{fill(text.there, { there, orders })}</small>
          </li>
        )
      })}
    </ul>
  )
}

type Lack = Pick<CutOffCount, (typeof LACKS)[number]>

/** The worst first. No person knows whether an uncertain order is missing. */
const LACKS = ['missing', 'uncertain', 'cancellations', 'changes', 'partly', 'elsewhere'] as const

function lackText(lack: Lack, text: Visit['words']['today']): string {
  const parts = LACKS.filter((kind) => lack[kind] > 0).map((kind) => fill(text[kind], { count: lack[kind] }))
  return parts.length === 0 ? text.allThere : parts.join(', ')
}
