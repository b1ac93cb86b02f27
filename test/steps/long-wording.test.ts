import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import { Route } from '../../src/profile/supplier.ts'
import { compose } from '../../src/steps/compose.ts'
import { checkRoutes } from '../../src/steps/rehearse.ts'
import type { Case } from '../conformance/generated-orders.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from '../documents/sample-order.ts'
import { startCpuTime } from '../fakes/cpu-time.ts'
import { bodyOf, EDIFACT, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { readings } from '../readback/readings.ts'

const BREAKS = '\n'.repeat(500_000)
const order = { ...sampleOrder, number: 'PO4217', customer: 'K-7', remarks: `RING${BREAKS}TWICE`, person: null }
const lines: typeof order.lines = [{ article: '300457', name: 'N', quantity: '2', price: null, total: null }]
const one: Case = {
  order: { ...order, lines },
  occasion: sampleOccasion,
  price: 'net',
  language: 'en',
  test: false,
  tables: false,
  timeZone: 'Europe/Brussels',
  variant: 0,
}
const MOST_MS = 1_500

describe('an order with more lines of remarks than anybody reads', () => {
  it.each(readings)('is written in %s within its time, and the cut is recorded', async (format, reading) => {
    const document = formats[format]?.settings.parse({ format, ...reading.settings(one) })
    const route = Route.parse({ name: 'erp', document, transport: { kind: 'mailbox' } })
    const supplier = { ...sampleSupplier(), routes: [route] }
    const cpuTime = startCpuTime()
    expect(checkRoutes(one.order, supplier, Date.UTC(2026, 10, 24))).toMatchObject({ refused: [], findings: [] })
    const written = await compose(one.order, route, supplier, sampleOccasion, 'a'.repeat(32))
    expect(cpuTime()).toBeLessThan(MOST_MS)
    if (!written.ok) throw new Error(JSON.stringify(written.error))
    expect(written.value.bytes.length).toBeLessThan(300_000)
    const cut = written.value.warnings.filter(({ code }) => code === 'cut').map(({ path }) => path)
    expect(cut).toContain('order_remarks')
    expect(JSON.stringify(written.value.warnings).length).toBeLessThan(10_000)
  })

  it('is delivered, though what is noted of it would not fit in a row', async () => {
    const supplier = supplierWith({ routes: [httpRoute('erp', ERP, { document: EDIFACT })] })
    const test = testOutbox({ supplier })
    test.wire.answers(ERP, status(200))
    const [line] = postedOrder().packages
    const packages = Array.from({ length: 2_000 }, () => ({ ...line, stock_item: { name: '日'.repeat(250) } }))
    test.accept({ body: bodyOf(postedOrder({ packages, order_remarks: '日'.repeat(40_000) })) })
    await test.pass(1_000)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })
})
