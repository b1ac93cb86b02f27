import type { Supplier } from '../profile/supplier.ts'
import { formats } from './registry.ts'

type Document = Supplier['routes'][number]['document']

/** What a person reads in a document that is only there to be looked at. */
export const TEST_NOTICE = 'TEST ORDER, NOT TO BE DELIVERED'

/** With the format's own mark, where it has one; also of what a mail carries. */
export function markedAsTest(document: Document): Document {
  const { attach } = document
  const carried = isDocument(attach) ? markedAsTest(attach) : null
  const whole = carried ? { ...document, attach: carried } : document
  const marked = { ...whole, test: true }
  return formats[document.format]?.settings.safeParse(marked).success ? marked : whole
}

const isDocument = (given: unknown): given is Document =>
  typeof given === 'object' && given !== null && 'format' in given && typeof given.format === 'string'
