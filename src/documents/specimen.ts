import type { Order } from '../model/order/order.ts'
import type { RenderContext } from './format.ts'
import type { Addressee } from './template/variables.ts'

/** A sample order with every field filled: a template that cannot render the sample order has a mistake. */
export const specimenOrder: Order = {
  id: '00000000-0000-4000-8000-000000000001',
  number: 'PO-1',
  customer: 'K-1',
  orderedOn: { date: '2026-01-02', time: '03:04:05', offset: '+01:00' },
  deliveryDate: '2026-01-03',
  deliveryTime: { time: '04:05', offset: '+01:00' },
  remarks: 'One\nTwo',
  person: 'chef@bistro.example',
  lines: [{ article: 'A-1', name: 'Name', quantity: '1.5', price: '2.50', priceQuantity: '0.5', total: '3.75' }],
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

/** Whether the text of a cancellation differs from the text of an order. */
export function showsCancellation(fill: (occasion: RenderContext) => string): boolean {
  return fill(specimenCancellation) !== fill({ ...specimenCancellation, purpose: 'original' })
}

/** The number of lines in trial renders: more lines take long and prove no more. */
const LINES = 100

/** The same order with only its first lines. */
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
    refusal: 'Zero',
    standsIn: {
      ...{ isPerhapsThere: true, route: 'erp' },
      reportUrl: 'https://orders.gateway.example/console/orders/fresco/1',
    },
    replaced: {
      ...specimenOrder,
      number: 'PO-0',
      customer: 'K-0',
      deliveryDate: '2026-01-04',
      remarks: 'Zero',
      lines: [
        { article: 'A-1', name: 'Name', quantity: '2', price: null, total: null },
        { article: 'A-2', name: 'Other', quantity: '2', price: null, total: null },
      ],
    },
    cutOff: specimenOrder.orderedOn,
  },
  specimenCancellation,
]
