import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const csv = (name: string, url: string, settings: Record<string, unknown> = {}) =>
  httpRoute(name, url, { document: { format: 'csv' }, fileName: 'ord{sequence:5}.{ext}', ...settings })

async function names(routes: readonly object[], orders: number, again: readonly object[] = routes) {
  const test = testOutbox({ supplier: supplierWith({ routes }) })
  for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
  for (let at = 0; at < orders; at++) test.accept({ orderId: `order-${at}` })
  if (again !== routes) test.reopen(supplierWith({ routes: again }))
  await test.work()
  const ids = Array.from({ length: orders }, (_, at) => `order-${at}`)
  return {
    test,
    names: ids.map((id) => test.outbox.view(id)?.deliveries.map(({ fileName }) => fileName)),
  }
}

describe('the files of a route whose documents have no control number', () => {
  it('are numbered by the route itself, one by one', async () => {
    const { names: found } = await names([csv('erp', ERP), csv('wms', WMS)], 3)
    const expected = ['ord00001.csv', 'ord00002.csv', 'ord00003.csv'].map((name) => [name, name])
    expect(found).toEqual(expected)
  })

  it('have short names in capitals where old systems ask for them, and begin anew after the last', async () => {
    const settings = { fileNameRule: '8.3', controlNumbers: { start: 99_998, wrapAt: 99_999 } }
    const { names: found } = await names([csv('erp', ERP, settings)], 3)
    expect(found).toEqual([['ORD99998.CSV'], ['ORD99999.CSV'], ['ORD99998.CSV']])
  })

  it('are not numbered where the name has no number', async () => {
    const { test } = await names([csv('erp', ERP, { fileName: '{orderNumber}.{ext}' })], 1)
    expect(test.sql.all('SELECT * FROM counters')).toEqual([])
  })

  it('have no name that a rule forbids: such an order waits for a person', async () => {
    const settings = { fileNameRule: '8.3', controlNumbers: { start: 999_999, wrapAt: 9_999_999 } }
    const { test } = await names([csv('erp', ERP, settings)], 1)
    expect(test.deliveries('order-0')).toEqual(['erp v1 held/unwritable no'])
    expect(test.alerts[0]?.text).toContain('ORD999999.CSV')
  })
})
