import type { DeliveryState } from '../../model/delivery-state.ts'
import type { OrderView } from '../../outbox/views.ts'
import { supplierNamed } from '../../profile/route-named.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { Services } from '../../services.ts'
import { orderState } from '../order/order-state.ts'

/** An order that a person ticked in the list. */
export interface ChosenOrder {
  readonly name: string
  readonly supplier: Supplier
  readonly view: OrderView
  /** The state that the person saw; null where the person only ticked. */
  readonly seen: string | null
}

/** The orders that a person may tick at once. A page of the list shows fewer. */
export const MOST = 50

/** The value of a tick: the supplier, the order and, on the page before the action, the state that the person saw. */
export const tickValue = (supplier: string, orderId: string, seen?: string): string =>
  [supplier, orderId, ...(seen === undefined ? [] : [seen])].map(encodeURIComponent).join('/')

/** The field with the number that the ERP gave to the order. */
export const erpField = (supplier: string, orderId: string): string => `erp-${tickValue(supplier, orderId)}`

/** The most characters of a number of the ERP. */
export const ERP_NUMBER_LENGTH = 200

/** Reads the ticked orders. Leaves out what is no order of a supplier that the visitor may see. */
export async function chosenOrders(
  values: readonly string[],
  { gateway, outbox }: Pick<Services, 'gateway' | 'outbox'>,
): Promise<ChosenOrder[]> {
  const chosen = await Promise.all(
    [...new Set(values)].slice(0, MOST).map(async (value): Promise<ChosenOrder | null> => {
      const [name = '', orderId = '', seen = null] = value.split('/').map(decoded)
      const supplier = supplierNamed(gateway, name ?? '')
      const view = supplier && orderId !== null ? await outbox(name ?? '').view(orderId) : null
      return supplier && view ? { name: name ?? '', supplier, view, seen } : null
    }),
  )
  return chosen.filter((order) => order !== null)
}

/** The value of a tick on the list to print, with the version that a person keys from the paper. */
export const paperTick = (supplier: string, orderId: string, version: number): string =>
  tickValue(supplier, orderId, `paper-${version}`)

const COUNTS_NO_MORE: ReadonlySet<DeliveryState> = new Set(['discarded', 'superseded'])

/** A later version that still counts came after the paper, so the person keyed an earlier version. */
export const isNewerThanPaper = ({ view: { deliveries }, seen }: ChosenOrder): boolean => {
  const [, version] = /^paper-(\d+)$/.exec(seen ?? '') ?? []
  const standing = deliveries.filter(({ state }) => !COUNTS_NO_MORE.has(state))
  return version !== undefined && standing.some((delivery) => delivery.version > Number(version))
}

export const hasMovedOn = ({ view, seen }: ChosenOrder): boolean => seen !== orderState(view)

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
