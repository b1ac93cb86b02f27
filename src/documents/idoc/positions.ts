import type { Line, Order } from '../../model/order/order.ts'
import type { EarlierDocument } from '../format.ts'

/** An item of the order at the receiver. SAP knows an item by its position, and cannot change the item's article. */
export interface Item {
  /** Counted from 1. A position is never used for a second item. */
  readonly position: number
  readonly line: Line
}

interface Items {
  readonly items: readonly Item[]
  /** The last position that was ever used. */
  readonly last: number
}

interface ItemChanges {
  readonly items: readonly (Item & { readonly isNew: boolean })[]
  /** The items that the receiver has and the order no longer has. */
  readonly removed: readonly Item[]
}

const NONE: Items = { items: [], last: 0 }

/** The items of an order, and its differences from the order that the receiver has after `earlier`. */
export function itemChanges(order: Order, earlier: readonly EarlierDocument[]): ItemChanges {
  const before = earlier.reduce(afterDocument, NONE)
  const { items } = afterChange(before, order)
  const kept = new Set(items.map(({ position }) => position))
  return {
    items: items.map((item) => ({ ...item, isNew: item.position > before.last })),
    removed: before.items.filter(({ position }) => !kept.has(position)),
  }
}

function afterDocument(before: Items, { order, purpose }: EarlierDocument): Items {
  if (purpose === 'cancellation') return { ...before, items: [] }
  return afterChange(purpose === 'original' ? NONE : before, order)
}

/** Each line keeps the position of the first item of its article that no other line has taken. */
function afterChange(before: Items, { lines }: Order): Items {
  const free = new Map<string, number[]>()
  for (const { position, line } of before.items) {
    const known = free.get(articleOf(line))
    if (known) known.push(position)
    else free.set(articleOf(line), [position])
  }
  let { last } = before
  const items = lines.map((line) => ({ position: free.get(articleOf(line))?.shift() ?? ++last, line }))
  return { items, last }
}

/** Two articles of Apicbase may share the supplier's number, each in its own unit. */
const articleOf = ({ article, tableArticle = article }: Line): string => JSON.stringify([article, tableArticle])
