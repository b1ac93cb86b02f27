import type { RenderContext } from '../../../src/documents/format.ts'
import { x12Order4010 } from '../../../src/documents/x12-850-4010.ts'
import { x12Order5010 } from '../../../src/documents/x12-850-5010.ts'
import type { TextOutput } from '../../../src/model/document.ts'
import type { Order } from '../../../src/model/order/order.ts'
import { sampleOccasion, sampleSupplier } from '../sample-order.ts'
import { readX12 } from './reader.ts'

/** Writes an 850 for the tests and reads the document back. */

export const formats = { '4010': x12Order4010, '5010': x12Order5010 } as const
export type Release = keyof typeof formats

export const settings = (overrides: object = {}, release: Release = '4010') =>
  formats[release].settings.parse({
    format: formats[release].id,
    sender: { id: 'GATEWAY' },
    recipient: { id: 'SUP1' },
    ...overrides,
  })

export const profile = (document: object = {}, supplier: Record<string, unknown> = {}, release: Release = '4010') => ({
  document: settings(document, release),
  supplier: sampleSupplier({ price: 'net', ...supplier }),
})

export function written(
  from: Order,
  to = profile(),
  on: Partial<RenderContext> = {},
  release: Release = '4010',
): TextOutput {
  const result = formats[release].write(from, to, { ...sampleOccasion, ...on })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

export const read = (from: Order, to = profile(), on: Partial<RenderContext> = {}, release: Release = '4010') =>
  readX12(written(from, to, on, release).text)
