import { Tracker } from 'edifact'
import orders from 'edifact/messages/ORDERS.json' with { type: 'json' }
import { expect, it } from 'vitest'
import { edifactD01b } from '../../src/documents/edifact-d01b.ts'
import type { Order } from '../../src/model/order/order.ts'
import { all, first, miscounts, readEdifact, tags } from './edifact/reader.ts'
import { order, sampleLine } from './edifact/writing.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'

const parties = { sender: { id: 'GATEWAY', qualifier: 'ZZZ' }, recipient: { id: 'SUP1', qualifier: 'ZZZ' } }
const profile = (document: object = {}, supplier: Record<string, unknown> = {}) => ({
  document: edifactD01b.settings.parse({ format: 'edifact-d01b', ...parties, ...document }),
  supplier: sampleSupplier({ price: 'net', ...supplier }),
})
const written = (from: Order, to = profile()) => {
  const result = edifactD01b.write(from, to, sampleOccasion)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

it('follows the message table, with its counts', () => {
  const segments = readEdifact(written(sampleOrder).text, 'UNOC')
  const tracker = new Tracker(orders)
  for (const tag of tags(segments).slice(1, -1)) tracker.accept(tag)
  expect(miscounts(segments)).toEqual([])
})

it('names a GTIN by the code of this directory', () => {
  const to = profile({}, { articles: [{ article: '200457', gtin: '5412345678908' }] })
  expect(all(readEdifact(written(sampleOrder, to).text, 'UNOC'), 'LIN')[1]?.[2]).toEqual(['5412345678908', 'SRV'])
})

it('has room for a name that D.96A cuts, and for a longer quantity', () => {
  const line = { ...sampleLine, name: 'n'.repeat(300), quantity: '12345678901234567.125' }
  const { text, warnings } = written(order({ lines: [line] }))
  const segments = readEdifact(text, 'UNOC')
  expect(first(segments, 'IMD')?.[2]?.slice(3).join('')).toBe(line.name)
  expect(first(segments, 'QTY')?.[0]?.[1]).toBe(line.quantity)
  expect(warnings).toEqual([])
})

it.each([
  ['a'.repeat(70), []],
  ['a'.repeat(71), ['omitted']],
])('carries an id of 70 characters, and leaves out a longer one: %s', (id, codes) => {
  expect(written(order({ id })).warnings.map((warning) => warning.code)).toEqual(codes)
})

it('says for how many a price is up to nine digits, and past them what one costs', () => {
  const priced = (priceQuantity: string) => {
    const line = { ...sampleLine, price: '10', priceQuantity }
    return all(readEdifact(written(order({ lines: [line] })).text, 'UNOC'), 'PRI')[0]?.[0]
  }
  expect(priced('100000000')?.[4]).toBe('100000000')
  expect(priced('1000000000')?.[4] ?? '').toBe('')
})
