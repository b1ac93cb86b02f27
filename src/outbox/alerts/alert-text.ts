import { type AlertWording, alertWording } from '../../../templates/alerts.ts'
import type { AlertOrder } from '../../alerts/alert.ts'
import { rulesOf, UNARCHIVED } from '../../alerts/kinds.ts'
import type { Why } from '../../alerts/why.ts'
import type { HoldReason } from '../../model/delivery-state.ts'
import { noteText, quotedNoteText } from '../../model/finding.ts'
import { localMoment } from '../../model/local-time.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { colonIn } from '../../text/colon.ts'
import { dateWords, timeWords, withDateWords } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import { shown, shownSentence } from '../../text/shown.ts'
import type { Incident, IncidentKey } from './incidents.ts'
import type { MailedOrders } from './mailed-orders.ts'
import type { MissingCause, MissingNumbers } from './missing-numbers.ts'
import { CANCELLATION } from './occurrence-cause.ts'

/** Language and time zone of the readers of an alert. */
export type Reader = Pick<Supplier, 'language' | 'timeZone'>

/** The parts of an occurrence that its sentence needs. */
interface DescribedOccurrence extends IncidentKey {
  readonly order: string
  readonly version: number | undefined
  readonly why: string
}

/** Text of one occurrence. `todo`: the step to take. */
export function occurrenceText(
  { order, version, why, ...incidentKey }: DescribedOccurrence,
  { language }: Reader,
  todo: string,
): string {
  const { one, values } = wordsFor(incidentKey, alertWording[language])
  // Without a reason, the step to take is enough.
  const sentence = why === '' ? one.replace(/(?:\s?:|\.) \{why\}/, '.') : one
  return fill(`${sentence} ${todo}`, {
    ...values,
    order: shown(order, NUMBER_LENGTH),
    version: String(version ?? ''),
    why,
  }).trimEnd()
}

export function reasonText(why: Why, { language }: Reader): string {
  const { whys, frames } = alertWording[language]
  if (typeof why !== 'string' && why.says !== undefined) {
    const { order = '' } = why
    return fill(whys[why.says], { ...withDateWords(why, language), order: shown(order, NUMBER_LENGTH) }).trimEnd()
  }
  const text = shownSentence(
    typeof why === 'string' ? noteText(why, language) : quotedNoteText(why.words, language),
    WHY_LENGTH + 1,
  )
  return text.length <= WHY_LENGTH ? text : fill(frames.cut, { text: text.slice(0, WHY_LENGTH).toWellFormed() })
}

/** Longer than any order number in practice. */
const NUMBER_LENGTH = 100
/** Enough to act on; an order can have thousands of lines, and each can be wrong. The Admin API shows all. */
const WHY_LENGTH = 2_000

/**
 * Summary of the occurrences since the last message, or since the start: their number, and the listed orders. `missing`:
 * the numbers that the orders wait for, in place of the last reason.
 */
export function summaryText(
  incident: Incident,
  count: number,
  orders: readonly AlertOrder[],
  reader: Reader,
  { todo, missing }: { readonly todo: string; readonly missing?: string },
): string {
  const { frames } = alertWording[reader.language]
  const { name } = named(incident, reader, count)
  const isFirst = incident.lastMessageAt < incident.openedAt
  return fill(isFirst ? frames.many : frames.more, {
    name,
    todo,
    last: missing ?? fill(frames.last, { why: incident.why }),
    count: String(count),
    since: clockTime(incident.openedAt, incident.lastAt, reader),
    list:
      orders.length === 0
        ? ''
        : `${colonIn(reader.language)} ${listText(
            orders.map(({ orderId, orderNumber }) => shown(orderNumber ?? orderId, NUMBER_LENGTH)),
            count,
            reader,
          )}`,
  }).trimEnd()
}

/** The numbers that orders of an incident wait for, with the number of orders of each. */
export function missingText(cause: MissingCause, { numbers, others }: MissingNumbers, { language }: Reader): string {
  const { frames, missing } = alertWording[language]
  const names = numbers.map(({ number, orders }) => {
    const amount = fill(frames.orders, { count: String(orders) })
    return fill(missing[cause], { number: shown(number, NUMBER_LENGTH), amount })
  })
  return fill(missing.sentence, { numbers: listText(names, names.length + others, { language }) })
}

/** Text of the end of an incident, with the number of occurrences. `mailed`: the orders that a mail to people took over. */
export function resolvedText(
  incident: IncidentKey & Pick<Incident, 'openedAt' | 'lastAt'>,
  overAt: number,
  count: number,
  reader: Reader,
  mailed: MailedOrders | null = null,
): string {
  const { frames } = alertWording[reader.language]
  const { kind, openedAt, lastAt } = incident
  const { aboutOrders: ofOrders, resolvesWhen: ends } = rulesOf(kind)
  const isSign = typeof ends === 'number'
  const ofOthers = ofOrders ? frames['over-orders'] : frames.over
  return fill(isSign ? frames.silent : mailed ? frames['over-mailed'] : ofOthers, {
    ...mailed,
    name: named(incident, reader, count).name,
    since: clockTime(openedAt, overAt, reader),
    until: clockTime(isSign ? lastAt : overAt, overAt, reader),
    amount: amountText(count, ofOrders, reader),
  })
}

/** The number of orders, or of occurrences. */
export function amountText(count: number, isOrders: boolean, { language }: Pick<Reader, 'language'>): string {
  const { orders, time, times } = alertWording[language].frames
  return isOrders || count !== 1 ? fill(isOrders ? orders : times, { count: String(count) }) : time
}

/** Title of a message: its incident, the number of its orders, and whether the incident is resolved. */
export function titleText(incidentKey: IncidentKey, isOver: boolean, reader: Reader, count: number): string {
  const { name } = named(incidentKey, reader, count)
  return isOver ? fill(alertWording[reader.language].frames['title-over'], { name }) : name
}

/** Title of the end of an incident whose orders a mail took over. */
export const mailedTitle = (incidentKey: IncidentKey, reader: Reader, count: number): string =>
  fill(alertWording[reader.language].frames['title-mailed'], { name: named(incidentKey, reader, count).name })

/** Text for a backup channel when another channel failed. */
export const escalatedText = (text: string, channel: string, { language }: Reader): string =>
  fill(alertWording[language].frames.escalated, { text, channel })

/** The step to take about an incident; empty if the reason says the step. */
export const stepsFor = (incidentKey: IncidentKey, reader: Reader): string => named(incidentKey, reader, 1).todo

function named(incidentKey: IncidentKey, { language }: Reader, count: number): { name: string; todo: string } {
  const { name, todo, values } = wordsFor(incidentKey, alertWording[language])
  return { name: fill(name, { ...values, count: String(count) }), todo: fill(todo, values) }
}

function wordsFor(incidentKey: IncidentKey, { kinds, reasons }: AlertWording) {
  const { kind, route, cause } = incidentKey
  const words = kinds[wordingName(incidentKey)]
  const reason = kind === 'internal-error' ? reasons.fault : kind === 'held' ? reasons[cause as HoldReason] : null
  return { ...words, todo: reason?.todo ?? words.todo, values: { route, cause, reason: reason?.name ?? '' } }
}

/** Name of the wording for an incident: some kinds have several wordings. */
function wordingName({ kind, route, cause }: IncidentKey): keyof AlertWording['kinds'] {
  if (cause === CANCELLATION && kind !== 'refused') return 'cancellation-open'
  if (kind === 'held' || kind === 'internal-error') return route ? `${kind}-on-route` : kind
  if (kind === 'courier' && cause !== '' && cause !== 'offline') return 'courier-issue'
  if (kind === 'channel-failed' && cause === 'break-glass') return 'break-glass'
  if (kind === 'archive' && cause === UNARCHIVED) return 'archive-order'
  if (kind === 'late' && (cause === 'receipt-overdue' || cause === 'lasting')) return cause
  if (kind === 'sent-unconfirmed' && cause === 'outbox-unreachable') return 'outbox-unreachable'
  return kind === 'refused' && isRefusal(cause) ? REFUSALS[cause] : kind
}

/** Wordings of a refusal, by its cause. */
const REFUSALS = {
  'given-up': 'given-up',
  rejected: 'rejected',
  'accepted-with-changes': 'accepted-with-changes',
  replaced: 'replaced-rejected',
  cancellation: 'cancellation-rejected',
} as const

const isRefusal = (cause: string): cause is keyof typeof REFUSALS => Object.hasOwn(REFUSALS, cause)

/** The first names of a list, and the number of the others. */
export function listText(names: readonly string[], count: number, { language }: Pick<Reader, 'language'>): string {
  const orders = names.join(', ')
  if (count <= names.length) return orders
  return fill(alertWording[language].frames.others, { orders, count: String(count - names.length) })
}

/** The time on the supplier's clock; with its date when it differs from the date of `now`. */
export function clockTime(moment: number, now: number, { timeZone, language }: Reader): string {
  const [local, today] = [localMoment(moment, timeZone), localMoment(now, timeZone)]
  const time = local.time.slice(0, 5)
  return local.date === today.date ? timeWords(time, language) : dateWords(`${local.date} ${time}`, language)
}
