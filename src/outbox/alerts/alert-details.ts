import type { Alert, AlertDetails } from '../../alerts/alert.ts'
import { rulesOf } from '../../alerts/kinds.ts'
import { amountText, clockTime, type Reader } from './alert-text.ts'
import type { Incident } from './incidents.ts'

type Message = Pick<Alert, 'kind' | 'text' | 'count'>

interface Alerted {
  readonly about: string
  readonly incident: Incident
  /** The beginning of the incident, or the due time of the order that the message is about. */
  readonly since: number
  readonly now: number
}

/** The parts of a message for a mail: a reader finds each part in its own place. */
export function alertDetails(
  { about, incident, since, now }: Alerted,
  { kind, text, count = 1, ...pages }: Message & Pick<AlertDetails, 'order' | 'catalogueUrl'>,
  reader: Reader,
  step: string,
): AlertDetails {
  const { language } = reader
  const hasStep = step !== '' && text.endsWith(step)
  const what = hasStep ? text.slice(0, -step.length).trimEnd() : text
  const steps = hasStep ? step.split(STEP_END) : []
  const isOver = kind === 'resolved'
  const isOrders = rulesOf(incident.kind).aboutOrders
  // An incident without orders that happened once has no number.
  const amount = isOver || (!isOrders && count === 1) ? null : amountText(count, isOrders, reader)
  return {
    ...{ language, about, what, steps },
    ...(isOver ? {} : { since: clockTime(since, now, reader) }),
    ...(amount === null ? {} : { amount }),
    ...(isOver ? {} : pages),
  }
}

/** The first words of an alternative, which belongs to the step before. */
const ALTERNATIVES = 'Or|Otherwise|Of|Anders|Ou|Sinon|Oder|Sonst'
/** The dot after the day of a German date, as in `Mittwoch, 25. November`. */
const DAY_DOT = ', \\d\\d?\\.'
const STEP_END = new RegExp(`(?<=[.!?])(?<!${DAY_DOT}) +(?=\\p{Lu})(?!(?:${ALTERNATIVES})\\P{L})`, 'u')

/** The details of a statement: its first line is the title. */
export const statementDetails = (about: string, text: string, { language }: Reader): AlertDetails => ({
  ...{ language, about, steps: [] },
  what: text.split('\n').slice(1).join('\n'),
})
