import type { FakeOrder } from './orders.ts'

/** What Apicbase remembers beside an order. Neither mark can be taken back. */
export interface Marks {
  readonly fetchedAt: string | null
  readonly viewedAt: string | null
}

/** Every order of one supplier, newest first as they are listed; carts that nobody has sent yet among them. */
export interface OrderBook {
  readonly orders: readonly FakeOrder[]
  /** Orders yet to come: each look at the list lets some of them in, so that pages shift while they are read. */
  readonly coming: FakeOrder[]
  place(...orders: readonly FakeOrder[]): void
  /** Lets in up to so many that were to come, placed now. */
  arrive(count: number, now: number): void
  /** Puts another content, or another status, in an order's place. */
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
    // The sort is stable, so orders of one moment keep the order in which they came, the last one first.
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
      orders = orders.map((one) => (one.id === order.id ? order : one))
    },
    find: (id) => orders.find((order) => order.id === id),
    marksOf: (id) => marks.get(id) ?? UNMARKED,
    mark: (id, more) => void marks.set(id, { ...(marks.get(id) ?? UNMARKED), ...more }),
  }
}
