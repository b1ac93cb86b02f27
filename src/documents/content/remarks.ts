import type { Order } from '../../model/order/order.ts'
import type { Supplier } from '../../profile/supplier.ts'

type Policy = Pick<Supplier, 'remarks'>

/** The remarks of the order for the header. */
export const headerRemarks = ({ remarks }: Order, supplier: Policy): string =>
  supplier.remarks === 'first-line' ? '' : remarks

/** The remarks for a line. For systems that read only the text of lines, the first line gets all remarks. */
export const lineRemarks = ({ remarks }: Order, supplier: Policy, index: number): string =>
  supplier.remarks === 'first-line' && index === 0 ? remarks : ''
