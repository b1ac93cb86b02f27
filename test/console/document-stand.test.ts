import { expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { opened, PATH } from './order-page.ts'

it('says beside a document that another route replaced, and that the system confirmed since, that it arrived', async () => {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 1 }] })
  const { box, browser } = await opened({ supplier: supplierWith({ routes: [erp, httpRoute('wms', WMS)] }) })
  box.wire.answers(ERP, status(500))
  box.wire.answers(WMS, status(200))
  box.accept()
  await box.pass(120_000)
  expect(box.deliveries()).toContain('erp v1 superseded maybe')
  const perhaps = 'Version 1, by route erp: may have arrived already.'
  expect((await browser.get(PATH)).text).toContain(perhaps)
  box.sql.all("UPDATE deliveries SET reached = 'yes' WHERE route = 'erp'")
  const { text } = await browser.get(PATH)
  expect(text).not.toContain(perhaps)
  expect(text).toContain('Version 1, by route erp: arrived (')
})
