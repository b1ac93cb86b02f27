import type { Visit } from '../frame/visit.ts'
import { keyedTooText } from '../order/keyed-too.ts'
import { mayBeThere } from '../order/possible-actions.ts'
import type { BulkAction } from './bulk-action.ts'
import type { ChosenOrder } from './chosen-orders.ts'

/** The reason why an action on several orders leaves this order alone. */
export function aloneText({ view, supplier }: ChosenOrder, action: BulkAction, visit: Visit): string {
  const { bulk } = visit.words
  if (action === 'release' && mayBeThere(view)) return bulk.uncertain
  return (action === 'keyed' ? keyedTooText(view, supplier, visit) : null) ?? bulk.alone
}
