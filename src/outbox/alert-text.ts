import { type AlertWording, alertWording } from '../../templates/alerts.ts'
import type { AlertOrder } from '../alert.ts'
import { rulesOf } from '../alert-kinds.ts'
import { fill } from '../fill.ts'
import { localMoment } from '../local-time.ts'
import type { Supplier } from '../supplier.ts'
import type { Incident, Matter } from './incidents.ts'
import type { HoldReason } from './state.ts'

/** In whose language and by whose clock an alert is written. */
export type Reader = Pick<Supplier, 'language' | 'timeZone'>

/** One occurrence, as far as its sentence needs it. */
export interface Told extends Matter {
  readonly order: string
  readonly version: number | undefined
  readonly why: string
}

/** One occurrence, and what to do about it. */
export function oneText({ order, version, why, ...matter }: Told, { language }: Reader): string {
  const { one, todo, values } = wordsFor(matter, alertWording[language])
  return fill(`${one} ${todo}`, { ...values, order, version: String(version ?? ''), why }).trimEnd()
}

/** What came since the last message: how many, and those of their orders that are listed. */
export function moreText(incident: Incident, count: number, orders: readonly AlertOrder[], reader: Reader): string {
  const { frames } = alertWording[reader.language]
  const { name, todo } = named(incident, reader)
  return fill(frames.more, {
    name,
    todo,
    why: incident.why,
    count: String(count),
    since: clockTime(incident.openedAt, incident.lastAt, reader),
    list: orders.length === 0 ? '' : `: ${listOf(orders, count, frames.others)}`,
  }).trimEnd()
}

/** That it is over, and what it came to. */
export function overText(incident: Incident, overAt: number, count: number, reader: Reader): string {
  const { frames } = alertWording[reader.language]
  const { kind, openedAt, lastAt } = incident
  const [one, many] = rulesOf(kind).ofOrders ? [frames.order, frames.orders] : [frames.time, frames.times]
  return fill(typeof rulesOf(kind).ends === 'number' ? frames.silent : frames.over, {
    name: named(incident, reader).name,
    since: clockTime(openedAt, overAt, reader),
    until: clockTime(typeof rulesOf(kind).ends === 'number' ? lastAt : overAt, overAt, reader),
    amount: count === 1 ? one : fill(many, { count: String(count) }),
  })
}

/** Of a message that another channel could not be told by. */
export const escalatedText = (text: string, channel: string, { language }: Reader): string =>
  fill(alertWording[language].frames.escalated, { text, channel })

function named(matter: Matter, { language }: Reader): { name: string; todo: string } {
  const { name, todo, values } = wordsFor(matter, alertWording[language])
  return { name: fill(name, values), todo: fill(todo, values) }
}

function wordsFor(matter: Matter, { kinds, reasons }: AlertWording) {
  const { kind, route, cause } = matter
  const words = kinds[wordingName(matter)]
  const reason = kind === 'fault' ? reasons.fault : kind === 'held' ? reasons[cause as HoldReason] : null
  return { ...words, todo: reason?.todo ?? words.todo, values: { route, reason: reason?.name ?? '' } }
}

/** Which wording speaks of it: some kinds have more than one. */
function wordingName({ kind, route, cause }: Matter): keyof AlertWording['kinds'] {
  if (kind === 'held' || kind === 'fault') return route ? `${kind}-on-route` : kind
  if (kind === 'courier' && cause !== '' && cause !== 'silent') return 'courier-trouble'
  if (kind === 'late' && cause === 'unanswered') return 'unanswered'
  if (kind === 'unconfirmed' && cause === 'unreached') return 'unreached'
  if (kind === 'refused' && (cause === 'given-up' || cause === 'rejected' || cause === 'changed')) return cause
  return kind
}

function listOf(orders: readonly AlertOrder[], count: number, others: string): string {
  const names = orders.map(({ orderId, orderNumber }) => orderNumber ?? orderId).join(', ')
  return count > orders.length ? fill(others, { orders: names, count: String(count - orders.length) }) : names
}

/** The time on the supplier's clock; with its date, where that is another than `now`'s. */
function clockTime(moment: number, now: number, { timeZone }: Reader): string {
  const [local, today] = [localMoment(moment, timeZone), localMoment(now, timeZone)]
  const time = local.time.slice(0, 5)
  return local.date === today.date ? time : `${local.date} ${time}`
}
