import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

export const LIST = '/console/statements/print/fresco'
export const ORDER = '/console/orders/fresco/one'

/** An ERP that refuses each order, and a fallback that brings it: a mail to people, or another system. */
export async function opened(
  fallback: Record<string, unknown> = { document: DESK_MAIL },
  language = 'en',
  toErp: Record<string, unknown> = httpRoute('erp', ERP),
  more: readonly Record<string, unknown>[] = [],
) {
  const erp = { ...toErp, fallbacks: [{ route: 'desk', afterMinutes: 10 }] }
  const breakGlass = { mail: { from: 'a@gateway.example', to: ['desk@fresco.example'] }, everyMinutes: 60 }
  const supplier = supplierWith({ breakGlass, routes: [erp, httpRoute('desk', WMS, fallback), ...more] })
  const { box, ...made } = testConsole({ supplier })
  box.wire.answers(ERP, () => new Response('Customer blocked', { status: 422 }))
  box.wire.answers(WMS, status(200))
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn()
  const accept = (orderId: string) => {
    const body = bodyOf(postedOrder({ id: orderId, order_number: `PO-${orderId}` }))
    return box.accept({ orderId, body, deliveryDate: '2026-11-26' })
  }
  return { box, browser, accept, read: async (path: string) => (await browser.get(path)).text }
}
