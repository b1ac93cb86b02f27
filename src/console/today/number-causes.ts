import type { CatalogueKind } from '../../profile/catalogue.ts'
import type { CauseOrder } from './cause-order.ts'

/** A number that orders wait for, and that a person enters once. */
export interface AwaitedNumber {
  readonly kind: CatalogueKind
  readonly key: string
  /** The name in an order; null without a name. */
  readonly name: string | null
  /** The customer is in the table, but no route takes the orders. */
  readonly hasNoRoute: boolean
}

/** Orders that wait for a number, or for the numbers that the page does not name. */
export interface NumberGroup {
  /** Null for the orders whose numbers the page does not name. */
  readonly number: AwaitedNumber | null
  /** The numbers that the page does not name; 0 where the numbers were not read. */
  readonly unnamed: number
  /** The earliest cut-off first. */
  readonly orders: readonly CauseOrder[]
}

/** The numbers that Today names for each reason. The catalogue has all numbers. */
const MOST_NAMED = 6

/**
 * Groups orders by the number that a person must enter. An order that waits for several numbers is in the group of the number
 * with most orders, and in each other group that another order needs. `orders`: the earliest cut-off first.
 */
export function groupByNumber(orders: readonly CauseOrder[]): NumberGroup[] {
  const groups = fewestGroups(byNumber(orders)).sort((a, b) => compare(firstCutOff(a), firstCutOff(b)))
  const named = groups.slice(0, MOST_NAMED)
  const shown = new Set(named.flatMap((group) => group.orders))
  const rest = orders.filter((order) => !shown.has(order))
  const unnamed = rest.every(({ missing }) => missing?.count) ? groups.length - named.length : 0
  return [
    ...named.map((group) => ({ ...group, unnamed: 0 })),
    ...(rest.length > 0 ? [{ number: null, unnamed, orders: rest }] : []),
  ]
}

interface Group {
  readonly number: AwaitedNumber
  readonly orders: CauseOrder[]
}

function byNumber(orders: readonly CauseOrder[]): Group[] {
  const groups = new Map<string, Group>()
  for (const order of orders) {
    if (!order.missing) continue
    const { kind, first, hasNoRoute } = order.missing
    for (const { key, name } of first) {
      const group = groups.get(key) ?? { number: { kind, key, name, hasNoRoute }, orders: [] }
      group.orders.push(order)
      groups.set(key, group)
    }
  }
  return [...groups.values()].sort((a, b) => b.orders.length - a.orders.length)
}

/** The first groups that hold every order. A number whose orders are all in earlier groups has no group. */
function fewestGroups(groups: readonly Group[]): Group[] {
  const grouped = new Set<CauseOrder>()
  return groups.filter(({ orders }) => {
    const isNeeded = orders.some((order) => !grouped.has(order))
    if (isNeeded) for (const order of orders) grouped.add(order)
    return isNeeded
  })
}

const firstCutOff = ({ orders: [order] }: Group): string => order?.cutOff ?? NEVER
const NEVER = '~'
const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1)
