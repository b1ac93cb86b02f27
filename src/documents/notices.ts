import type { Order } from '../order.ts'
import type { Occasion } from './format.ts'

/** What a format without a code for it must say in words. */
export const possibleRepeat = ({ possibleRepeat }: Occasion): string | undefined =>
  possibleRepeat ? 'POSSIBLE REPEAT' : undefined

export const replaces = (order: Order, { purpose }: Occasion): string | undefined =>
  purpose === 'replacement' ? `REPLACES every earlier version of order ${order.number}` : undefined

export const testNotice = ({ test }: { readonly test: boolean }): string | undefined =>
  test ? 'TEST ORDER, NOT TO BE DELIVERED' : undefined
