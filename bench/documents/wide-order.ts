import type { RenderContext } from '../../src/documents/format.ts'
import type { Line, Order } from '../../src/model/order/order.ts'

/** Typical wording of chefs: accents, separators of some syntax, and mostly neither. */
const NAMES = [
  'Crème fraîche 30% (1 L)',
  'Tomaten & basilicum',
  "Kip: 'extra' + vel",
  'Halfvolle melk in een pak',
  'Boter',
] as const

export const occasion: RenderContext = {
  controlNumber: 4217,
  groupNumber: null,
  preparedAt: { date: '2026-11-24', time: '09:15:40', offset: '+01:00' },
  version: 1,
  purpose: 'original',
  possibleRepeat: false,
}

/** An order with `count` different lines. No price ends in zero, so that every format writes the price unchanged. */
export function orderOf(count: number): Order {
  return {
    id: 'ID-1',
    number: 'PO-2026-004217',
    customer: 'K-778812',
    orderedOn: { date: '2026-11-24', time: '09:15:32', offset: '+01:00' },
    deliveryDate: '2026-11-26',
    remarks: 'Graag bellen',
    person: 'chef@bistro.example',
    lines: [lineOf(0), ...Array.from({ length: count - 1 }, (_, index) => lineOf(index + 1))],
    total: '105.07',
  }
}

function lineOf(index: number): Line {
  const cents = 11 + (index % 80)
  const ending = cents % 10 === 0 ? cents + 1 : cents
  return {
    article: `A${100_000 + index}`,
    // Uses bytes like a real order: text joined here would be flattened within the measured time.
    name: Buffer.from(`${NAMES[index % NAMES.length] ?? NAMES[0]} no${index}x`).toString(),
    quantity: String((index % 40) + 1),
    price: `${index % 90}.${ending}`,
    total: `${index}.${ending}`,
  }
}
