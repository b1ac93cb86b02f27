import type { Supplier } from '../profile/supplier.ts'
import { formats } from './registry.ts'

type Document = Supplier['routes'][number]['document']

/** Text that a person sees in a test document. */
export const TEST_NOTICE = 'TEST ORDER, NOT TO BE DELIVERED'

/** Sets the format's test mark, if the format has a test mark, and the test mark of an attached document. */
export function markedAsTest(document: Document): Document {
  const { attach } = document
  const carried = isDocument(attach) ? markedAsTest(attach) : null
  const whole = carried ? { ...document, attach: carried } : document
  const marked = { ...whole, test: true }
  return formats[document.format]?.settings.safeParse(marked).success ? marked : whole
}

const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && 'format' in value && typeof value.format === 'string'
