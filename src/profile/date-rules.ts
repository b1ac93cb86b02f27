import type { HoldReason } from '../model/delivery-state.ts'
import { localDate, localMoment } from '../model/local-time.ts'
import type { JudgedOrder } from '../model/order/judged-order.ts'
import type { ProblemCode } from '../model/problem.ts'
import { orderProblem } from '../model/problem-text.ts'
import { deliveryDay, firstDay } from './calendar.ts'
import { customerZone } from './customer-zone.ts'
import type { Finding } from './rules.ts'
import type { Supplier } from './supplier.ts'

/** Returns at most one finding about an order's delivery date: the first that applies. */
export function dateFindings({ deliveryDate, customer }: JudgedOrder, supplier: Supplier, now: number): Finding[] {
  const finding = (rule: Finding['rule'], reason: HoldReason, code: ProblemCode, values = {}): Finding[] => {
    const first = firstDay(supplier, customer, now)
    const known = { ...values, ...(first === null ? {} : { first }) }
    return [{ rule, reason, problem: orderProblem('expected_delivery_date', code, known) }]
  }
  if (deliveryDate === undefined) return []
  if (deliveryDate === null) {
    const rule = supplier.noDeliveryDate
    return rule === 'omit' ? [] : finding(rule, 'no-delivery-date', 'date-missing')
  }
  const date = deliveryDate
  // The webhook has refused such an order before. A polled order can only be held.
  if (date < localDate(now, customerZone(customer, supplier))) return finding('hold', 'stale', 'date-past', { date })
  const { nonDeliveryDays = 'pass', afterCutOff = 'refuse' } = supplier.calendar ?? {}
  const day = deliveryDay(supplier, customer, date)
  if (day && !day.isDelivered && nonDeliveryDays !== 'pass')
    return finding(nonDeliveryDays, 'no-delivery-day', 'no-delivery-day', { date })
  if (day && now > day.cutOff) {
    const { date: lastDate, time } = localMoment(day.cutOff, supplier.timeZone)
    return finding(afterCutOff, 'stale', 'cut-off-passed', { date, until: `${lastDate} ${time.slice(0, 5)}` })
  }
  return []
}
