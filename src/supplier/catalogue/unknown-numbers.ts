import type { HoldReason } from '../../model/delivery-state.ts'
import type { Order } from '../../model/order/order.ts'
import { countHeldUnknown, heldUnknown } from '../../outbox/catalogue/held-unknown.ts'
import type { AgeRules } from '../../outbox/due.ts'
import type { Sql } from '../../outbox/sql.ts'
import type { CatalogueKind } from '../../profile/catalogue.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { articlesByNumber, customersByNumber } from '../../profile/table-index.ts'
import { inSupplierTerms } from '../../profile/translation.ts'
import type { CatalogueRow } from './catalogue-actions.ts'
import { heldVersion, judgeHeld } from './judge-held.ts'
import type { LiveSupplier } from './live-supplier.ts'
import { nearRows, type Row } from './near-rows.ts'

/** A number that held orders carry and no table has. */
export interface UnknownNumber {
  readonly kind: CatalogueKind
  readonly key: string
  /** A customer that is in the table, and whose orders no route takes. */
  readonly hasNoRoute: boolean
  /** How many orders wait for the number. */
  readonly orders: number
  readonly customers: number
  /** Known numbers that differ by a typing error, the nearest first. */
  readonly near: readonly Row[]
  /** Names of the article as chefs' orders write the name. Empty for a customer. */
  readonly names: readonly string[]
  /** The first orders, in the order of acceptance. */
  readonly examples: readonly UnknownExample[]
  /** The first time by which one of the orders must be sent, in milliseconds since 1970; null without a cut-off. */
  readonly firstCutOff: number | null
}

interface UnknownExample {
  readonly orderId: string
  readonly orderNumber: string
  readonly customer: string
  /** The quantity of the article as ordered; null for a customer. */
  readonly quantity: string | null
}

export interface UnknownNumbers {
  readonly unknown: readonly UnknownNumber[]
  /** Held orders that the list does not count, because there are too many. */
  readonly uncounted: number
}

/** The effect of an entry on the held orders. */
export interface EntryPreview {
  readonly leave: readonly PreviewedOrder[]
  /** Orders with the number that would still wait, and why. */
  readonly stay: readonly (PreviewedOrder & { readonly holdReason: HoldReason })[]
}

interface PreviewedOrder extends UnknownExample {
  /** The routes that send the order. */
  readonly routes: readonly string[]
  /** The quantity in the supplier's unit; null for a customer. */
  readonly becomes: string | null
}

/** Each order's body is read, so the number of orders is limited. */
const MOST_ORDERS = 1_000
const NAMES = 3
const EXAMPLES = 20
/** A table may have tens of thousands of rows, and the page reads the table for each number. */
const WITH_NEAR = 10

interface Counted extends Omit<UnknownNumber, 'orders' | 'customers' | 'names' | 'examples' | 'near'> {
  readonly names: Set<string>
  readonly customers: Set<string>
  readonly examples: UnknownExample[]
}

interface Ports {
  readonly sql: Sql
  readonly clock: { now(): number }
  readonly fallbackRules: AgeRules
}

export function createUnknownNumbers({ sql, clock, fallbackRules: ages }: Ports, live: LiveSupplier) {
  return {
    /** The numbers that held orders wait for, sorted by the number of orders. */
    unknownNumbers(): UnknownNumbers {
      const { supplier } = live
      const [customers, articles] = keysOf(supplier)
      const found = new Map<string, Counted & { orders: number }>()
      for (const { orderId } of heldUnknown(sql, 0, MOST_ORDERS)) {
        const held = heldVersion(sql, supplier, orderId)
        if (!held) continue
        const { order, version } = held
        const cutOff = cutOffOf(sql, orderId, version)
        for (const one of unknownIn(order, customers, articles)) {
          const { kind, key, hasNoRoute, name, quantity } = one
          const counted = found.get(`${kind} ${key}`) ?? {
            ...{ kind, key, hasNoRoute, orders: 0, firstCutOff: null },
            ...{ names: new Set(), customers: new Set(), examples: [] },
          }
          counted.orders++
          counted.customers.add(order.customer)
          if (name !== '' && counted.names.size < NAMES) counted.names.add(name)
          if (counted.examples.length < EXAMPLES)
            counted.examples.push({ orderId, orderNumber: order.number, customer: order.customer, quantity })
          const firstCutOff = earlier(counted.firstCutOff, cutOff)
          found.set(`${kind} ${key}`, { ...counted, firstCutOff })
        }
      }
      const unknown = [...found.values()]
        .map((one) => ({ ...one, names: [...one.names], customers: one.customers.size }))
        .sort((a, b) => b.orders - a.orders || a.key.localeCompare(b.key))
        .map((one, at) => ({
          ...one,
          near: at < WITH_NEAR && !one.hasNoRoute ? nearRows(one.kind, one.key, supplier) : [],
        }))
      return { unknown, uncounted: Math.max(0, countHeldUnknown(sql) - MOST_ORDERS) }
    },
    /** Judges the held orders as if the entry were stored. Stores nothing. */
    previewRow(row: CatalogueRow): EntryPreview {
      const supplier = live.with(row)
      const leave: PreviewedOrder[] = []
      const stay: (PreviewedOrder & { holdReason: HoldReason })[] = []
      for (const { orderId } of heldUnknown(sql, 0, MOST_ORDERS)) {
        const order = heldVersion(sql, supplier, orderId)?.order
        if (!order) continue
        const line = row.kind === 'article' ? order.lines.findIndex(({ article }) => article === row.key) : -1
        if (row.kind === 'article' ? line < 0 : order.customer !== row.key) continue
        const judged = judgeHeld({ sql, supplier, ages }, orderId, clock.now())
        if (!judged) continue
        const { deliveries, isKnown } = judged
        const shown = {
          ...{ orderId, orderNumber: order.number, customer: order.customer },
          quantity: order.lines[line]?.quantity ?? null,
          becomes: inSupplierTerms(order, supplier).lines[line]?.quantity ?? null,
        }
        const routes = deliveries.flatMap(({ delivery, start }) => (start?.state === 'waiting' ? [delivery.route] : []))
        const goes = isKnown && routes.length > 0
        const held = deliveries.flatMap(({ start }) => (start?.state === 'held' ? [start.reason] : []))
        if (goes) leave.push({ ...shown, routes })
        else stay.push({ ...shown, routes: [], holdReason: held[0] ?? 'unwritable' })
      }
      return { leave, stay }
    },
  }
}

type Keys = Pick<ReadonlySet<string>, 'has'> | null

/** The known numbers; null for a table that the configuration does not have. */
const keysOf = ({ customers, articles, unknown }: Supplier): [Keys, Keys] => [
  customers && unknown.customer !== 'pass' ? customersByNumber(customers) : null,
  articles && unknown.article !== 'pass' ? articlesByNumber(articles) : null,
]

interface Found extends Pick<UnknownNumber, 'kind' | 'key' | 'hasNoRoute'> {
  readonly name: string
  readonly quantity: string | null
}

/** An order without an unknown number has a customer whose orders no route takes. */
function unknownIn({ customer, lines }: Order, customers: Keys, articles: Keys): Found[] {
  const found = new Map<string, Found>()
  for (const { article: key, name, quantity } of lines)
    if (articles && !articles.has(key) && !found.has(key))
      found.set(key, { kind: 'article', key, hasNoRoute: false, name, quantity })
  const isUnknown = customers !== null && !customers.has(customer)
  const buyer = { kind: 'customer' as const, key: customer, name: '', quantity: null }
  if (isUnknown || found.size === 0) return [{ ...buyer, hasNoRoute: !isUnknown }, ...found.values()]
  return [...found.values()]
}

const earlier = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)

const cutOffOf = (sql: Sql, orderId: string, version: number): number | null =>
  sql.all<{ cutOff: number | null }>(
    'SELECT cut_off AS cutOff FROM versions WHERE order_id = ? AND version = ?',
    orderId,
    version,
  )[0]?.cutOff ?? null
