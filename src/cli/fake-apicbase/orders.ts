import { DAY_MS } from '../../model/day.ts'
import type { Dice } from './dice.ts'

/** An order as Apicbase stores an order. `OrderBook` holds the internal marks. */
export interface FakeOrder {
  readonly id: string
  readonly order_number: string
  readonly status: 'IN_PROGRESS' | 'ORDERED' | 'DELIVERED'
  readonly ordered_on: string
  readonly owned_by: { readonly username: string } | null
  readonly order_remarks: string | null
  readonly packages: readonly FakePackage[]
  readonly expected_delivery_date: string | null
  readonly theoretical_price: string
  readonly supplier_customer_number: string
}

export type FakePackage = Readonly<ReturnType<typeof makePackage>>

/** Name, article number, price. */
type Good = readonly [string, string, string]

const GOODS: readonly [Good, ...Good[]] = [
  ['Crème fraîche 1 kg', '00123', '12.500'],
  ['Tomaten: bio + los? 5 kg', '200457', '3.100'],
  ['Jus d’orange *pressé* ~ 2 L', '3105', '4.875'],
  ["Brood 'De Linde', gesneden", 'AB-100', '2.350'],
  ['Milch 🥛 3,5 %', '40110', '0.995'],
]

const REMARKS = [null, null, null, 'Achterdeur, vóór 10:00', 'Bitte kühlen – "kalt" a/b', 'Merci 🥛'] as const

/**
 * Creates an order; the same dice give the same order. `at` determines id and number. Delivery is days away, so the
 * order is not stale.
 */
export function makeOrder(at: number, placedAt: number, dice: Dice): FakeOrder {
  const packages = Array.from({ length: 1 + dice.below(4) }, () => makePackage(dice))
  const total = packages.reduce((sum, line) => sum + Number(line.total_theoretical_price), 0)
  return {
    id: `${(0x5f000000 + at).toString(16)}-order`,
    order_number: `PO-${String(at).padStart(6, '0')}`,
    status: 'ORDERED',
    ordered_on: zulu(placedAt),
    owned_by: dice.chance(0.1) ? null : { username: `chef${dice.below(50)}@bistro.example` },
    order_remarks: dice.pick(REMARKS),
    packages,
    expected_delivery_date: new Date(placedAt + (40 + dice.below(5)) * DAY_MS).toISOString().slice(0, 10),
    theoretical_price: total.toFixed(3),
    supplier_customer_number: `C-${dice.below(80)}`,
  }
}

function makePackage(dice: Dice) {
  const [name, article, price] = dice.pick(GOODS)
  const quantity = 1 + dice.below(20)
  return {
    stock_item: { name },
    supplier_package: { supplier_article_number: article, theoretical_price_per_package: price },
    quantity_ordered: quantity,
    total_theoretical_price: (quantity * Number(price)).toFixed(3),
  }
}

/** A change that a chef makes before sending again. */
export function edited(order: FakeOrder, dice: Dice): FakeOrder {
  const [first, ...rest] = order.packages
  if (!first || dice.chance(0.3)) return { ...order, packages: [...order.packages, makePackage(dice)] }
  return { ...order, packages: [{ ...first, quantity_ordered: first.quantity_ordered + 1 + dice.below(5) }, ...rest] }
}

/** Version 2 of Apicbase's API writes UTC, with a `Z` and perhaps microseconds. */
const zulu = (moment: number): string => new Date(moment).toISOString().replace('Z', '000Z')
