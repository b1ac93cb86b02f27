import { csv } from '../../../src/documents/csv.ts'
import type { DocumentSettings, Format, RenderContext } from '../../../src/documents/format.ts'
import type { Order } from '../../../src/model/order/order.ts'
import { readCsv } from '../csv-reader.ts'
import { order, sampleLine } from '../edifact/writing.ts'
import { sampleOccasion, sampleSupplier } from '../sample-order.ts'

/** The columns that every layout must have. */
export const EXACT = [{ field: 'orderNumber' }, { field: 'articleNumber' }, { field: 'quantity' }]

/** Without delivery date and remarks, so that all warnings come from the field under test. */
export const oneLine = (overrides: object) =>
  order({ deliveryDate: null, remarks: '', lines: [{ ...sampleLine, ...overrides }] })

/** Rows of a supplier's tables for the sample order. */
export const SUPPLIER = {
  customers: [
    { customer: 'K-778812', name: 'Bistro Zuid', gln: '5412345000020', soldTo: 'S-1', shipTo: 'D-1', billTo: 'B-1' },
  ],
  articles: [{ article: sampleLine.article, unit: 'KGM', gtin: '5412345000013' }],
}

export function profileOf<S extends DocumentSettings>(format: Format<S>, settings: object, tables: object = {}) {
  const document = format.settings.parse({ format: format.id, ...settings })
  return { document, supplier: sampleSupplier({ ...tables }) }
}

/** The last column of the first record, and the warnings about that column. */
export function cell(
  column: object,
  from: Order = order({}),
  more: object = {},
  tables = {},
  on: Partial<RenderContext> = {},
) {
  const profile = profileOf(csv, { titles: false, columns: [...EXACT, column], ...more }, tables)
  const result = csv.write(from, profile, { ...sampleOccasion, ...on })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return readCsv(result.value.text, profile.document.separator)[0]?.[3]
}

/** The messages at start-up about a layout: place and reason. */
export function told<S extends DocumentSettings>(format: Format<S>, settings: object): string[] {
  const read = format.settings.safeParse({ format: format.id, ...settings })
  return (read.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

/** The places of messages at start-up about a CSV layout. */
export const places = (settings: object) => told(csv, settings).map((one) => one.split(':')[0])

/** The problems of an order, with reasons. */
export function said<S extends DocumentSettings>(
  format: Format<S>,
  settings: object,
  from: Order,
  tables = {},
): string[] {
  return format
    .findProblems(from, profileOf(format, settings, tables))
    .map(({ code, message }) => `${code}: ${message}`)
}
