import type { FakeOrder } from './orders.ts'

/** Marks that Apicbase stores next to an order. No request can remove a mark. */
export interface Marks {
  readonly fetchedAt: string | null
  readonly viewedAt: string | null
}

/** Every order of one supplier, newest first as in the list, including unsent carts. */
export interface OrderBook {
  readonly orders: readonly FakeOrder[]
  /** Orders to come. Each request of the list lets some orders in, so that pages shift during a scan. */
  readonly coming: FakeOrder[]
  place(...orders: readonly FakeOrder[]): void
  /** Lets in at most `count` orders to come, placed now. */
  arrive(count: number, now: number): void
  /** Replaces an order's content or status. */
  put(order: FakeOrder): void
  find(id: string): FakeOrder | undefined
  marksOf(id: string): Marks
  mark(id: string, marks: Partial<Marks>): void
}

const UNMARKED: Marks = { fetchedAt: null, viewedAt: null }

export function createOrderBook(): OrderBook {
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
    coming,
    place,
    arrive(count, now) {
      const placedOn = new Date(now).toISOString()
      place(...coming.splice(0, count).map((order) => ({ ...order, ordered_on: placedOn })))
    },
    put(order) {
      orders = orders.map((known) => (known.id === order.id ? order : known))
    },
    find: (id) => orders.find((order) => order.id === id),
    marksOf: (id) => marks.get(id) ?? UNMARKED,
    mark: (id, more) => void marks.set(id, { ...(marks.get(id) ?? UNMARKED), ...more }),
  }
}
