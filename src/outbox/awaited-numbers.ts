import type { HoldReason } from '../model/delivery-state.ts'
import type { Problem } from '../model/problem.ts'
import type { CatalogueKind } from '../profile/catalogue.ts'
import { parsedJson } from '../text/parsed-json.ts'
import { shortened } from '../text/shortened.ts'
import type { Sql } from './sql.ts'

/** A number of an order that no table has, with the name in the order. */
export interface NamedNumber {
  readonly key: string
  /** Null for a customer, and for an article without a name. */
  readonly name: string | null
}

/** The numbers for which an order is held. */
export interface AwaitedNumbers {
  readonly kind: CatalogueKind
  /** The first numbers, in the order of the lines. Empty for a version of an earlier gateway that stored no findings. */
  readonly first: readonly NamedNumber[]
  /** All numbers, also those that `first` leaves out. */
  readonly count: number
  /** The customer is in the table, but no route takes the orders. */
  readonly hasNoRoute: boolean
}

interface HeldVersion {
  readonly orderId: string
  readonly version: number
  readonly customer: string | null
  readonly holdReason: HoldReason | null
}

/** The numbers of each order on the page. */
const MOST_NUMBERS = 10
/** The findings of more orders are not read: an order may have hundreds. */
const MOST_ORDERS = 500

const KINDS: Partial<Record<HoldReason, CatalogueKind>> = {
  'unknown-article': 'article',
  'unknown-customer': 'customer',
}

/** The missing numbers by order, for the first orders that wait for a number. The findings are of the newest judgement. */
export function awaitedNumbers(sql: Sql, held: readonly HeldVersion[]): Map<string, AwaitedNumbers> {
  const waiting = new Map<string, HeldVersion & { readonly kind: CatalogueKind }>()
  for (const delivery of held) {
    const kind = delivery.holdReason === null ? undefined : KINDS[delivery.holdReason]
    if (kind && waiting.size < MOST_ORDERS) waiting.set(delivery.orderId, { ...delivery, kind })
  }
  if (waiting.size === 0) return new Map()
  const rows = sql.all<{ orderId: string; findings: string | null }>(
    `SELECT v.order_id AS orderId, json_extract(v.metadata, '$.findings') AS findings
     FROM json_each(?) j CROSS JOIN versions v
     WHERE v.order_id = json_extract(j.value, '$.orderId') AND v.version = json_extract(j.value, '$.version')`,
    JSON.stringify([...waiting.values()].map(({ orderId, version }) => ({ orderId, version }))),
  )
  return new Map(
    rows.flatMap(({ orderId, findings }) => {
      const order = waiting.get(orderId)
      const found = findings === null ? [] : parsedJson(findings)
      return order ? [[orderId, numbersIn(Array.isArray(found) ? found : [], order)]] : []
    }),
  )
}

function numbersIn(
  findings: readonly Problem[],
  { kind, customer, holdReason }: HeldVersion & { readonly kind: CatalogueKind },
): AwaitedNumbers {
  const problems = findings.filter(({ code }) => code === holdReason)
  if (kind === 'customer') {
    const first = customer === null ? [] : [{ key: customer, name: null }]
    // The finding about a missing route has a sentence without values.
    const hasNoRoute = problems.length > 0 && problems.every(({ values }) => values === undefined)
    return { kind, first, count: first.length, hasNoRoute }
  }
  const names = new Map<string, string | null>()
  for (const { values, line } of problems) {
    const key = values?.article ?? line?.article
    if (key && !names.has(key)) names.set(key, line?.name ? shortened(line.name) : null)
  }
  const all = [...names].map(([key, name]) => ({ key, name }))
  return { kind, first: all.slice(0, MOST_NUMBERS), count: all.length, hasNoRoute: false }
}
