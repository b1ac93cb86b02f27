import type { Acknowledgement } from '../documents/acknowledgement.ts'
import { strangeness } from '../documents/acknowledgement-parties.ts'
import { sentDocument } from '../documents/acknowledgement-readers.ts'
import { answer, type Effect } from '../outbox/acknowledgements.ts'
import { findSubject } from '../outbox/subject.ts'
import { type Telling, tell } from '../outbox/tell.ts'
import type { Route } from '../supplier.ts'

/** What became of the acknowledgements that were posted together. */
export interface Acknowledged {
  readonly matched: readonly Matched[]
  /** Of each that speaks of nothing we sent, why. */
  readonly unmatched: readonly string[]
}

export interface Matched extends Pick<Acknowledgement, 'kind' | 'verdict'> {
  readonly orderNumber: string | null
  readonly version: number
  readonly effect: Effect
}

/** Each settles the delivery it speaks of, or asks a person to look at it; what speaks of nothing changes nothing. */
export function acknowledge(route: Route, given: readonly Acknowledgement[], telling: Telling): Acknowledged {
  const matched: Matched[] = []
  const unmatched: string[] = []
  for (const one of given) {
    const result = acknowledgeOne(route, one, telling)
    if (typeof result === 'string') unmatched.push(result)
    else matched.push(result)
  }
  const [first] = unmatched
  if (first !== undefined) tellStray(route.name, first, telling)
  return { matched, unmatched }
}

function acknowledgeOne(route: Route, given: Acknowledgement, telling: Telling): Matched | string {
  const { sql, clock } = telling
  const strange = strangeness(given, sentDocument(route.document))
  if (strange !== null) return strange
  const spoken = findSubject(sql, route.name, given)
  if (typeof spoken === 'string') return spoken
  const effect = answer(sql, spoken, given, route.receipt, clock.now())
  const { orderId, orderNumber, version, state } = spoken
  const { kind, verdict } = given
  const refusedAfterAll = effect === 'noted' && state === 'done' && verdict !== 'accepted' && verdict !== 'received'
  if (effect === 'refused' || refusedAfterAll) {
    tell(telling, {
      kind: 'refused',
      orderId,
      version,
      route: route.name,
      cause: verdict === 'rejected' ? 'rejected' : 'changed',
      why: given.reason === null ? { says: 'no-reason' } : ended(given.reason),
    })
  }
  return { kind, verdict, orderNumber, version, effect }
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

/** Someone should know that a partner's answers go astray, and need not hear of each. */
export function tellStray(route: string, why: string, telling: Telling): void {
  tell(telling, { kind: 'acknowledgement', route, why })
}
