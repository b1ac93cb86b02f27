import type { Order } from '../../order/order.ts'
import type { RenderContext } from '../format.ts'

/** What a format without a code for it must say in words. */
export const possibleRepeatNotice = ({ possibleRepeat }: RenderContext): string | undefined =>
  possibleRepeat ? 'POSSIBLE REPEAT' : undefined

/** What this document does to an earlier one. */
export function purposeNotice({ number }: Order, { purpose }: RenderContext): string | undefined {
  if (purpose === 'cancellation') return `CANCELLED: order ${number} is not to be delivered`
  return purpose === 'replacement' ? `REPLACES every earlier version of order ${number}` : undefined
}

export const testNotice = ({ test }: { readonly test: boolean }): string | undefined =>
  test ? 'TEST ORDER, NOT TO BE DELIVERED' : undefined
