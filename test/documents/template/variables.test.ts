import { expect, it } from 'vitest'
import { escapeFor } from '../../../src/documents/template/escapes.ts'
import { templateVariables } from '../../../src/documents/template/variables.ts'
import type { Warning } from '../../../src/model/document.ts'
import type { Order } from '../../../src/model/order/order.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from '../sample-order.ts'

function variables(order: Order, supplier: Record<string, unknown> = {}, on: object = {}) {
  const warnings: Warning[] = []
  const filled = templateVariables({
    order,
    supplier: sampleSupplier(supplier),
    occasion: { ...sampleOccasion, ...on },
    charset: 'utf-8',
    wording: escapeFor('text', 'utf-8').wording,
    warnings,
  })
  return { filled, warnings }
}
const [line] = sampleOrder.lines

it('has what the tables tell of customers and articles, and nothing where they tell nothing', () => {
  const tables = {
    customers: [{ customer: 'K-778812', name: 'Bistro', gln: '5412345000020', billTo: 'F-900' }],
    articles: [{ article: line.article, unit: 'KGM', gtin: '5412345000013' }],
  }
  expect(variables(sampleOrder, tables).filled).toMatchObject({
    customer: { name: 'Bistro', gln: '5412345000020', soldTo: 'K-778812', shipTo: 'K-778812', billTo: 'F-900' },
    order: {
      lines: [
        { unit: 'KGM', gtin: '5412345000013' },
        { unit: null, gtin: null },
      ],
    },
  })
  expect(variables(sampleOrder).filled).toMatchObject({ customer: { name: null, gln: null, billTo: 'K-778812' } })
})

it('has no prices where the supplier wants none', () => {
  expect(variables(sampleOrder).filled).toMatchObject({
    order: {
      total: '105.07',
      lines: [
        { number: 1, price: '12.3456', total: '74.07' },
        { number: 2, price: '3.10' },
      ],
    },
    supplier: { name: 'Fresco Foods', currency: 'EUR', language: 'en', prices: 'information' },
  })
  expect(variables(sampleOrder, { price: 'omit' }).filled).toMatchObject({
    order: { total: null, lines: [{ price: null, total: null }, {}] },
    supplier: { prices: 'omit' },
  })
})

it('has the price of one of what is counted', () => {
  const order: Order = { ...sampleOrder, lines: [{ ...line, price: '12', priceQuantity: '6' }] }
  expect(variables(order).filled).toMatchObject({ order: { lines: [{ price: '2' }] } })
})

it('says what the document is, and has an address to confirm it where there is one', () => {
  expect(variables(sampleOrder).filled).toMatchObject({
    document: {
      ...{ charset: 'utf-8', controlNumber: 4217, version: 1, purpose: 'original', confirmUrl: null },
      ...{ replacement: false, cancellation: false, possibleRepeat: false, preparedAt: { time: '09:15:40' } },
    },
  })
  const on = { purpose: 'replacement', possibleRepeat: true, confirmUrl: 'https://gateway.example/c' }
  expect(variables(sampleOrder, {}, on).filled).toMatchObject({
    document: { replacement: true, cancellation: false, possibleRepeat: true, confirmUrl: 'https://gateway.example/c' },
  })
  expect(variables(sampleOrder, {}, { purpose: 'cancellation' }).filled).toMatchObject({
    document: { replacement: false, cancellation: true },
  })
})

it('has remarks in one line where the text has no room for more, and each of their lines, and says nothing of that', () => {
  const { filled, warnings } = variables({ ...sampleOrder, remarks: 'a\r\nb\rc\nd' })
  expect(filled).toMatchObject({ order: { remarks: 'a b c d', remarkLines: ['a', 'b', 'c', 'd'] } })
  expect(warnings).toEqual([])
  expect(variables({ ...sampleOrder, remarks: '', person: null }).filled).toMatchObject({
    order: { remarks: null, remarkLines: [], person: null },
  })
})
