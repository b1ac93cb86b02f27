import type { FakeOrder } from './orders.ts'

/** Marks that Apicbase stores next to an order. No request can remove a mark. */
export interface Marks {
  readonly fetchedAt: string | null
  readonly viewedAt: string | null
}

/** Every order of one supplier, newest first as in the list, including unsent carts. */
export type OrderBook = ReturnType<typeof createOrderBook>

const UNMARKED: Marks = { fetchedAt: null, viewedAt: null }

export function createOrderBook() {
  let orders: FakeOrder[] = []
  const coming: FakeOrder[] = []
  const marks = new Map<string, Marks>()

  function place(...placed: readonly FakeOrder[]): void {
    // The sort is stable, so orders of the same time stay in reverse order of arrival.
    orders = [...placed.toReversed(), ...orders].sort((a, b) => Date.parse(b.ordered_on) - Date.parse(a.ordered_on))
  }

  return {
    get orders() {
      return orders
    },
    /** Orders to come. Each request of the list lets some orders in, so that pages shift during a scan. */
    coming,
    place,
    /** Lets in at most `count` orders to come, placed now. */
    arrive(count: number, now: number): void {
      const placedOn = new Date(now).toISOString()
      place(...coming.splice(0, count).map((order) => ({ ...order, ordered_on: placedOn })))
    },
    /** Replaces an order's content or status. */
    put(order: FakeOrder): void {
      orders = orders.map((known) => (known.id === order.id ? order : known))
    },
    find: (id: string) => orders.find((order) => order.id === id),
    marksOf: (id: string) => marks.get(id) ?? UNMARKED,
    mark: (id: string, more: Partial<Marks>) => void marks.set(id, { ...(marks.get(id) ?? UNMARKED), ...more }),
  }
}
