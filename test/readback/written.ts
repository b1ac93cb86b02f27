import { expect } from 'vitest'
import type { AnyFormat } from '../../src/documents/format.ts'
import type { Warning } from '../../src/model/document.ts'
import type { Case } from '../conformance/generated-orders.ts'
import { supplierOf } from '../conformance/written-documents.ts'
import { arrived } from './bytes.ts'
import type { Reading } from './reading.ts'

interface Arrived {
  readonly text: string
  readonly warnings: readonly Warning[]
}

/** The document as received, or null if the writer refused the order and named the fields. */
export function written(format: AnyFormat, reading: Reading, one: Case): Arrived | null {
  const document = format.settings.parse({ format: format.id, ...reading.settings(one) })
  const profile = { supplier: supplierOf(one), document }
  const problems = format.findProblems(one.order, profile)
  const result = format.write(one.order, profile, one.occasion)
  expect(result.ok).toBe(problems.length === 0)
  if (!result.ok) {
    for (const { path, message } of problems) {
      expect(path).toMatch(/^(order_number|supplier_customer_number|packages\[\d+\]\..+|order_remarks)$/)
      expect(message.length).toBeLessThan(250)
    }
    return null
  }
  const { warnings } = result.value
  if ('mail' in result.value) return { text: arrived(JSON.stringify(result.value.mail), 'utf-8'), warnings }
  return { text: arrived(result.value.text, result.value.charset), warnings }
}
