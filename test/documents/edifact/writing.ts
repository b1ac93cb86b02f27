import { expect } from 'vitest'
import { edifactD96a } from '../../../src/documents/edifact-d96a.ts'
import type { RenderContext } from '../../../src/documents/format.ts'
import type { TextOutput } from '../../../src/model/document.ts'
import type { Order } from '../../../src/model/order/order.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from '../sample-order.ts'
import { readEdifact } from './reader.ts'

/** Writes D.96A for the tests and reads the document back. */

const parties = { sender: { id: 'GATEWAY', qualifier: 'ZZZ' }, recipient: { id: 'SUP1', qualifier: 'ZZZ' } }
export const settings = (overrides: object = {}) =>
  edifactD96a.settings.parse({ format: 'edifact-d96a', ...parties, ...overrides })
export const profile = (document: object = {}, supplier: Record<string, unknown> = {}) => ({
  document: settings(document),
  supplier: sampleSupplier({ price: 'net', ...supplier }),
})

export const [sampleLine] = sampleOrder.lines
/** With an id that fits, so that all warnings come from the field under test. */
export const order = (overrides: Partial<Order>): Order => ({ ...sampleOrder, id: 'ID-1', ...overrides })
export const named = (name: string) => order({ lines: [{ ...sampleLine, name }] })

export function written(from: Order, to = profile(), on: Partial<RenderContext> = {}): TextOutput {
  const result = edifactD96a.write(from, to, { ...sampleOccasion, ...on })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

export const read = (from: Order, to = profile(), on: Partial<RenderContext> = {}) =>
  readEdifact(written(from, to, on).text, to.document.charset)

/** The document's text for a field: the posted text, changed by the recorded warnings. */
export function recorded({ warnings }: TextOutput, path: string, posted: string): string {
  const warning = warnings.find((candidate) => candidate.path === path)
  if (warning) expect(warning.was).toBe(posted)
  return warning ? warning.became : posted
}
