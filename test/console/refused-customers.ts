import { utf8 } from '../../src/text/utf8.ts'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, mailboxRoute, postedOrder, supplierWith } from '../fakes/orders.ts'

const SETTINGS = {
  language: 'en',
  customers: [
    { customer: 'C-77', name: 'Brasserie Het Spoor', phone: '+32 (0)9 123 45 67', contact: 'chef@spoor.example' },
    { customer: 'C-78', name: 'Eetcafé ’t Kanon' },
  ],
  routes: [mailboxRoute('erp')],
}

export const PROGRAM = { authorization: 'Bearer a-console-token-of-this-test' }

export const NO_LINES = { path: '', code: 'no-lines', message: 'The order has no lines.' }
export const JUICE = { stock_item: { name: 'Jus d’orange' } }
export const BUTTER = { stock_item: { name: 'Boter' } }

export const body = (...packages: object[]) => bodyOf(postedOrder({ packages }))

/** A signed-in person at the console of a supplier whose customers met refusals. */
export async function opened(settings: Record<string, unknown> = {}) {
  const { box, browser: open } = testConsole({ supplier: supplierWith({ ...SETTINGS, ...settings }) })
  const browser = open({ 'accept-language': 'en' })
  await browser.signIn()
  const refuse = (
    orderId: string,
    customer: string | null = 'C-77',
    deliveryDate = '2026-11-26',
    { problems = [NO_LINES] as object[], packages = [JUICE, BUTTER] as object[] } = {},
  ) =>
    box.outbox.keepRefused({
      ...{ orderId, orderNumber: `PO-${orderId}`, customer, deliveryDate },
      problems: JSON.stringify(problems),
      body: utf8(JSON.stringify({ packages })),
    })
  return { box, browser, refuse, shown: async () => (await browser.get('/console')).text }
}
