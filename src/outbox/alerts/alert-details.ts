import { alertWording } from '../../../templates/alerts.ts'
import type { Alert, AlertDetails } from '../../alerts/alert.ts'
import { rulesOf } from '../../alerts/kinds.ts'
import { fill } from '../../text/fill.ts'
import { clockTime, type Reader } from './alert-text.ts'
import type { Incident } from './incidents.ts'

type Message = Pick<Alert, 'kind' | 'text' | 'count'>

/** The parts of a message for a mail: a reader finds each part in its own place. */
export function alertDetails(
  { about, incident, now }: { readonly about: string; readonly incident: Incident; readonly now: number },
  { kind, text, count = 1 }: Message,
  reader: Reader,
  step: string,
): AlertDetails {
  const { language } = reader
  const hasStep = step !== '' && text.endsWith(step)
  const what = hasStep ? text.slice(0, -step.length).trimEnd() : text
  const steps = hasStep ? sentencesOf(step) : []
  const isOver = kind === 'resolved'
  const amount = isOver ? null : amountText(incident, count, reader)
  return {
    ...{ language, about, what, steps },
    ...(isOver ? {} : { since: clockTime(incident.openedAt, now, reader) }),
    ...(amount === null ? {} : { amount }),
  }
}

/** Null for an incident without orders that happened once. */
function amountText({ kind }: Incident, count: number, { language }: Reader): string | null {
  const { frames } = alertWording[language]
  const isOrders = rulesOf(kind).aboutOrders
  if (!isOrders && count === 1) return null
  const [one, many] = isOrders ? [frames.order, frames.orders] : [frames.time, frames.times]
  return count === 1 ? one : fill(many, { count: String(count) })
}

const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?]) +(?=\p{Lu})/u)

/** The details of a statement: its first line is the title. */
export const statementDetails = (about: string, text: string, { language }: Reader): AlertDetails => ({
  ...{ language, about, steps: [] },
  what: text.split('\n').slice(1).join('\n'),
})
