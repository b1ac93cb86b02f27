import { type Decimal, isWhole, multiply, toDecimal } from '../decimal.ts'
import type { Order } from '../order/order.ts'
import type { HoldReason } from '../outbox/state.ts'
import type { Problem } from '../problem.ts'
import { orderProblem } from '../text/problem-text.ts'
import { dateFindings } from './date-rules.ts'
import type { Route, Supplier } from './supplier.ts'

/** What the supplier's own tables and settings say of an order. */
export interface RuleFindings {
  /** Told to the chef: 422. */
  readonly refused: readonly Problem[]
  /** Kept for a person at the supplier. */
  readonly held: readonly { readonly reason: HoldReason; readonly problem: Problem }[]
}

/** What the rules read of an order; null or undefined where the order has a fault there. */
export interface JudgedOrder {
  readonly customer: string | null
  readonly deliveryDate: string | null | undefined
  readonly remarks: string
  readonly lines: readonly { readonly article: string | null; readonly quantity: Decimal | null }[]
}

/** Who reads a refusal: of a polled order nobody does, so what a chef could mend is held under its own reason. */
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

/** Sandbox and production of Apicbase share credentials, so only the customer number or the supplier's setting tells. */
export const isTestOrder = (order: Order, supplier: Supplier): boolean =>
  supplier.environment === 'test' || supplier.testCustomers.includes(order.customer)

/** A test order leaves only marked as one: by a route to a test system, or under the format's own test flag. */
export const takesTestOrders = ({ test, document }: Route): boolean => test || document.test === true

/** Whether orders of this customer leave by this route at all. */
export function takesOrder({ when }: Route, { customer }: Order, { customers = [] }: Supplier): boolean {
  if (!when) return true
  const depot = customers.find((row) => row.customer === customer)?.depot
  const isTheirs = depot !== undefined && [when.depot].flat().includes(depot)
  return isTheirs || (when.customers?.includes(customer) ?? false)
}

export interface Finding {
  readonly rule: 'refuse' | 'hold'
  readonly reason: HoldReason
  readonly problem: Problem
}

/** With a table the default is to hold; without one everything passes. */
const ruleFor = (rule: 'refuse' | 'hold' | 'pass' | undefined, hasTable: boolean) =>
  rule ?? (hasTable ? 'hold' : 'pass')

function unknownCustomer({ customer }: JudgedOrder, { customers, unknown }: Supplier): Finding[] {
  const rule = ruleFor(unknown.customer, customers !== undefined)
  if (customer === null || rule === 'pass' || !customers || customers.some((known) => known.customer === customer))
    return []
  const problem = orderProblem('supplier_customer_number', 'unknown-customer', { customer })
  return [{ rule, reason: 'unknown-customer', problem }]
}

function unknownArticles({ lines }: JudgedOrder, { articles, unknown }: Supplier): Finding[] {
  const rule = ruleFor(unknown.article, articles !== undefined)
  if (rule === 'pass' || !articles) return []
  const known = new Set(articles.map(({ article }) => article))
  return lines.flatMap(({ article }, at) => {
    if (article === null || known.has(article)) return []
    const problem = orderProblem(`packages[${at}].supplier_package.supplier_article_number`, 'unknown-article', {
      article,
    })
    return [{ rule, reason: 'unknown-article', problem } satisfies Finding]
  })
}

/**
 * Quantities are integers in Apicbase's documentation; a fraction is only expected of an article sold by weight. A fraction
 * that the articles table's factor makes is a question for the desk: the chef ordered a whole number.
 */
function fractions({ lines }: JudgedOrder, { articles = [], fractions: rule }: Supplier): Finding[] {
  const rows = new Map(articles.map((row) => [row.article, row]))
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
