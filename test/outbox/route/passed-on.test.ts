import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const MINUTE = 60_000
const ANN = { by: 'ann' }

function laddered() {
  const routes = [httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 10 }] }), httpRoute('desk', WMS)]
  const test = testOutbox({ supplier: supplierWith({ routes }) })
  test.wire.answers(ERP, status(503))
  test.wire.answers(WMS, status(200))
  return test
}
const accept = (test: TestOutbox, count: number, from = 0) => {
  for (let at = from; at < from + count; at++) test.accept({ orderId: `order-${at}` })
}
const told = ({ alerts }: TestOutbox) => alerts.filter(({ kind, of }) => (of ?? kind) === 'fallback')

describe('that another route takes over', () => {
  it('is told once for the first order and once for the others, with how many, since when and why', async () => {
    const test = laddered()
    accept(test, 1)
    await test.pass(5_000)
    accept(test, 11, 1)
    await test.pass(30 * MINUTE)
    const [first, others, ...more] = told(test)
    expect(more).toEqual([])
    expect(first).toMatchObject({ kind: 'fallback', route: 'erp', cause: 'desk' })
    expect(first?.text).toMatch(/^Route desk takes over order PO-order-\d+ from route erp: .*503/)
    expect(others).toMatchObject({ count: 12 })
    expect(others?.text).toMatch(/taken over by desk: 11 more since 10:10: PO-order/)
  })

  it('is over when the first route delivers an order that came later, and not before', async () => {
    const test = laddered()
    accept(test, 2)
    await test.pass(30 * MINUTE)
    expect(told(test).map(({ kind }) => kind)).toEqual(['fallback'])
    test.wire.answers(ERP, status(200))
    await test.pass(30 * MINUTE)
    expect(told(test)).toHaveLength(1)
    accept(test, 1, 2)
    await test.pass(12 * MINUTE)
    expect(told(test).at(-1)).toMatchObject({ kind: 'resolved', route: 'erp', cause: 'desk' })
    expect(test.outbox.alerts()).toMatchObject({ incidents: [] })
  })

  it('names the pause where that is why', async () => {
    const test = laddered()
    test.outbox.pause('erp', { ...ANN, note: 'The ERP moves house.' })
    accept(test, 1)
    await test.pass(15 * MINUTE)
    expect(told(test)[0]?.text).toContain('The ERP moves house.')
  })

  it('is not told where a person chose it', async () => {
    const test = laddered()
    accept(test, 1)
    await test.work()
    expect(test.outbox.sendBy('order-0', 'erp', 'desk', ANN)).toEqual({ ok: true })
    await test.pass(30 * MINUTE)
    expect(told(test)).toEqual([])
  })
})
