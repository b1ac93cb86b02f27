import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { remoteOutbox } from '../fakes/served-outbox.ts'
import { status } from '../fakes/wire.ts'

const BULK = '/console/orders/bulk'
const ASKED = `${BULK}?${new URLSearchParams([
  ['do', 'keyed'],
  ['order', 'fresco/order-1'],
  ['order', 'boulanger/order-2'],
])}`

/** Two suppliers whose first route has the same name, with an open order each. */
async function opened(erp: object, second: object = httpRoute('wms', WMS)) {
  const fresco = testOutbox({ supplier: supplierWith({ routes: [erp] }) })
  const boulanger = testOutbox({ supplier: supplierWith({ name: 'Boulanger', routes: [erp, second] }) })
  const boxes = { fresco, boulanger }
  const { browser: open } = testConsole({
    services: {
      ...{ gateway: { suppliers: { fresco: fresco.supplier, boulanger: boulanger.supplier } }, clock: fresco.clock },
      outbox: (name: string) => remoteOutbox(boxes[name as keyof typeof boxes].outbox) as never,
    },
  })
  for (const { wire } of [fresco, boulanger]) for (const url of [ERP, WMS]) wire.answers(url, status(503))
  fresco.accept({ orderId: 'order-1' })
  boulanger.accept({ orderId: 'order-2' })
  for (const box of [fresco, boulanger]) await box.pass(1_000)
  const browser = open({ 'accept-language': 'en' })
  await browser.signIn('An Peeters')
  return { fresco, boulanger, browser }
}

const boxesIn = (text: string): (string | undefined)[][] =>
  [...text.matchAll(/name="routes" value="([^"]+)"( checked="")?[^>]*\/><span dir="auto">([^<]+)/g)].map(
    ([, value, isTicked, name]) => [value, name, ...(isTicked ? ['ticked'] : [])],
  )

describe('orders of two suppliers that have a route of the same name', () => {
  it('have a box for each supplier, and a tick counts for this supplier only', async () => {
    const { fresco, boulanger, browser } = await opened(httpRoute('erp', ERP))
    const asked = await browser.get(ASKED)
    expect(boxesIn(asked.text)).toEqual([
      ['fresco/erp', 'Fresco Foods · Route erp', 'ticked'],
      ['boulanger/erp', 'Boulanger · Route erp'],
      ['boulanger/wms', 'Boulanger · Route wms'],
    ])
    await browser.submit(asked, BULK, { routes: ['fresco/erp', 'boulanger/wms'] })
    expect(fresco.deliveries('order-1')).toEqual(['erp v1 done yes'])
    expect(boulanger.deliveries('order-2')).toEqual([expect.stringContaining('erp v1 deferred'), 'wms v1 done yes'])
  })

  it('ask for a route of each supplier, and do nothing before', async () => {
    const { fresco, browser } = await opened(httpRoute('erp', ERP), mailboxRoute('box'))
    const none = await browser.submit(await browser.get(ASKED), BULK, { routes: 'fresco/erp', note: 'At noon.' })
    expect(none.status).toBe(422)
    expect(none.text).toContain('Boulanger: Tick at least one route.')
    expect(none.text).toContain('value="At noon."')
    expect(boxesIn(none.text).filter(([, , ticked]) => ticked)).toEqual([
      ['fresco/erp', 'Fresco Foods · Route erp', 'ticked'],
    ])
    expect(fresco.deliveries('order-1')).toEqual([expect.stringContaining('deferred')])
  })

  it('ask for no route of a supplier whose order was settled meanwhile', async () => {
    const { fresco, boulanger, browser } = await opened(httpRoute('erp', ERP), mailboxRoute('box'))
    const asked = await browser.get(ASKED)
    boulanger.outbox.doneOrder('order-2', { by: 'Bo' })
    const some = await browser.submit(asked, BULK, { routes: 'fresco/erp' })
    expect([some.status, some.text.includes('Done: 1 of 2 orders')]).toEqual([409, true])
    expect(fresco.deliveries('order-1')).toEqual(['erp v1 done yes'])
  })
})
