import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { postOrder, signatureOf } from '../../src/cli/gateway-client.ts'
import { secrets } from './mail-stories.ts'

const remarks = 'Vóór 10:00 + bellen? "achterdeur"\r\nBcc: thief@evil.example\n\n.\nFrom www.evil.example'

export interface Delivery {
  readonly state: string
  readonly reached: string
  readonly attempts: number
}

/** Places an order at each supplier of a gateway, whose only route is `desk`, and reads the result. */
export function createMailDesk(url: string) {
  const ids = new Map<string, string>()

  async function api(at: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${secrets.CONSOLE_TOKEN}`, 'content-type': 'application/json' }
    return fetch(`${url}/api${at}`, { ...init, headers })
  }
  const ofOrder = (supplier: string, at = ''): string => `/orders/${supplier}/${ids.get(supplier)}${at}`

  return {
    async place(supplier: string) {
      const id = randomUUID()
      ids.set(supplier, id)
      const body = new TextEncoder().encode(JSON.stringify(orderFor(supplier, id)))
      return postOrder(url, supplier, body, signatureOf(body, secrets.WEBHOOK_SECRET, 'raw'))
    },
    async until(supplier: string, settled: (delivery: Delivery) => boolean): Promise<Delivery> {
      let last: Delivery = { state: 'absent', reached: 'no', attempts: 0 }
      for (const end = Date.now() + 30_000; Date.now() < end; await sleep(50)) {
        const view: { deliveries: Delivery[] } = await (await api(ofOrder(supplier))).json()
        last = view.deliveries[0] ?? last
        if (settled(last)) return last
      }
      return last
    },
    async document(supplier: string): Promise<string> {
      const answer = await api(ofOrder(supplier, '/documents/desk'))
      return Buffer.from(await answer.arrayBuffer()).toString('latin1')
    },
    timeline: async (supplier: string): Promise<string> =>
      JSON.stringify((await (await api(ofOrder(supplier))).json()).timeline),
    act: (supplier: string, action: string): Promise<Response> =>
      api(ofOrder(supplier, `/deliveries/desk/${action}`), { method: 'POST', body: JSON.stringify({ by: 'test' }) }),
    async pausedWhy(supplier: string): Promise<string | null> {
      const answer: { routes: { paused: { reason: string } | null }[] } = await (
        await api(`/suppliers/${supplier}/routes`)
      ).json()
      return answer.routes[0]?.paused?.reason ?? null
    },
  }
}

const line = (article: string, name: string, quantity: number) => ({
  stock_item: { name },
  supplier_package: { supplier_article_number: article, theoretical_price_per_package: '3.10' },
  quantity_ordered: quantity,
  total_theoretical_price: '31.00',
})

const orderFor = (supplier: string, id: string) => ({
  ...{ id, order_number: `PO-${supplier}`, status: 'ORDERED', ordered_on: new Date().toISOString() },
  owned_by: { username: 'chef@bistro.example' },
  order_remarks: remarks,
  packages: [line("AB-100'23", 'Crème fraîche\n30%', 6), line('200457', 'Tomaten <bio>', 10)],
  ...{ expected_delivery_date: null, theoretical_price: '62.00', supplier_customer_number: 'K-778812' },
})
