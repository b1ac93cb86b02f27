import type { OrderProgress } from '../../steps/dispatch-ports.ts'
import { plainText } from '../terminal-table.ts'
import { eventText } from './event-text.ts'

/** Messages about the internals of workerd, on which a supplier cannot act. */
const INTERNAL = /NOSENTRY|^\s*stack: |workerd\/\S+\.c\+\+|kj\/\S+\.(?:c\+\+|h):\d+/

/** A line of the Worker or of workerd as a person reads the line; null for a useless line. */
export function readableLine(line: string, now: Date): string | null {
  const time = now.toTimeString().slice(0, 8)
  const event = eventText(line)
  if (event !== null) return event === '' ? null : `${time}  ${plainText(event)}`
  const progress = progressIn(line)
  if (!progress) return INTERNAL.test(line) || line.trim() === '' ? null : line
  const { orderNumber, route, outcome } = progress
  return `${time}  ${plainText(orderNumber)}  ${route === undefined ? '' : `${route}: `}${WORDS[outcome] ?? plainText(outcome)}`
}

const WORDS: Readonly<Record<string, string>> = { kept: 'ready to be collected', sent: 'sent, its receipt is due' }

function progressIn(line: string): OrderProgress | null {
  if (!line.startsWith('{"progress":')) return null
  try {
    const { progress }: { progress: OrderProgress } = JSON.parse(line)
    return progress
  } catch {
    return null
  }
}
