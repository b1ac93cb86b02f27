import type { Order } from '../../order/order.ts'
import type { Supplier } from '../../profile/supplier.ts'

type Policy = Pick<Supplier, 'remarks'>

/** What the whole order says. */
export const headerRemarks = ({ remarks }: Order, supplier: Policy): string =>
  supplier.remarks === 'first-line' ? '' : remarks

/** What a line says, for systems that read the text of lines alone: the first has all of it. */
export const lineRemarks = ({ remarks }: Order, supplier: Policy, index: number): string =>
  supplier.remarks === 'first-line' && index === 0 ? remarks : ''
