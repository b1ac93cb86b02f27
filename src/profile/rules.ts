import { isWhole, multiply, toDecimal } from '../model/decimal.ts'
import type { HoldReason } from '../model/delivery-state.ts'
import type { JudgedOrder } from '../model/order/judged-order.ts'
import type { Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import { orderProblem } from '../model/problem-text.ts'
import { dateFindings } from './date-rules.ts'
import type { Route, Supplier } from './supplier.ts'
import { articlesByNumber, customersByNumber } from './table-index.ts'

/** The result of the supplier's tables and settings for an order. */
export interface RuleFindings {
  /** Shown to the chef with status 422. */
  readonly refused: readonly Problem[]
  /** Held for a person at the supplier. */
  readonly held: readonly { readonly reason: HoldReason; readonly problem: Problem }[]
}

/**
 * The reader of a refusal. A polled order has no reader, so a problem that the chef could correct is held under its
 * own reason.
 */
export type Audience = 'chef' | 'nobody'

export function applyRules(
  order: JudgedOrder,
  supplier: Supplier,
  now: number,
  audience: Audience = 'chef',
): RuleFindings {
  const mendable = [...fractions(order, supplier), ...dateFindings(order, supplier, now)]
  const findings = [
    ...unknownCustomer(order, supplier),
    ...unknownArticles(order, supplier),
    ...(audience === 'chef' ? mendable : mendable.map((finding) => ({ ...finding, rule: 'hold' as const }))),
    ...remarksNotTaken(order, supplier),
  ]
  return {
    refused: findings.flatMap(({ rule, problem }) => (rule === 'refuse' ? [problem] : [])),
    held: findings.flatMap(({ rule, reason, problem }) => (rule === 'hold' ? [{ reason, problem }] : [])),
  }
}

function remarksNotTaken({ remarks }: JudgedOrder, { remarks: policy }: Supplier): Finding[] {
  if (policy !== 'refuse' || remarks.trim() === '') return []
  return [{ rule: 'refuse', reason: 'invalid', problem: orderProblem('order_remarks', 'remarks-not-taken') }]
}

/**
 * Apicbase's sandbox and production share credentials, so only the customer number or the supplier's setting
 * identifies a test order.
 */
export const isTestOrder = (
  order: Pick<Order, 'customer'>,
  supplier: Pick<Supplier, 'environment' | 'testCustomers'>,
): boolean => supplier.environment === 'test' || supplier.testCustomers.includes(order.customer)

/** A test order is sent only with a mark: on a route to a test system, or with the format's test flag. */
export const takesTestOrders = ({ test, document }: Route): boolean => test || document.test === true

/** Whether the depot of a customer decides about a route. */
export const hasDepots = ({ routes }: Pick<Supplier, 'routes'>): boolean =>
  routes.some(({ when }) => when?.depot !== undefined)

/** Whether this route takes orders of this customer. */
export function takesOrder(
  { when }: Route,
  { customer }: Pick<Order, 'customer'>,
  { customers }: Pick<Supplier, 'customers'>,
): boolean {
  if (!when) return true
  const depot = customersByNumber(customers).get(customer)?.depot
  const isTheirs = depot !== undefined && [when.depot].flat().includes(depot)
  return isTheirs || (when.customers?.includes(customer) ?? false)
}

export interface Finding {
  readonly rule: 'refuse' | 'hold'
  readonly reason: HoldReason
  readonly problem: Problem
}

/** The default is to hold with a table, and to pass without a table. */
const ruleFor = (rule: 'refuse' | 'hold' | 'pass' | undefined, hasTable: boolean) =>
  rule ?? (hasTable ? 'hold' : 'pass')

function unknownCustomer({ customer }: JudgedOrder, { customers, unknown }: Supplier): Finding[] {
  const rule = ruleFor(unknown.customer, customers !== undefined)
  if (customer === null || rule === 'pass' || !customers || customersByNumber(customers).has(customer)) return []
  const problem = orderProblem('supplier_customer_number', 'unknown-customer', { customer })
  return [{ rule, reason: 'unknown-customer', problem }]
}

function unknownArticles({ lines }: JudgedOrder, { articles, unknown }: Supplier): Finding[] {
  const rule = ruleFor(unknown.article, articles !== undefined)
  if (rule === 'pass' || !articles) return []
  const known = articlesByNumber(articles)
  return lines.flatMap(({ article }, at) => {
    if (article === null || known.has(article)) return []
    const problem = orderProblem(`packages[${at}].supplier_package.supplier_article_number`, 'unknown-article', {
      article,
    })
    return [{ rule, reason: 'unknown-article', problem } satisfies Finding]
  })
}

/**
 * Apicbase documents quantities as integers, so only an article sold by weight may have a fraction. The desk decides
 * about a fraction that the articles table's factor causes: the chef ordered a whole number.
 */
function fractions({ lines }: JudgedOrder, { articles, fractions: rule }: Supplier): Finding[] {
  const rows = articlesByNumber(articles)
  return lines.flatMap(({ article, quantity: posted }, at) => {
    if (article === null || posted === null) return []
    const row = rows.get(article)
    const quantity = row?.factor === undefined ? posted : multiply(posted, toDecimal(row.factor) ?? '1')
    if (isWhole(quantity) || row?.weighted) return []
    const ordered = isWhole(posted) ? quantity : posted
    const problem = orderProblem(`packages[${at}].quantity_ordered`, 'quantity-fraction', {
      quantity: ordered,
      article,
    })
    return [{ rule: isWhole(posted) ? 'hold' : rule, reason: 'quantity', problem } satisfies Finding]
  })
}
