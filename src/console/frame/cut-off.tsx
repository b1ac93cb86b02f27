import { fill } from '../../text/fill.ts'
import { Fragment, h } from './jsx.ts'
import { duration, moment } from './times.ts'
import type { Visit } from './visit.ts'

interface CutOffProps {
  /** ISO 8601; null without a cut-off. */
  readonly at: string | null
  readonly zone: string
  readonly visit: Visit
  /** The time left matters only to an order that is open. */
  readonly isOpen: boolean
}

/** A cut-off, with the time that is left. */
export function CutOff({ at, zone, visit, isOpen }: CutOffProps) {
  const { words, now, language } = visit
  if (at === null) return <span>–</span>
  const time = Date.parse(at)
  const left = time > now ? fill(words.orders.left, { time: duration(time - now, language) }) : words.orders.past
  return (
    <>
      <span class="nw">{moment(time, visit, zone)}</span>
      {isOpen && <small>{left}</small>}
    </>
  )
}
