import type { Order } from '../../../src/model/order/order.ts'
import { code, table } from '../markdown.ts'
import { longest } from './longest.ts'
import { type Entry, entriesMissing, entriesOf, placesOf } from './places.ts'
import { type Change, sampleOrder, writeSample } from './sample.ts'

/** A document that shows a field, and a document that lacks the field or has another value. */
type Pair = readonly [shown: Change, other: Change]

interface Field {
  readonly name: string
  /** Later pairs are for formats that refuse the first pair, or that leave out amounts that do not add up. */
  readonly pairs: readonly Pair[]
  /** The value of the field in the sample. The pair with the fewest differences counts then. */
  readonly value?: string
}

const customer = (row: object): Change => ({ supplier: { customers: [{ customer: sampleOrder.customer, ...row }] } })
const article = (row: object): Change => ({ supplier: { articles: [{ article: 'AB-100', ...row }] } })
const withSecondTotal = (total: string): Order['lines'] => {
  const [first, ...others] = sampleOrder.lines
  return [first, ...others.map((line) => ({ ...line, total }))]
}
/** A format that checks sums leaves out amounts that do not add up. */
const consistent: Change = { line: { quantity: '3', price: '24.6912' } }

const FIELDS: readonly Field[] = [
  { name: 'order number', pairs: [[{}, { order: { number: 'ZZ-1717-171717' } }]] },
  {
    name: 'order id',
    pairs: [
      [{}, { order: { id: '11111111-1111-4111-8111-111111111111' } }],
      [{ order: { id: 'A-17' } }, { order: { id: 'B-28' } }],
    ],
  },
  {
    name: 'ordered on',
    pairs: [[{}, { order: { orderedOn: { date: '2026-10-13', time: '17:48:51', offset: '+02:00' } } }]],
  },
  { name: 'delivery date', pairs: [[{}, { order: { deliveryDate: '2026-12-15' } }]] },
  { name: 'time of delivery', pairs: [[{ order: { deliveryTime: { time: '09:30', offset: '+01:00' } } }, {}]] },
  { name: 'remarks', pairs: [[{}, { order: { remarks: 'Zinc jug a bull' } }]] },
  {
    name: 'remarks on the first line',
    pairs: [
      [
        { supplier: { remarks: 'first-line' } },
        { supplier: { remarks: 'first-line' }, order: { remarks: 'Zinc jug' } },
      ],
    ],
  },
  { name: 'customer, sold to', pairs: [[{}, { order: { customer: 'Z-111111' } }]] },
  { name: 'ship to, if another', pairs: [[customer({ shipTo: 'SHIP-7' }), customer({})]] },
  { name: 'bill to, if another', pairs: [[customer({ billTo: 'BILL-7' }), customer({})]] },
  { name: "customer's name", pairs: [[customer({ name: 'Bistro' }), customer({})]] },
  { name: "customer's GLN", pairs: [[customer({ gln: '5412345000020' }), customer({})]] },
  { name: 'who ordered', pairs: [[{}, { order: { person: 'zouk@tavern.example' } }]] },
  { name: 'currency', pairs: [[{}, { supplier: { currency: 'GBP' } }]] },
  { name: 'article number', pairs: [[{}, { line: { article: 'ZZ-717' } }]] },
  { name: 'GTIN', pairs: [[article({ gtin: '5412345000013' }), article({})]] },
  { name: 'name', pairs: [[{}, { line: { name: 'Zebra 17%' } }]] },
  {
    name: 'quantity',
    pairs: [
      [{}, { line: { quantity: '8' } }],
      [{}, consistent],
    ],
    value: '6',
  },
  {
    name: 'unit',
    pairs: [
      [article({ unit: 'KGM' }), article({ unit: 'LTR' })],
      [article({ unit: 'KG' }), article({ unit: 'LB' })],
    ],
  },
  {
    name: 'price',
    pairs: [
      [{}, { line: { price: '98.7654' } }],
      [{}, consistent],
    ],
    value: '12.3456',
  },
  {
    name: 'line total',
    pairs: [
      [{}, { line: { total: '74.06' } }],
      [{}, { line: { total: '74.06' }, order: { total: '105.06' } }],
    ],
    value: '74.07',
  },
  {
    name: 'order total',
    pairs: [
      [{}, { order: { total: '105.06' } }],
      [{}, { order: { total: '105.08', lines: withSecondTotal('31.01') } }],
    ],
    value: '105.07',
  },
]

/** Finds a field by experiment: a document with another value differs where the field stands. */
async function placeOf(formatId: string, { pairs, value }: Field): Promise<string> {
  let fewest: readonly Entry[] = []
  for (const [index, [shown, other]] of pairs.entries()) {
    const document = await writeSample(formatId, shown)
    const changed = await writeSample(formatId, other)
    if (document === null || changed === null) continue
    const missing = entriesMissing(entriesOf(formatId, document.text), entriesOf(formatId, changed.text))
    // A later pair changes other fields too: only elements with the field's own value count.
    const own = index === 0 || value === undefined ? missing : missing.filter((entry) => entry.value === value)
    if (own.length > 0 && (fewest.length === 0 || own.length < fewest.length)) fewest = own
    if (fewest.length > 0 && value === undefined) break
  }
  return placesOf(fewest)
}

/** The table of fields of one format, or of two versions of a format side by side. */
export async function fieldsTable(ids: readonly string[]): Promise<string> {
  const rows: string[][] = []
  for (const field of FIELDS) {
    const row = [field.name]
    let before: string | null = null
    for (const id of ids) {
      const place = await placeOf(id, field)
      row.push(place === '' ? '–' : place === before ? 'the same' : place)
      row.push(place === '' ? '' : await longest(id, field.name))
      before = place
    }
    rows.push(row)
  }
  const heads = ids.length === 1 ? ['Place', 'Longest'] : ids.flatMap((id) => [code(id), 'Longest'])
  return table(['Field', ...heads], rows)
}
