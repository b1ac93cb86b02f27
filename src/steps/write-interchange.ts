import type { Warning } from '../document.ts'
import type { Gathered, UnwritableMember, WriteInterchange } from '../outbox/batch/build-interchange.ts'
import type { DueRow } from '../outbox/due-row.ts'
import type { DocumentNumbers } from '../outbox/numbers.ts'
import type { DispatchPorts } from '../ports.ts'
import { joinMessages, type Problem } from '../problem.ts'
import type { Route } from '../profile/supplier.ts'
import type { Result } from '../result.ts'
import { composeInterchange, type Fitted, fitted, type Together } from './compose-together.ts'
import { occasionOf, orderOf, routeOf } from './stored-order.ts'

/** What is kept beside the document of an interchange. Its digest is taken of the bytes when it goes. */
export interface InterchangeNote extends Omit<Together, 'bytes' | 'warnings'> {
  readonly orderNumber: string
  /** Of each order what was changed in it, in their order. */
  readonly each: readonly (readonly Warning[])[]
}

/** What several orders may come to: as much as a webhook may bring of one. */
const MOST_BYTES = 1_048_576
/** What is noted lies in a row with the first MiB, and a row holds 2 MB. */
const MOST_NOTED = 500_000

interface Member extends Fitted {
  readonly member: DueRow
}

/** Writes those of one kind as one document. One that can't be written holds up no other. */
export function writeInterchange(ports: Pick<DispatchPorts, 'sql' | 'supplier' | 'clock'>): WriteInterchange {
  return (rows, first, draw) => {
    const unfit: UnwritableMember[] = []
    const route = routeOf(first, ports)
    const ready = rows.flatMap((row) => {
      const one = attempt(() =>
        fitted(orderOf(row, ports), route, ports.supplier, occasionOf({ ...row, ...NO_NUMBERS }, ports)),
      )
      if (one?.ok) return [{ ...one.value, member: row }]
      unfit.push(one ? { member: row, reason: 'unwritable', why: joinMessages(one.error) } : faulty(row))
      return []
    })
    const alike = ofOneKind(ready, first)
    if (alike.length === 0) return { gathered: null, unfit }
    const numbers = draw()
    const { controlNumber, groupNumber } = numbers
    const numbered = alike.map((one) => ({
      ...one,
      occasion: { ...one.occasion, controlNumber: controlNumber ?? 0, groupNumber },
    }))
    return { gathered: asMany(numbered, route, numbers, unfit), unfit }
  }
}

const NO_NUMBERS: DocumentNumbers = { controlNumber: null, groupNumber: null }

const faulty = (member: DueRow): UnwritableMember => ({
  member,
  reason: 'fault',
  why: 'Orderbridge failed while it prepared this document.',
})

/** Null where we stumble. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

/** Those of the kind of whoever has waited longest. Behind one of another kind its customer's later orders wait as well. */
function ofOneKind(ready: readonly Member[], first: DueRow): Member[] {
  const batchKey = (ready.find(({ member }) => member === first) ?? ready[0])?.batchKey
  const passed = new Set<string>()
  return ready.filter((one) => {
    if (one.batchKey === batchKey && !passed.has(one.order.customer)) return true
    passed.add(one.order.customer)
    return false
  })
}

/** As many of them as one document can hold, from the first on. What we stumble over is left out. */
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
      rest.length === 0 ? all : all.filter((one) => attempt(() => composeInterchange([one], route)) === null)
    for (const { member } of faults) unfit.push(faulty(member))
    // Where each by itself is sound and they are not together, they go one by one.
    return asMany(faults.length > 0 ? all.filter((one) => !faults.includes(one)) : [head], route, numbers, unfit)
  }
  const few = tooMany(written, all.length)
  if (few !== null) return asMany(all.slice(0, few), route, numbers, unfit)
  if (!written.ok) {
    unfit.push({ member: head.member, reason: 'unwritable', why: joinMessages(written.error) })
    return null
  }
  const { bytes, warnings: each, ...about } = written.value
  const note: InterchangeNote = { ...about, orderNumber: all.map(({ order }) => order.number).join(', '), each }
  return { members: all.map(({ member }) => member), numbers, bytes, about: JSON.stringify(note) }
}

/** How many fewer would do; null where these do, or there is only one. */
function tooMany(written: Result<Together, Problem[]>, count: number): number | null {
  if (count === 1) return null
  if (!written.ok) return Math.ceil(count / 2)
  const { bytes, warnings } = written.value
  const over = Math.max(bytes.byteLength / MOST_BYTES, JSON.stringify(warnings).length / MOST_NOTED)
  return over > 1 ? Math.max(1, Math.min(count - 1, Math.floor(count / over))) : null
}
