import type { Order } from '../../model/order/order.ts'
import type { RenderContext } from '../format.ts'

/** Text for a format that has no code for a possible repeat. */
export const possibleRepeatNotice = ({ possibleRepeat }: RenderContext): string | undefined =>
  possibleRepeat ? 'POSSIBLE REPEAT' : undefined

/** Text that says how this document changes an earlier document. */
export function purposeNotice({ number }: Order, { purpose }: RenderContext): string | undefined {
  if (purpose === 'cancellation') return `CANCELLED: order ${number} is not to be delivered`
  return purpose === 'replacement' ? `REPLACES every earlier version of order ${number}` : undefined
}

export const testNotice = ({ test }: { readonly test: boolean }): string | undefined =>
  test ? 'TEST ORDER, NOT TO BE DELIVERED' : undefined
