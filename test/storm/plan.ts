import { createHash } from 'node:crypto'
import { createDice, type Dice } from '../../src/cli/fake-apicbase/dice.ts'
import { type KillMoment, throwMoment } from '../crash/kill-moment.ts'
import { SUPPLIERS, type SupplierName, type Variant } from './setting.ts'

/** What the operator does to the gateway, and how long after what was before. The same seed makes the same plan, though not the same race. */
export type Event =
  | { readonly kind: 'kill'; readonly afterMs: number; readonly moment: KillMoment }
  | { readonly kind: 'change'; readonly afterMs: number; readonly change: Change; readonly byKill: boolean }
  | { readonly kind: 'restore'; readonly afterMs: number }
  | { readonly kind: 'rename'; readonly afterMs: number; readonly supplier: SupplierName }

export type Change = 'erp address' | 'erp format' | 'csv format' | 'csv transport' | 'csv route' | 'articles table'
const CHANGES: readonly [Change, ...Change[]] = [
  'erp address',
  'erp format',
  'csv format',
  'csv transport',
  'csv route',
  'articles table',
]

export interface Plan {
  readonly events: readonly Event[]
  /** Two runs with this in common have the same plan. */
  readonly mark: string
}

/** The gateway serves for so long before it is disturbed again. */
const APART_MS = 5_000
const SPREAD_MS = 9_000
/** About how many documents leave in one life. */
const MOST_COUNTED = 30
/** More than any run has time for. */
const MOST_EVENTS = 1_000

/** `killsWhen`: the moment of every kill, instead of a moment by chance. */
export function makePlan(seed: number, kinds: ReadonlySet<Event['kind']>, killsWhen?: KillMoment['when']): Plan {
  const dice = createDice(seed).fork()
  const events = Array.from({ length: MOST_EVENTS }, () => throwEvent(dice))
    .filter(({ kind }) => kinds.has(kind))
    .map((event) => (event.kind === 'kill' && killsWhen ? { ...event, moment: close(event.moment, killsWhen) } : event))
  return { events, mark: createHash('sha256').update(JSON.stringify(events)).digest('hex').slice(0, 8) }
}

/** An attempt lasts for so long, or longer. */
const CLOSE_MS = 20

const close = ({ nth, afterMs }: KillMoment, when: KillMoment['when']): KillMoment => ({
  when,
  nth: 1 + (nth % 5),
  afterMs: afterMs % CLOSE_MS,
})

const KINDS: readonly [Event['kind'], ...Event['kind'][]] = [
  'rename',
  ...Array<Event['kind']>(11).fill('kill'),
  ...Array<Event['kind']>(7).fill('change'),
  ...Array<Event['kind']>(2).fill('restore'),
]

function throwEvent(dice: Dice): Event {
  const afterMs = APART_MS + dice.below(SPREAD_MS)
  const kind = dice.pick(KINDS)
  // Thrown whatever the kind is, so that leaving one out changes no other.
  const moment = throwMoment(dice, MOST_COUNTED)
  const change = dice.pick(CHANGES)
  const byKill = dice.chance(0.5)
  const supplier = dice.pick(SUPPLIERS)
  if (kind === 'kill') return { kind, afterMs, moment }
  if (kind === 'change') return { kind, afterMs, change, byKill }
  return kind === 'rename' ? { kind, afterMs, supplier } : { kind, afterMs }
}

export function changed(variant: Variant, change: Change): Variant {
  switch (change) {
    case 'erp address':
      return { ...variant, erpAddress: variant.erpAddress === 'erp' ? 'otherErp' : 'erp' }
    case 'erp format':
      return { ...variant, erpFormat: variant.erpFormat === 'edifact-d96a' ? 'edifact-d01b' : 'edifact-d96a' }
    case 'csv format':
      return { ...variant, csvFormat: variant.csvFormat === 'csv' ? 'json' : 'csv' }
    case 'csv transport':
      return { ...variant, csvTransport: variant.csvTransport === 'http' ? 'mailbox' : 'http' }
    case 'csv route':
      return { ...variant, hasCsv: !variant.hasCsv }
    case 'articles table':
      return { ...variant, knowsArticle: !variant.knowsArticle }
  }
}
