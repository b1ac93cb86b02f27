import { compare, multiply, toDecimal } from '../../src/model/decimal.ts'
import type { Warning } from '../../src/model/document.ts'
import type { Case } from '../conformance/generated-orders.ts'
import { TABLES } from '../conformance/written-documents.ts'
import { ASKED, type Field, LINE_PATHS, PATHS, type Reading, type Said } from './reading.ts'

/** Fields that never change: a warning about such a field may only say that the format has no place. */
const EXACT: readonly Field[] = [
  'number',
  'customer',
  'soldTo',
  'shipTo',
  'billTo',
  'orderedOn',
  'deliveryDate',
  'article',
  'quantity',
]
const AMOUNTS: readonly Field[] = ['total', 'price', 'lineTotal']

interface Entry {
  readonly field: Field
  readonly path: string
  readonly text: string
}

/** Order text = document text + recorded warnings. Lists every field that breaks this equation. */
export function unaccounted(one: Case, warnings: readonly Warning[], said: Said, reading: Reading): string[] {
  const entries = entriesOf(one, reading)
  const priceQuantities = one.order.lines.map((_, index) => LINE_PATHS.priceQuantity(index))
  const quantityPaths = new Map(priceQuantities.map((path, index) => [LINE_PATHS.price(index), path]))
  const known = new Set([...entries.map(({ path }) => path), ...priceQuantities])
  const ofTables = new Set(TABLES.customers.flatMap(({ customer: _, endpoint: __, ...texts }) => Object.values(texts)))
  const own = warnings.filter(({ was }) => !ofTables.has(was))
  const faults = own.filter(({ path }) => !known.has(path)).map(({ path }) => `a warning of ${path || 'nothing'}`)
  for (const path of said.keys()) if (!known.has(path)) faults.push(`${path} is not of the order`)
  const byPath = Map.groupBy(own, ({ path }) => path)
  for (const { field, path, text } of entries) {
    // A document with the price of a package may leave out the price of one piece.
    const isPackagePrice = said.get(path) && said.has(quantityPaths.get(path) ?? '')
    const recorded = (byPath.get(path) ?? []).filter(({ code }) => !(isPackagePrice && code === 'omitted'))
    const owed = owedText(field, text, recorded, reading, one)
    const found = said.get(path) ?? ''
    if (typeof owed !== 'string') faults.push(`${path}: ${owed.fault}`)
    else if (spelled(found, field, reading) !== spelled(owed, field, reading))
      faults.push(`${path}: owed ${JSON.stringify(owed)}, found ${JSON.stringify(found)}`)
  }
  return [...faults, ...wrongPrices(one, said, reading)]
}

/**
 * Lists prices that are wrong by the size of an Apicbase unit: price and price quantity must agree to the last digit.
 */
function wrongPrices({ order }: Case, said: Said, { unpriced }: Reading): string[] {
  return order.lines.flatMap(({ price, priceQuantity = '1' }, index) => {
    const [found, per = '1'] = [said.get(LINE_PATHS.price(index)), said.get(LINE_PATHS.priceQuantity(index))]
    if (!found || found === unpriced || price === null) return []
    const [posted, told, each] = [toDecimal(price), toDecimal(found), toDecimal(per)]
    // Text that is no number, in a format that writes the posted text.
    if (posted === null && found === price) return []
    if (posted === null || told === null || each === null) return [`line ${index}: ${found} for ${per}`]
    const isRight = compare(multiply(told, priceQuantity), multiply(posted, each)) === 0
    return isRight ? [] : [`line ${index}: ${found} for ${per}, posted ${price} for ${priceQuantity}`]
  })
}

function owedText(
  field: Field,
  text: string,
  recorded: readonly Warning[],
  reading: Reading,
  one: Case,
): string | { readonly fault: string } {
  const [warning, ...more] = recorded
  if (more.length > 0) return { fault: `recorded ${recorded.length} times` }
  if (warning && warning.was !== text) return { fault: `recorded as having been ${JSON.stringify(warning.was)}` }
  if (warning && (warning.code === 'omitted') !== (warning.became === ''))
    return { fault: `${warning.code}, but became` }
  if (warning && warning.became === text) return { fault: 'recorded, but nothing became of it' }
  if (reading.without.includes(field))
    return warning && warning.became !== '' ? { fault: 'recorded, though there is no place for it' } : ''
  if (AMOUNTS.includes(field) && !reading.priced(one))
    return warning ? { fault: 'recorded, though prices are left out' } : (reading.unpriced ?? '')
  if (warning && EXACT.includes(field)) return { fault: `${warning.code}, which only a refusal may be` }
  return warning ? warning.became : text
}

function spelled(text: string, field: Field, { byValue, lines }: Reading): string {
  if (lines && field === 'remarks') return text.replace(/\r\n?/g, '\n')
  const isNumber = AMOUNTS.includes(field) || field === 'quantity'
  return byValue && isNumber && text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

function entriesOf({ order, tables }: Case, reading: Reading): Entry[] {
  const row = tables ? TABLES.customers.find(({ customer }) => customer === order.customer) : undefined
  const whole: Readonly<Record<keyof typeof PATHS, string>> = {
    id: order.id,
    number: order.number,
    customer: order.customer,
    soldTo: row?.soldTo ?? order.customer,
    shipTo: row?.shipTo ?? order.customer,
    billTo: row?.billTo ?? '',
    orderedOn: reading.orderedOn(order.orderedOn),
    deliveryDate: (reading.delivery ?? ASKED.minute)(order),
    remarks: order.remarks,
    person: order.person ?? '',
    total: order.total ?? '',
  }
  const fields = Object.keys(PATHS) as (keyof typeof PATHS)[]
  return [
    ...fields.map((field) => ({ field, path: PATHS[field], text: whole[field] })),
    ...order.lines.flatMap((line, index): Entry[] => [
      { field: 'article', path: LINE_PATHS.article(index), text: line.article },
      { field: 'name', path: LINE_PATHS.name(index), text: line.name },
      { field: 'quantity', path: LINE_PATHS.quantity(index), text: line.quantity },
      { field: 'price', path: LINE_PATHS.price(index), text: line.price ?? '' },
      { field: 'lineTotal', path: LINE_PATHS.lineTotal(index), text: line.total ?? '' },
    ]),
  ]
}
