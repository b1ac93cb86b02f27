import type { RenderContext } from '../../src/documents/format.ts'
import { formats } from '../../src/documents/registry.ts'
import type { MailOutput } from '../../src/model/document.ts'
import type { Order } from '../../src/model/order/order.ts'
import { sampleOccasion, sampleSupplier } from './sample-order.ts'

export const email = registered()

export const plain = { format: 'email', from: 'orders@gateway.example', to: ['desk@fresco.example'] }

export const edifact = { format: 'edifact-d96a', sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }

export const profile = (document: object = {}, supplier: Record<string, unknown> = {}) => ({
  document: email.settings.parse({ ...plain, ...document }),
  supplier: sampleSupplier(supplier),
})

function registered() {
  if (!formats.email) throw new Error('email is not registered')
  return formats.email
}

/** Writes the mail of an order without problems. */
export function written(order: Order, to = profile(), on: Partial<RenderContext> = {}): MailOutput {
  const result = email.write(order, to, { ...sampleOccasion, ...on })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  if (!('mail' in result.value)) throw new Error('email wrote a text')
  return result.value
}

/** The messages at start-up about these settings. */
export const issues = (document: object) => email.settings.safeParse({ ...plain, ...document }).error?.issues ?? []
