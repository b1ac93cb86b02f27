import { type Cursor, readCursor } from '../../api/merge-pages.ts'
import { isDay, isOrderState, readPassed } from '../../api/merged-orders.ts'
import { HOLD_REASONS, type HoldReason, type OrderState } from '../../model/delivery-state.ts'
import type { PassedFilter } from '../../outbox/passed-filter.ts'

/** The filter in the address of the list. */
export interface OrderFilter {
  readonly text: string | null
  readonly state: OrderState | null
  readonly supplier: string | null
  readonly from: string | null
  readonly to: string | null
  /** The delivery day. */
  readonly day: string | null
  /** Only held orders that wait for this reason. */
  readonly holdReason: HoldReason | null
  /** Only orders that a route refused, and that a fallback route brought. */
  readonly passed: PassedFilter | null
  readonly cursor: Cursor
  /** The address holds a value that no filter has. */
  readonly isWrong: boolean
}

const TEXT_LENGTH = 200

/** Reads the filter. A wrong value counts as absent: a person with a mistyped address still gets the list. */
export function readFilter(query: (name: string) => string | undefined, suppliers: readonly string[]): OrderFilter {
  const asked = (name: string): string | null => query(name) || null
  const [state, supplier] = [asked('state'), asked('supplier')]
  const days = { from: asked('from'), to: asked('to'), day: asked('day') }
  const wanted = { state, supplier, ...days, holdReason: asked('reason') }
  const cursor = readCursor(query('cursor'))
  const passed = readPassed(query)
  const filter = {
    text: (query('q') ?? '').trim().slice(0, TEXT_LENGTH) || null,
    state: state !== null && isOrderState(state) ? state : null,
    supplier: supplier !== null && suppliers.includes(supplier) ? supplier : null,
    ...{ from: dayOf(days.from), to: dayOf(days.to), day: dayOf(days.day) },
    holdReason: state === 'held' ? (HOLD_REASONS.find((one) => one === wanted.holdReason) ?? null) : null,
  }
  const isWrong =
    KEYS.some((key) => filter[key] !== wanted[key]) || asked('dueFrom') !== (passed?.dueFrom ?? null) || cursor === null
  return { ...filter, passed, cursor: cursor ?? {}, isWrong }
}

const KEYS = ['state', 'supplier', 'from', 'to', 'day', 'holdReason'] as const

/** Null for a text that is no day. */
export const dayOf = (text: string | null | undefined): string | null => (text && isDay(text) ? text : null)

/** The part of an address that a filter of orders which another route brought stands in. */
export const passedQuery = (passed: PassedFilter | null) =>
  passed && { refusedBefore: passed.refusedBefore, broughtBy: passed.broughtBy, dueFrom: passed.dueFrom }

/** Whether the list shows all orders in a state, so that the counts of the states are counts of the list. */
export const isWhole = ({ text, from, to, day, passed }: OrderFilter): boolean =>
  text === null && from === null && to === null && day === null && passed === null
