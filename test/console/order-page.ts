import { type ConsoleWish, testConsole } from '../fakes/console.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'

export const supplier = supplierWith({
  customers: [{ customer: 'C-77', name: 'Brasserie Het Spoor' }],
  routes: [mailboxRoute('erp', { document: EDIFACT }), mailboxRoute('wms')],
})
export const PATH = '/console/orders/fresco/order-1'
/** The second route takes over only when the first one fails, or when a person says so. */
export const ROUTES = [
  httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 60 }] }),
  mailboxRoute('desk'),
]
export const HELD = { state: 'held', reason: 'unknown-article' } as const

/** A console with a browser that is signed in, in English. */
export async function opened(wish: ConsoleWish = { supplier }) {
  const made = testConsole(wish)
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An Peeters')
  return { ...made, browser }
}
