import type { Warning } from '../../model/document.ts'
import type { Order } from '../../model/order/order.ts'
import { lostDay, lostRemarks, lostTime } from '../content/lost-fields.ts'
import { specimenOrder } from '../specimen.ts'

/**
 * Warns of each field of the order that a filled template does not show. Each of `fills` must show the field: a person
 * reads only one body of a mail.
 */
export function lostFields(order: Order, fills: readonly ((specimen: Order) => string)[]): Warning[] {
  const shows = (other: Order): boolean => fills.every((fill) => fill(specimenOrder) !== fill(other))
  const { deliveryTime: _, ...dayOnly } = specimenOrder
  return [
    ...(order.remarks === '' || shows({ ...specimenOrder, remarks: '' }) ? [] : lostRemarks(order)),
    ...(order.deliveryDate === null || shows({ ...specimenOrder, deliveryDate: OTHER_DAY })
      ? order.deliveryTime === undefined || shows(dayOnly)
        ? []
        : lostTime(order, '')
      : lostDay(order)),
  ]
}

const OTHER_DAY = '2026-02-04'
