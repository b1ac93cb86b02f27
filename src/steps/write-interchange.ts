import type { Warning } from '../model/document.ts'
import { findingNote } from '../model/finding.ts'
import { joinMessages, type Problem } from '../model/problem.ts'
import type { Result } from '../model/result.ts'
import type { Gathered, UnwritableMember, WriteInterchange } from '../outbox/batch/build-interchange.ts'
import type { DueRow } from '../outbox/due-row.ts'
import type { DocumentNumbers } from '../outbox/numbers.ts'
import { requireRoute } from '../profile/route-named.ts'
import type { Route } from '../profile/supplier.ts'
import { composeInterchange, type Fitted, fitted, type Together } from './compose-together.ts'
import type { DispatchPorts } from './dispatch-ports.ts'
import { occasionOf, orderOf } from './stored-order.ts'

/** The metadata stored with an interchange. The digest is computed when the interchange is sent. */
export interface InterchangeNote extends Omit<Together, 'bytes' | 'warnings'> {
  readonly orderNumber: string
  /** The warnings of each order, in the sequence of the orders. */
  readonly each: readonly (readonly Warning[])[]
}

/** The size limit of an interchange, equal to the default limit of one webhook body. */
const MOST_BYTES = 1_048_576
/** The warnings share a row of at most 2 MB with the first MiB of the document. */
const MOST_NOTED = 500_000

interface Member extends Fitted {
  readonly member: DueRow
}

/** Writes the orders with the same batch key as one document. An unwritable order delays no other order. */
export function writeInterchange(ports: Pick<DispatchPorts, 'sql' | 'supplier' | 'clock'>): WriteInterchange {
  return (rows, first, draw) => {
    const unfit: UnwritableMember[] = []
    const route = requireRoute(ports.supplier, first.route)
    const ready = rows.flatMap((row) => {
      const written = attempt(() =>
        fitted(orderOf(row, ports), route, ports.supplier, occasionOf({ ...row, ...NO_NUMBERS }, ports)),
      )
      if (written?.ok) return [{ ...written.value, member: row }]
      unfit.push(written ? { member: row, reason: 'unwritable', why: joinMessages(written.error) } : faulty(row))
      return []
    })
    const alike = ofOneKind(ready, first)
    if (alike.length === 0) return { gathered: null, unfit }
    const numbers = draw()
    const { controlNumber, groupNumber } = numbers
    const numbered = alike.map((entry) => ({
      ...entry,
      occasion: { ...entry.occasion, controlNumber: controlNumber ?? 0, groupNumber },
    }))
    return { gathered: asMany(numbered, route, numbers, unfit), unfit }
  }
}

const NO_NUMBERS: DocumentNumbers = { controlNumber: null, groupNumber: null }

const faulty = (member: DueRow): UnwritableMember => ({
  member,
  reason: 'fault',
  why: findingNote('preparation-failed'),
})

/** Null after an internal error. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

/**
 * Selects the orders with the batch key of the longest-waiting order. A customer's later orders wait behind an order
 * with another key.
 */
function ofOneKind(ready: readonly Member[], first: DueRow): Member[] {
  const batchKey = (ready.find(({ member }) => member === first) ?? ready[0])?.batchKey
  const passed = new Set<string>()
  return ready.filter((entry) => {
    if (entry.batchKey === batchKey && !passed.has(entry.order.customer)) return true
    passed.add(entry.order.customer)
    return false
  })
}

/**
 * Writes as many orders as one document can hold, starting with the first. Leaves out orders that cause an internal
 * error.
 */
function asMany(
  all: readonly Member[],
  route: Route,
  numbers: DocumentNumbers,
  unfit: UnwritableMember[],
): Gathered | null {
  const [head, ...rest] = all
  if (!head) return null
  const written = attempt(() => composeInterchange([head, ...rest], route))
  if (written === null) {
    const faults =
      rest.length === 0 ? all : all.filter((entry) => attempt(() => composeInterchange([entry], route)) === null)
    for (const { member } of faults) unfit.push(faulty(member))
    // Each order can be written alone, but not all together: write the first order alone.
    return asMany(faults.length > 0 ? all.filter((entry) => !faults.includes(entry)) : [head], route, numbers, unfit)
  }
  const few = tooMany(written, all.length)
  if (few !== null) return asMany(all.slice(0, few), route, numbers, unfit)
  if (!written.ok) {
    unfit.push({ member: head.member, reason: 'unwritable', why: joinMessages(written.error) })
    return null
  }
  const { bytes, warnings: each, ...about } = written.value
  const note: InterchangeNote = { ...about, orderNumber: all.map(({ order }) => order.number).join(', '), each }
  return { members: all.map(({ member }) => member), numbers, bytes, metadata: JSON.stringify(note) }
}

/** The number of orders to try next; null when the document fits or holds a single order. */
function tooMany(written: Result<Together, Problem[]>, count: number): number | null {
  if (count === 1) return null
  if (!written.ok) return Math.ceil(count / 2)
  const { bytes, warnings } = written.value
  const over = Math.max(bytes.byteLength / MOST_BYTES, JSON.stringify(warnings).length / MOST_NOTED)
  return over > 1 ? Math.max(1, Math.min(count - 1, Math.floor(count / over))) : null
}
