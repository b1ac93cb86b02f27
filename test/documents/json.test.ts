import fc from 'fast-check'
import { expect, it } from 'vitest'
import { json } from '../../src/documents/json.ts'
import { encode } from '../../src/text/charset.ts'
import { anyCharacter } from '../fakes/any-character.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'

const document = json.settings.parse({ format: 'json' })
const text = (order = sampleOrder, price = 'net', occasion = sampleOccasion) => {
  const result = json.write(order, { document, supplier: sampleSupplier({ price }) }, occasion)
  if (!result.ok) throw new Error('json refuses nothing')
  return result.value.text
}

it('writes the order under stable names, with numbers as strings', () => {
  expect(Object.keys(JSON.parse(text()))).toEqual([
    ...['notice', 'supplier', 'id', 'orderNumber', 'version', 'purpose', 'possibleRepeat', 'customerNumber'],
    ...['soldTo', 'shipTo', 'billTo'],
    ...['orderedOn', 'deliveryDate', 'deliveryTime', 'orderedBy', 'remarks', 'currency', 'prices', 'lines', 'total'],
  ])
  expect(JSON.parse(text())).toMatchObject({
    orderedOn: '2026-11-24T09:15:32+01:00',
    currency: 'EUR',
    lines: [{ line: 1, articleNumber: "AB-100'23", quantity: '6', pricePerPackage: '12.3456' }, { line: 2 }],
  })
  expect(text().split('\n')[1]).toBe('  "notice": null,')
})

it('says of each line the unit and the GTIN that the articles table has for it', () => {
  const [article, other] = sampleOrder.lines.map((line) => line.article)
  const articles = [{ article, unit: 'KRT', gtin: '5412345000013' }, { article: other }]
  const result = json.write(sampleOrder, { document, supplier: sampleSupplier({ articles }) }, sampleOccasion)
  expect(result.ok && JSON.parse(result.value.text)).toMatchObject({
    lines: [
      { unit: 'KRT', gtin: '5412345000013' },
      { unit: null, gtin: null },
    ],
  })
  expect(JSON.parse(text())).toMatchObject({ lines: [{ unit: null, gtin: null }, {}] })
})

it('says POSSIBLE REPEAT, and leaves prices out where the supplier wants none', () => {
  expect(text(sampleOrder, 'net', { ...sampleOccasion, possibleRepeat: true })).toContain('POSSIBLE REPEAT')
  expect(JSON.parse(text(sampleOrder, 'omit'))).toMatchObject({ total: null, lines: [{ total: null }, {}] })
})

it('takes no setting but its name', () => {
  expect(() => json.settings.parse({ format: 'json', indent: 4 })).toThrow()
})

it('gives any text back, half a surrogate pair included', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: anyCharacter }), fc.constantFrom('\ud800', 'a\udc00b')), (remarks) => {
      const written = text({ ...sampleOrder, remarks })
      expect(JSON.parse(new TextDecoder().decode(encode(written, 'utf-8'))).remarks).toBe(remarks)
    }),
  )
})

it('says for how many a price is, and for none where there is no price', () => {
  const [line] = sampleOrder.lines
  const bare = {
    ...sampleOrder,
    lines: [
      { ...line, price: null },
      { ...line, priceQuantity: '6' },
    ] as const,
  }
  const counts = (price: string) =>
    JSON.parse(text(bare, price)).lines.map((one: { priceQuantity: unknown }) => one.priceQuantity)
  expect(counts('net')).toEqual([null, '6'])
  expect(counts('omit')).toEqual([null, null])
})
