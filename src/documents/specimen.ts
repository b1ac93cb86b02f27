import type { Order } from '../order/order.ts'
import type { RenderContext } from './format.ts'
import type { Addressee } from './template/variables.ts'

/** A made-up order with every field filled: a template that can't be filled with it has a mistake in it. */
export const specimenOrder: Order = {
  id: '00000000-0000-4000-8000-000000000001',
  number: 'PO-1',
  customer: 'K-1',
  orderedOn: { date: '2026-01-02', time: '03:04:05', offset: '+01:00' },
  deliveryDate: '2026-01-03',
  deliveryTime: { time: '04:05', offset: '+01:00' },
  remarks: 'One\nTwo',
  person: 'chef@bistro.example',
  lines: [{ article: 'A-1', name: 'Name', quantity: '1.5', price: '2.50', total: '3.75' }],
  total: '3.75',
}

export const specimenSupplier: Addressee = {
  name: 'Supplier',
  currency: 'EUR',
  language: 'en',
  price: 'net',
  customers: [{ customer: 'K-1', name: 'Bistro', gln: '5412345000020', soldTo: 'S-1', shipTo: 'S-2', billTo: 'S-3' }],
  articles: [{ article: 'A-1', unit: 'PCE', gtin: '05412345000013', weighted: false }],
}

const specimenCancellation: RenderContext = {
  controlNumber: 3,
  groupNumber: null,
  preparedAt: specimenOrder.orderedOn,
  version: 3,
  purpose: 'cancellation',
  possibleRepeat: false,
}

/** Whether what is filled in for a cancellation differs from what would be for an order. */
export function showsCancellation(fill: (occasion: RenderContext) => string): boolean {
  return fill(specimenCancellation) !== fill({ ...specimenCancellation, purpose: 'original' })
}

/** Whether what is filled in shows at what time an order is to be delivered. */
export function tellsTime(fill: (order: Order) => string): boolean {
  const { deliveryTime: _, ...dayOnly } = specimenOrder
  return fill(specimenOrder) !== fill(dayOnly)
}

/** Lines of an order that a rehearsal looks at where all of them would take long and say no more. */
const LINES = 100

/** The same order with its first lines only. */
export function withFewLines(order: Order): Order {
  const [first, ...rest] = order.lines
  return rest.length < LINES ? order : { ...order, lines: [first, ...rest.slice(0, LINES - 1)] }
}

export const specimenOccasions: readonly [RenderContext, ...RenderContext[]] = [
  {
    controlNumber: 1,
    groupNumber: null,
    preparedAt: specimenOrder.orderedOn,
    version: 1,
    purpose: 'original',
    possibleRepeat: false,
  },
  {
    controlNumber: 2,
    groupNumber: null,
    preparedAt: specimenOrder.orderedOn,
    version: 2,
    purpose: 'replacement',
    possibleRepeat: true,
    confirmUrl: 'https://orders.gateway.example/confirm/fresco/desk/token',
  },
  specimenCancellation,
]
