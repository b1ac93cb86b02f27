import { isWhole } from '../decimal.ts'
import type { Order } from '../order/order.ts'
import type { HoldReason } from '../outbox/state.ts'
import type { Problem } from '../problem.ts'
import { dateFindings } from './date-rules.ts'
import type { Route, Supplier } from './supplier.ts'
import { translate } from './translation.ts'

/** What the supplier's own tables and settings say of an order. */
export interface Judgement {
  /** Told to the chef: 422. */
  readonly refused: readonly Problem[]
  /** Kept for a person at the supplier. */
  readonly held: readonly { readonly reason: HoldReason; readonly problem: Problem }[]
}

export function judge(order: Order, supplier: Supplier, now: number): Judgement {
  const findings = [
    ...unknownCustomer(order, supplier),
    ...unknownArticles(order, supplier),
    ...fractions(order, supplier),
    ...dateFindings(order, supplier, now),
    ...remarksNotTaken(order, supplier),
  ]
  return {
    refused: findings.flatMap(({ rule, problem }) => (rule === 'refuse' ? [problem] : [])),
    held: findings.flatMap(({ rule, reason, problem }) => (rule === 'hold' ? [{ reason, problem }] : [])),
  }
}

function remarksNotTaken({ remarks }: Order, { remarks: policy }: Supplier): Finding[] {
  if (policy !== 'refuse' || remarks.trim() === '') return []
  const message = "Nobody reads remarks in the supplier's system. Remove them, and telephone if they matter."
  return [{ rule: 'refuse', reason: 'invalid', problem: { path: 'order_remarks', code: 'remarks-not-taken', message } }]
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

function unknownCustomer({ customer }: Order, { customers, unknown }: Supplier): Finding[] {
  const rule = ruleFor(unknown.customer, customers !== undefined)
  if (rule === 'pass' || !customers || customers.some((known) => known.customer === customer)) return []
  const message = `Customer number ${customer} is not in the supplier's table. Ask the supplier to add it.`
  return [
    {
      rule,
      reason: 'unknown-customer',
      problem: { path: 'supplier_customer_number', code: 'unknown-customer', message, values: { customer } },
    },
  ]
}

function unknownArticles({ lines }: Order, { articles, unknown }: Supplier): Finding[] {
  const rule = ruleFor(unknown.article, articles !== undefined)
  if (rule === 'pass' || !articles) return []
  const known = new Set(articles.map(({ article }) => article))
  return lines.flatMap(({ article }, at) => {
    if (known.has(article)) return []
    const path = `packages[${at}].supplier_package.supplier_article_number`
    const message = `Article ${article} is not in the supplier's table. Remove the line, or ask the supplier to add it.`
    return [
      {
        rule,
        reason: 'unknown-article',
        problem: { path, code: 'unknown-article', message, values: { article } },
      } satisfies Finding,
    ]
  })
}

/**
 * Quantities are integers in Apicbase's documentation; a fraction is only expected of what is sold by weight. One that arises
 * from the articles table's factor is as much of a question.
 */
function fractions(posted: Order, supplier: Supplier): Finding[] {
  const { articles = [] } = supplier
  const weighted = new Set(articles.filter((article) => article.weighted).map(({ article }) => article))
  const translated = translate(posted, supplier, {}).order.lines
  return posted.lines.flatMap(({ article }, at) => {
    const quantity = translated[at]?.quantity ?? '0'
    if (isWhole(quantity) || weighted.has(article)) return []
    const message = `The quantity ${quantity} of article ${article} is a fraction, and the article is not marked as weighted.`
    const path = `packages[${at}].quantity_ordered`
    return [
      {
        rule: 'hold',
        reason: 'quantity',
        problem: { path, code: 'quantity-fraction', message, values: { quantity, article } },
      } satisfies Finding,
    ]
  })
}
