import { testConsole } from './console.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith, WMS } from './orders.ts'
import { status } from './wire.ts'

export const PATH = '/console/orders/fresco/order-1'

/** A console where the ERP and the WMS have the order. The WMS has no cancellation. */
export async function orderAtBoth() {
  const routes = [httpRoute('erp', ERP), httpRoute('wms', WMS, { cancellations: 'hold' })]
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes, cancellations: 'send' }) })
  for (const url of [ERP, WMS]) box.wire.answers(url, status(200))
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('Greet')
  box.accept({ body: bodyOf(postedOrder()) })
  await box.pass(1_000)
  return { box, browser, page: async (at = PATH) => (await browser.get(at)).text }
}
