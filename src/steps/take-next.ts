import { type Telling, tell } from '../outbox/alerts/tell.ts'
import { takeTogether } from '../outbox/batch/gather.ts'
import { type Held, type Taken, type TakeRules, take } from '../outbox/queue.ts'
import type { DispatchPorts } from '../ports.ts'
import { writeTogether } from './seal.ts'

/** What a route sends next: one delivery, or as many as go in one document. */
export function takeNext({ batch, ...rules }: TakeRules, now: number, ports: Omit<DispatchPorts, 'isDoubtful'>): Taken {
  return batch ? takeTogether(ports.sql, { ...rules, batch }, writeTogether(ports), now) : take(ports.sql, rules, now)
}

/** What was due, and waits for a person instead. */
export function tellHeld(held: readonly (Held & { readonly route: string })[], telling: Telling): void {
  for (const { reason, why, ...one } of held)
    if (reason === 'fault') tell(telling, { kind: 'fault', ...one, why: '' })
    else {
      const said = why ?? (reason === 'uncertain' ? ({ says: 'cut-short' } as const) : '')
      tell(telling, { kind: 'held', ...one, cause: reason, why: said })
    }
}
