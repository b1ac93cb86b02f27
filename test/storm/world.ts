import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'
import type { OrderBook } from '../../src/cli/fake-apicbase/order-book.ts'
import type { Gateway } from '../crash/gateway.ts'
import type { Ledger, StormOrder } from './ledger.ts'
import type { Addresses, Setting, SupplierName, Variant } from './setting.ts'

/** What all parties of one run share. */
export interface World {
  readonly name: string
  readonly dice: Dice
  readonly ledger: Ledger
  readonly setting: Setting
  readonly addresses: Addresses
  readonly gateway: Gateway
  readonly book: OrderBook
  /** How the gateway is called for this supplier now: a supplier may be renamed. */
  readonly keys: Record<SupplierName, string>
  /** The source tree that the gateway runs from. */
  readonly root: string
  readonly folder: string
  /** What stands in the configuration now. */
  variant: Variant
  /** From when the configuration was without the route `csv`, and until when; the last may be open. */
  readonly csvAbsences: { from: number; to: number }[]
  /** `calm`: nobody begins anything new; `well`: every receiver takes everything. */
  weather: 'storm' | 'calm' | 'well'
  isOver: boolean
}

/** Who has begun something and not ended it: the operator waits for them before an export. */
export interface Busy {
  readonly count: number
  during<T>(work: () => Promise<T>): Promise<T>
}

export function createBusy(): Busy {
  let count = 0
  return {
    get count() {
      return count
    },
    async during(work) {
      count++
      try {
        return await work()
      } finally {
        count--
      }
    },
  }
}

export const orderByNumber = ({ orders }: Ledger, number: string): StormOrder | undefined =>
  [...orders.values()].find((order) => order.number === number)
