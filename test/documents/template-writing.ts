import type { RenderContext } from '../../src/documents/format.ts'
import { template } from '../../src/documents/template.ts'
import type { TextOutput } from '../../src/model/document.ts'
import type { Order } from '../../src/model/order/order.ts'
import { having as havingAll } from './added-templates.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'

export const profile = (document: object = {}, supplier: Record<string, unknown> = {}) => ({
  document: template.settings.parse({ format: 'template', template: 'order-xml', ...document }),
  supplier: sampleSupplier(supplier),
})

/** The text for an order without problems. */
export function written(order: Order, to = profile(), on: Partial<RenderContext> = {}): TextOutput {
  const result = template.write(order, to, { ...sampleOccasion, ...on })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** The messages at start-up about these settings. */
export const mistakes = (settings: object): string[] =>
  template.settings.safeParse({ format: 'template', ...settings }).error?.issues.map(({ message }) => message) ?? []

export const [line] = sampleOrder.lines

/** Runs `then` with an additional template. */
export const having = <T>(text: string, then: (name: string) => T): T => havingAll({ added: text }, () => then('added'))

/** The sample order with a single line. */
export const one = (overrides: Partial<Order>): Order => ({ ...sampleOrder, lines: [line], ...overrides })
