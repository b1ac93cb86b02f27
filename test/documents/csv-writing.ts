import fc from 'fast-check'
import { csv } from '../../src/documents/csv.ts'
import type { RenderContext } from '../../src/documents/format.ts'
import type { TextOutput } from '../../src/model/document.ts'
import type { Order } from '../../src/model/order/order.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'

const settings = (overrides: object = {}) => csv.settings.parse({ format: 'csv', ...overrides })
export const profile = (document: object = {}, supplier: Record<string, unknown> = {}) => ({
  document: settings(document),
  supplier: sampleSupplier(supplier),
})
export function written(from: Order, to = profile(), on: Partial<RenderContext> = {}): TextOutput {
  const result = csv.write(from, to, { ...sampleOccasion, ...on })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
export const EXACT = [{ field: 'orderNumber' }, { field: 'articleNumber' }, { field: 'quantity' }]
/** Without remarks, which few layouts of these tests show. */
export const DATED = { ...sampleOrder, remarks: '' }

export const TIMED = { ...DATED, deliveryTime: { time: '09:30', offset: '+01:00' } }

export const layout = fc.constantFrom(
  {},
  { quoting: 'always', separator: ';', decimalMark: ',' },
  { quoting: 'never', separator: '|' },
  { separator: '\t', lineEnds: 'lf', charset: 'windows-1252' },
  { separator: '^', guardFormulas: true, charset: 'us-ascii' },
)
