import { possibleActions } from '../order/possible-actions.ts'
import type { ChosenOrder } from './chosen-orders.ts'

/** The actions on several orders at once. */
export const BULK_ACTIONS = ['hold', 'release', 'discard'] as const
export type BulkAction = (typeof BULK_ACTIONS)[number]

export const isBulkAction = (text: string | null | undefined): text is BulkAction =>
  BULK_ACTIONS.some((action) => action === text)

/** A change that must go as a replacement or as another order needs a separate decision. */
export const allows = ({ view }: ChosenOrder, action: BulkAction): boolean =>
  possibleActions(view, []).some(({ name, route }) => name === action && route === null)
