import { app } from '../../src/app.ts'
import { TOKEN, testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, postedOrder, supplierWith } from '../fakes/orders.ts'
import { holdToContract } from '../worker/contract.ts'

export const DAY = '2026-11-26'
export const LIST = `/console/pick-list?supplier=fresco&day=${DAY}`
export const HELD = { erp: { state: 'held', reason: 'revision' } } as const
export const MAIL = { document: DESK_MAIL }

type Line = readonly [article: string, quantity: number, name?: string]

interface OrderWish {
  readonly day?: string | null
  readonly customer?: string
  readonly lines?: readonly Line[]
  readonly starts?: Record<string, never> | typeof HELD
  readonly more?: Record<string, unknown>
}

export async function opened(settings: Record<string, unknown> = {}, language = 'en') {
  const supplier = supplierWith({
    customers: [
      { customer: 'C-77', name: 'Zebra Bistro' },
      { customer: 'C-88', name: 'Alfa Bar', shipTo: 'S-88' },
    ],
    articles: [
      { article: '00123', unit: 'KGM' },
      { article: '00124', erpArticle: '00123', unit: 'PCE' },
      { article: '9', unit: 'PCE', factor: '6' },
    ],
    ...settings,
  })
  const { box, browser: open, services } = testConsole({ supplier })
  const browser = open({ 'accept-language': language })
  await browser.signIn()
  let contents = 0
  function accept(
    orderId: string,
    { day = DAY, customer = 'C-77', lines = [['00123', 2]], starts, more }: OrderWish = {},
  ) {
    const [one] = postedOrder().packages
    const posted = postedOrder({
      ...{
        id: orderId,
        order_number: `PO-${orderId}`,
        expected_delivery_date: day,
        supplier_customer_number: customer,
      },
      packages: lines.map(([article, quantity, name = `Article ${article}`]) => ({
        ...{ ...one, stock_item: { name }, quantity_ordered: quantity },
        supplier_package: { ...one?.supplier_package, supplier_article_number: article },
      })),
      ...more,
    })
    return box.accept({
      ...{ orderId, orderNumber: `PO-${orderId}`, customer, deliveryDate: day, digest: `content-${++contents}` },
      ...{ body: bodyOf(posted), ...(starts ? { starts } : {}) },
    })
  }
  async function api(query: string) {
    const url = `https://gateway.example/api/suppliers/fresco/pick-list?${query}`
    const response = await app.fetch(new Request(url, { headers: { authorization: `Bearer ${TOKEN}` } }), services)
    const json = JSON.parse(await response.text())
    holdToContract({ method: 'GET', url }, response, json)
    return { status: response.status, json }
  }
  return { box, browser, accept, api, list: async (path = LIST) => (await browser.get(path)).text }
}

export const numbersIn = (text: string): (string | undefined)[] =>
  [...text.matchAll(/<h3 dir="auto"><a [^>]+>(PO-[^<]+)/g)].map(([, one]) => one)
export const totalsIn = (text: string): string =>
  (/<h2>Totals by article<\/h2>.*?<\/section>/s.exec(text)?.[0] ?? '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
