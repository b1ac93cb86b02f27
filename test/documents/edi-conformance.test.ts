import { describe, expect, it } from 'vitest'
import { edifactD01b } from '../../src/documents/edifact-d01b.ts'
import { edifactD96a } from '../../src/documents/edifact-d96a.ts'
import type { Format, RenderContext } from '../../src/documents/format.ts'
import { tradacomsOrders9 } from '../../src/documents/tradacoms-orders-9.ts'
import { x12Order4010 } from '../../src/documents/x12-850-4010.ts'
import { x12Order5010 } from '../../src/documents/x12-850-5010.ts'
import type { Order } from '../../src/model/order/order.ts'
import { edifactFaults, tradacomsFaults, x12Faults } from './edi-faults.ts'
import { malformed, misplaced, type Table, tablesAreThere } from './edi-table.ts'
import { readEdifact } from './edifact/reader.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'
import { readTradacoms } from './tradacoms/reader.ts'
import { readX12 } from './x12/reader.ts'

const [line, other] = sampleOrder.lines
/** Keys have the maximum length of TRADACOMS, the narrowest format; wording exceeds every limit. */
const full: Order = {
  ...sampleOrder,
  number: 'N'.repeat(17),
  customer: 'C'.repeat(17),
  remarks: 'Graag vóór tien uur leveren aan de achterdeur. '.repeat(60),
  person: `${'m'.repeat(50)}@bistro.example`,
  lines: [
    { ...line, article: 'A'.repeat(30), name: 'Verse halfvolle melk '.repeat(30), quantity: '123456789012.125' },
    ...Array.from({ length: 120 }, () => ({ ...line, price: '1234567890.1234', total: '0.5' })),
  ],
}
const bare: Order = {
  ...sampleOrder,
  deliveryDate: null,
  remarks: '',
  person: null,
  total: null,
  lines: [{ ...line, price: null, total: null }],
}
const orders: Readonly<Record<string, Order>> = {
  sample: sampleOrder,
  full,
  bare,
  short: { ...sampleOrder, customer: '7', lines: [{ ...line, article: '1', name: 'x' }] },
}
const tables = {
  customers: [{ customer: 'K-778812', gln: '5412345000020' }],
  articles: [{ article: other?.article ?? '', gtin: '5412345678908', unit: 'KG', weighted: true }],
}
const occasions: readonly Partial<RenderContext>[] = [
  {},
  { purpose: 'replacement', possibleRepeat: true, controlNumber: 99_999_999 },
  { purpose: 'cancellation', version: 2 },
]

/** Writes a document for each combination of orders, tables, prices and occasions. */
function documents<S extends { readonly format: string }>(format: Format<S>, settings: object): string[] {
  const found: string[] = []
  for (const order of Object.values(orders))
    for (const supplier of [{ price: 'net' }, { price: 'information', ...tables }, { price: 'omit' }])
      for (const test of [false, true])
        for (const on of occasions) {
          const document = format.settings.parse({ format: format.id, test, ...settings })
          const result = format.write(
            order,
            { supplier: sampleSupplier(supplier), document },
            { ...sampleOccasion, ...on },
          )
          if (!result.ok) throw new Error(JSON.stringify(result.error))
          found.push(result.value.text)
        }
  return found
}

const parties = { sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }
it('notices a segment out of order, an element too long and a code that is none', () => {
  const segments = {
    BGM: [
      { id: '1004', m: true, min: 1, max: 3, type: 'AN' },
      { id: '1225', m: false, min: 1, max: 3 },
    ],
  }
  const structure = [
    { tag: 'BGM', min: 1, max: 1, level: [{ tag: 'DTM', min: 0, max: 1 }] },
    { tag: 'UNS', min: 1, max: 1 },
  ]
  const table: Table = { segments, structure, codes: { 1225: ['9'] } }
  expect(misplaced(['BGM', 'DTM', 'UNS'], structure)).toEqual([])
  expect(misplaced(['BGM', 'DTM', 'DTM', 'UNS'], structure)).toHaveLength(2)
  expect(misplaced(['UNS', 'BGM'], structure)).toHaveLength(2)
  expect(malformed({ tag: 'BGM', elements: [['abc'], ['9']] }, table)).toEqual([])
  expect(malformed({ tag: 'BGM', elements: [['abcd'], ['8']] }, table)).toHaveLength(2)
  expect(malformed({ tag: 'BGM', elements: [[''], ['9', '9'], ['x']] }, table)).toHaveLength(1)
})

describe.skipIf(!tablesAreThere)('by the tables of the standard', () => {
  it.each([
    [edifactD96a, 'd96a'],
    [edifactD01b, 'd01b'],
  ] as const)(
    '%#: EDIFACT has its segments in order, and no element or code outside its limits',
    (format, directory) => {
      const agreed = { group: {}, messageReference: 'same', associationCode: 'EAN008' }
      const levels = [
        { charset: 'UNOB', syntaxVersion: 2 },
        { charset: 'UNOC', ...agreed },
        { charset: 'UNOC', syntaxVersion: 4, ...agreed },
        { charset: 'UNOY' },
      ]
      for (const level of levels) {
        for (const text of documents(format, { ...parties, ...level })) {
          const found = edifactFaults(readEdifact(text, level.charset), directory)
          expect([...new Set(found)]).toEqual([])
        }
      }
    },
  )

  it.each([
    [x12Order4010, '4010'],
    [x12Order5010, '5010'],
  ] as const)('%#: X12 has its segments in order, and no element outside its limits', (format, release) => {
    for (const text of documents(format, parties)) expect([...new Set(x12Faults(readX12(text), release))]).toEqual([])
  })

  it('TRADACOMS has its messages and segments in order, and no element outside its limits', () => {
    for (const text of documents(tradacomsOrders9, parties)) {
      expect([...new Set(tradacomsFaults(readTradacoms(text)))]).toEqual([])
    }
  })
})
