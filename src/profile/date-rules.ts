import { localDate, localMoment } from '../local-time.ts'
import type { Order } from '../order/order.ts'
import type { HoldReason } from '../outbox/state.ts'
import type { ProblemCode } from '../problem.ts'
import { deliveryDay } from './calendar.ts'
import type { Finding } from './rules.ts'
import type { Supplier } from './supplier.ts'

/** What there is to say of an order's delivery date: at most one thing, the first that applies. */
export function dateFindings({ deliveryDate, customer }: Order, supplier: Supplier, now: number): Finding[] {
  if (deliveryDate === null) {
    if (supplier.noDeliveryDate === 'omit') return []
    return hold('no-delivery-date', 'date-missing', 'The order names no delivery date. Ask the customer for one.', {})
  }
  // A webhook refuses this before; a polled order can't be refused any more.
  if (deliveryDate < localDate(now, supplier.timeZone)) {
    const message = `The delivery date ${deliveryDate} is past. Ask the customer for another.`
    return hold('stale', 'date-past', message, { date: deliveryDate })
  }
  const { otherDays = 'pass', afterCutOff = 'hold' } = supplier.calendar ?? {}
  const day = deliveryDay(supplier, customer, deliveryDate)
  if (day && !day.isDelivered && otherDays !== 'pass') {
    const said = `There is no delivery on ${deliveryDate}.`
    if (otherDays === 'hold')
      return hold('no-delivery-day', 'no-delivery-day', `${said} Ask the customer for another date.`, {
        date: deliveryDate,
      })
    return refuse('no-delivery-day', 'no-delivery-day', `${said} Choose another date.`, { date: deliveryDate })
  }
  if (day && now > day.cutOff) {
    const { date, time } = localMoment(day.cutOff, supplier.timeZone)
    const until = `${date} ${time.slice(0, 5)}`
    const said = `Orders for ${deliveryDate} were taken until ${until}.`
    if (afterCutOff === 'hold')
      return hold('stale', 'cut-off-passed', `${said} Ask the customer for another date.`, {
        date: deliveryDate,
        until,
      })
    return refuse('stale', 'cut-off-passed', `${said} Choose a later date.`, { date: deliveryDate, until })
  }
  return []
}

const path = 'expected_delivery_date'

type Values = Readonly<Record<string, string>>

const hold = (reason: HoldReason, code: ProblemCode, message: string, values: Values): Finding[] => [
  { rule: 'hold', reason, problem: { path, code, message, values } },
]

const refuse = (reason: HoldReason, code: ProblemCode, message: string, values: Values): Finding[] => [
  { rule: 'refuse', reason, problem: { path, code, message, values } },
]
