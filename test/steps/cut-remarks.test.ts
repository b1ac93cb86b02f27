import { describe, expect, it } from 'vitest'
import { cutRemarks } from '../../src/steps/cut-remarks.ts'
import { checkRoutes } from '../../src/steps/rehearse.ts'
import { sampleOrder } from '../documents/sample-order.ts'
import { bodyOf, EDIFACT, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const FIXED = { format: 'fixed-width' }
const STORY = `${'Ring at the back door. '.repeat(9)}NO NUTS FOR TABLE FOUR`

const supplierOf = (document: object, settings: object = {}) =>
  supplierWith({ routes: [httpRoute('erp', ERP, { document })], ...settings })

function cut(document: object, remarks: string, settings: object = {}): number {
  const supplier = supplierOf(document, settings)
  const [route] = supplier.routes
  return route ? cutRemarks({ ...sampleOrder, remarks }, route, supplier) : Number.NaN
}

describe('the end of long remarks', () => {
  it('is counted where the document has no room for the end', () => {
    expect(STORY).toHaveLength(229)
    expect(cut(FIXED, STORY)).toBe(20)
    const remarks = { field: 'remarks', width: 20 }
    const columns = [{ field: 'orderNumber' }, { field: 'articleNumber' }, { field: 'quantity' }, remarks]
    expect(cut({ format: 'csv', columns }, 'x'.repeat(25))).toBe(5)
  })

  it.each([
    ['the remarks fit', FIXED, STORY.slice(0, 210), {}],
    ['the document has room', EDIFACT, STORY, {}],
    ['the document has no limit', { format: 'json' }, STORY, {}],
    ['the supplier wants no remarks', FIXED, STORY, { remarks: 'omit' }],
  ])('is not cut where %s', (_, document, remarks, settings) => {
    expect(cut(document, remarks, settings)).toBe(0)
  })

  it('is told to the desk, because the last words may be an allergy', async () => {
    const supplier = supplierOf(FIXED)
    const test = testOutbox({ supplier })
    test.wire.answers(ERP, status(200))
    const { losses } = checkRoutes({ ...sampleOrder, remarks: STORY }, supplier, Date.UTC(2026, 10, 24))
    expect(losses).toEqual([{ route: 'erp', letters: 0, cut: 20 }])
    test.accept({ body: bodyOf(postedOrder({ order_remarks: STORY })), losses })
    await test.pass(1_000)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.alerts.map(({ kind, route }) => [kind, route])).toEqual([['wording', 'erp']])
    expect(test.alerts[0]?.text).toContain('20 characters are cut off at the end of its remarks.')
    expect(test.alerts[0]?.text).not.toContain('NUTS')
  })
})
