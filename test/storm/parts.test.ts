import { describe, expect, test } from 'vitest'
import type { RenderContext } from '../../src/documents/format.ts'
import { composeMail } from '../../src/steps/compose-mail.ts'
import { profile, written } from '../documents/email-writing.ts'
import { sampleOccasion, sampleOrder } from '../documents/sample-order.ts'
import { partsOf } from './parts.ts'

const orderOf = (quantity: string) => ({
  ...sampleOrder,
  number: 'PO-1-0007',
  lines: [{ article: '00123', name: 'Fresh cream', quantity, price: '12.50', total: '1287.50' }] as const,
})

async function mailOf(context: Partial<RenderContext>): Promise<string> {
  const { mail } = written(orderOf('103'), profile({}, { language: 'en' }), context)
  const identity = { key: '0'.repeat(32), preparedAt: sampleOccasion.preparedAt, attachmentName: 'order' }
  return new TextDecoder().decode(await composeMail(mail, identity))
}

describe('the reader of documents of the storm', () => {
  test.each<[string, Partial<RenderContext>]>([
    ['', {}],
    ['repeat', { possibleRepeat: true }],
    ['replacement', { purpose: 'replacement', version: 2, replaced: orderOf('3') }],
    ['cancellation', { purpose: 'cancellation', version: 2 }],
  ])('finds the order, the quantity and the mark "%s" in a mail of the gateway', async (mark, context) => {
    expect(partsOf(await mailOf(context), false)).toEqual([
      { orderNumber: 'PO-1-0007', content: 103, mark: mark === '' ? null : mark, controlNumber: null },
    ])
  })
})
