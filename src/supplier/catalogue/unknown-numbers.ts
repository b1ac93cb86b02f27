import { firstReason, type HoldReason } from '../../model/delivery-state.ts'
import type { Order } from '../../model/order/order.ts'
import {
  countHeldUnknown,
  heldForEntry,
  heldUnknown,
  isEntryReason,
  isUnknownReason,
} from '../../outbox/catalogue/held-unknown.ts'
import type { AgeRules } from '../../outbox/due.ts'
import type { Sql } from '../../outbox/sql.ts'
import { cutOffOf } from '../../outbox/version-cut-off.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { articlesByNumber, customersByNumber } from '../../profile/table-index.ts'
import { inSupplierTerms } from '../../profile/translation.ts'
import type { UnfitRoute } from '../../steps/rehearse.ts'
import type { CatalogueRow } from './catalogue-actions.ts'
import { heldVersion, judgeHeld } from './judge-held.ts'
import type { LiveSupplier } from './live-supplier.ts'
import { joinUnknown, type UnknownExample, type UnknownKey } from './unknown-key.ts'

/** A part of the held orders. Other calls of the object run between two pages, because each order's body is read. */
export interface HeldPage {
  /** Held orders that the page read. */
  readonly read: number
  /** The place after which the next page begins; null for the last page. */
  readonly next: number | null
}

export interface UnknownPage extends HeldPage {
  readonly unknown: readonly UnknownKey[]
  /** All held orders, of every page. */
  readonly held: number
}

/** The effect of an entry on held orders. */
export interface EntryPreview {
  readonly leave: readonly PreviewedOrder[]
  /** Orders with the number that would still wait, and why. */
  readonly stay: readonly StayingOrder[]
}

/** `routes` send the order, such as a mail to the desk. `unfit`: routes whose document cannot hold the order, and why. */
interface StayingOrder extends PreviewedOrder {
  readonly holdReason: HoldReason
  readonly unfit: readonly UnfitRoute[]
}

export interface PreviewPage extends HeldPage, EntryPreview {}

interface PreviewedOrder extends UnknownExample {
  /** The routes that send the order. */
  readonly routes: readonly string[]
  /** The quantity in the supplier's unit; null for a customer. */
  readonly becomes: string | null
}

/** Limits of a page: an order with many lines takes as long as many orders. */
const ORDERS = 50
const LINES = 2_000

interface Ports {
  readonly sql: Sql
  readonly clock: { now(): number }
  readonly fallbackRules: AgeRules
}

export function createUnknownNumbers({ sql, clock, fallbackRules: ages }: Ports, live: LiveSupplier) {
  function readPage(
    list: typeof heldUnknown,
    after: number,
    supplier: Supplier,
    read: (orderId: string, held: { readonly order: Order; readonly version: number }) => void,
  ): HeldPage {
    const orders = list(sql, after, ORDERS)
    let lines = 0
    for (const [at, { seq, orderId }] of orders.entries()) {
      const held = heldVersion(sql, supplier, orderId, list === heldUnknown ? isUnknownReason : isEntryReason)
      if (!held) continue
      read(orderId, held)
      lines += held.order.lines.length
      if (lines >= LINES) return { read: at + 1, next: seq }
    }
    return { read: orders.length, next: orders.length < ORDERS ? null : (orders.at(-1)?.seq ?? null) }
  }

  return {
    /** The numbers that a page of the held orders waits for. */
    unknownPage(after: number): UnknownPage {
      const { supplier } = live
      const [customers, articles] = keysOf(supplier)
      const pages: UnknownKey[] = []
      const page = readPage(heldUnknown, after, supplier, (orderId, { order, version }) => {
        const firstCutOff = cutOffOf(sql, orderId, version)
        const { number: orderNumber, customer } = order
        for (const { name, quantity, ...key } of unknownIn(order, customers, articles))
          pages.push({
            ...{ ...key, orders: 1, customers: [customer], firstCutOff, names: name === '' ? [] : [name] },
            examples: [
              { orderId, orderNumber, customer, quantity, ...(key.kind === 'customer' ? contentOf(order) : {}) },
            ],
          })
      })
      return { ...page, unknown: joinUnknown(pages), held: countHeldUnknown(sql) }
    },
    /** Judges a page of the held orders as if the entry were stored. Stores nothing. */
    previewPage(row: CatalogueRow, after: number): PreviewPage {
      const supplier = live.with(row)
      const leave: PreviewedOrder[] = []
      const stay: StayingOrder[] = []
      const page = readPage(heldForEntry, after, supplier, (orderId, { order }) => {
        const line = row.kind === 'article' ? order.lines.findIndex(({ article }) => article === row.key) : -1
        if (row.kind === 'article' ? line < 0 : order.customer !== row.key) return
        const judged = judgeHeld({ sql, supplier, ages }, orderId, clock.now())
        if (!judged) return
        const { deliveries, isKnown, unfit } = judged
        const shown = {
          ...{ orderId, orderNumber: order.number, customer: order.customer },
          quantity: order.lines[line]?.quantity ?? null,
          becomes: inSupplierTerms(order, supplier).lines[line]?.quantity ?? null,
        }
        const routes = deliveries.flatMap(({ delivery, start }) => (start?.state === 'waiting' ? [delivery.route] : []))
        const held = deliveries.flatMap(({ start }) => (start?.state === 'held' ? [start.reason] : []))
        // A person who reads "leaves" does not return to the order, so an order leaves only if no route keeps it back.
        if (isKnown && routes.length > 0 && held.length === 0 && unfit.length === 0)
          return leave.push({ ...shown, routes })
        const holdReason = firstReason(held) ?? 'unwritable'
        stay.push({ ...shown, routes: isKnown ? routes : [], holdReason, unfit })
      })
      return { ...page, leave, stay }
    },
  }
}

const SHOWN_LINES = 3

const contentOf = ({ person, lines }: Order): Pick<UnknownExample, 'content'> => ({
  content: { person, lines: lines.slice(0, SHOWN_LINES).map(({ quantity, name }) => ({ quantity, name })) },
})

type Keys = Pick<ReadonlySet<string>, 'has'> | null

/** The known numbers; null for a table that the configuration does not have. */
const keysOf = ({ customers, articles, unknown }: Supplier): [Keys, Keys] => [
  customers && unknown.customer !== 'pass' ? customersByNumber(customers) : null,
  articles && unknown.article !== 'pass' ? articlesByNumber(articles) : null,
]

interface Found extends Pick<UnknownKey, 'kind' | 'key' | 'hasNoRoute'> {
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
