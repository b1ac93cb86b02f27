import type { AlertedOrder } from '../../alerts/alert.ts'
import { nameOfCustomer } from '../../profile/customer-names.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { dateWords } from '../../text/date-words.ts'
import { shown } from '../../text/shown.ts'
import { COUNTING_VERSION } from '../counting-version.ts'
import type { Sql } from '../sql.ts'
import { clockTime } from './alert-text.ts'

/** Longer than any name in practice. */
const NAME_LENGTH = 100

interface Row {
  readonly customer: string | null
  readonly deliveryDate: string | null
  readonly cutOff: number | null
}

/** The customer and the times of an order, for a mail. Null without such an order, and after the purge. */
export function alertedOrder(
  sql: Sql,
  orderId: string,
  supplier: Pick<Supplier, 'language' | 'timeZone' | 'customers'>,
  now: number,
): AlertedOrder | null {
  const [row] = sql.all<Row>(
    `SELECT o.customer, v.delivery_date AS deliveryDate, v.cut_off AS cutOff FROM orders o
     LEFT JOIN versions v ON v.order_id = o.id AND v.version = ${COUNTING_VERSION} WHERE o.id = ? AND o.purged_at IS NULL`,
    orderId,
  )
  if (!row) return null
  const { customer, deliveryDate, cutOff } = row
  const name = nameOfCustomer(customer, supplier)
  return {
    ...(customer === null ? {} : { customer: shown(name === null ? customer : `${name} (${customer})`, NAME_LENGTH) }),
    ...(deliveryDate === null ? {} : { deliveryDay: dateWords(deliveryDate, supplier.language) }),
    ...(cutOff === null ? {} : { cutOff: clockTime(cutOff, now, supplier) }),
  }
}
