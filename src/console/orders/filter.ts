import { type Cursor, readCursor } from '../../api/merge-pages.ts'
import { isDay, isOrderState } from '../../api/merged-orders.ts'
import type { OrderState } from '../../model/delivery-state.ts'

/** The filter in the address of the list. */
export interface OrderFilter {
  readonly text: string | null
  readonly state: OrderState | null
  readonly supplier: string | null
  readonly from: string | null
  readonly to: string | null
  readonly cursor: Cursor
  /** The address holds a value that no filter has. */
  readonly isWrong: boolean
}

const TEXT_LENGTH = 200

/** Reads the filter. A wrong value counts as absent: a person with a mistyped address still gets the list. */
export function readFilter(query: (name: string) => string | undefined, suppliers: readonly string[]): OrderFilter {
  const [state, supplier, from, to] = [query('state') || null, query('supplier') || null, query('from'), query('to')]
  const cursor = readCursor(query('cursor'))
  const days = [from, to].map((day) => (day && isDay(day) ? day : null))
  const filter = {
    text: (query('q') ?? '').trim().slice(0, TEXT_LENGTH) || null,
    state: state !== null && isOrderState(state) ? state : null,
    supplier: supplier !== null && suppliers.includes(supplier) ? supplier : null,
    from: days[0] ?? null,
    to: days[1] ?? null,
  }
  const isWrong =
    filter.state !== state ||
    filter.supplier !== supplier ||
    filter.from !== (from || null) ||
    filter.to !== (to || null) ||
    cursor === null
  return { ...filter, cursor: cursor ?? {}, isWrong }
}
