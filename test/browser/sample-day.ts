import { setTimeout as sleep } from 'node:timers/promises'
import type { OrderView } from '../../src/outbox/views.ts'
import type { OrderWish, RunningGateway } from './gateway.ts'
import { HOSTILE, HOSTILE_ARTICLE, HOSTILE_CUSTOMER, HOSTILE_NUMBER, LONG_TEXT, LONG_WORD } from './hostile.ts'
import { WHO } from './sign-in.ts'
import { until, WAIT_MS } from './until.ts'

const CREAM = ['AB-100', 'Crème fraîche 30% 1 L', 12] as const
const TOMATOES = ['T-457', 'Tomaten los 5 kg', 6] as const
const BUTTER = ['B-811', 'Roomboter ongezouten 500 g', 10] as const
const JUICE = ['3105', 'Jus d’orange pressé 2 L', 3] as const
const ORANGES = ['3106', 'Sinaasappelen net 2 kg', 4] as const
const LEMONS = ['3107', 'Citroenen 1 kg', 2] as const
const remarks = 'Graag vóór 10:00, langs de achterdeur.'

const spoor = { id: 'changed-1', number: 'PO-MX35F9QP0E', customer: 'K-774417', remarks }
const again = { id: 'again-1', number: 'PO-MX35T5V7W1', customer: 'K-778055', lines: [BUTTER] }
const shop = { id: 'revised-1', number: 'PO-MX35G4W8R1', customer: 'K-778055', remarks }

/** The orders of a day, in the states that people meet. */
const ORDERS: readonly OrderWish[] = [
  { ...spoor, lines: [CREAM, TOMATOES] },
  { id: 'held-1', number: 'PO-MX35M0AA9F', customer: 'K-771204', lines: [CREAM, JUICE] },
  { id: 'held-2', number: 'PO-MX35LX9K44', customer: 'K-770031', lines: [JUICE] },
  { id: 'held-3', number: 'PO-MX35LZ2B66', customer: 'K-776120', lines: [JUICE, ORANGES, LEMONS] },
  { id: 'stranger-1', number: 'PO-MX35R1C3D5', customer: 'K-774418', lines: [CREAM] },
  { id: 'passed-1', number: 'PO-MX35P4H1Z9', customer: 'K-775500', lines: [BUTTER] },
  { id: 'renamed-1', number: 'PO-MX35Q7A2B1', customer: 'K-771204', lines: [BUTTER] },
  { id: 'renamed-1', number: 'PO-MX35Q8C4E2', customer: 'K-771204', lines: [BUTTER] },
  { id: 'wms-1', number: 'PO-MX35M2T7C1', customer: 'K-776120', lines: [BUTTER] },
  { id: 'uncertain-1', number: 'PO-MX35M7K2D4', customer: 'K-773318', lines: [BUTTER] },
  { id: 'refused-1', number: 'PO-MX35KQ81D2', customer: 'K-770031', days: -3, lines: [BUTTER] },
  { id: 'called-1', number: 'PO-MX35KR02F7', customer: 'K-771204', days: -3, lines: [BUTTER] },
  { id: 'confirm-1', number: 'PO-MX35N6R2B8', customer: 'K-779900', lines: [CREAM] },
  { id: 'sent-1', number: 'PO-MX35E1HJ52', customer: 'K-778055', lines: [CREAM, BUTTER] },
  { id: 'erased-1', number: 'PO-MX35E1HJ53', customer: 'K-778055', days: -3, lines: [CREAM] },
  again,
  { ...again, status: 'CANCELLED' },
  { ...shop, lines: [CREAM] },
  { ...shop, lines: [CREAM, TOMATOES] },
  { ...spoor, lines: [CREAM, ['T-457', 'Tomaten los 5 kg', 12], BUTTER] },
]

const doubted = { id: 'doubted-1', number: 'PO-MX35M8L3E5', customer: 'K-773318', lines: [BUTTER] }

const attack = { supplier: 'noord', chef: HOSTILE, remarks: LONG_TEXT }
const HOSTILE_ORDERS: readonly OrderWish[] = [
  {
    ...{ ...attack, id: 'hostile-held', number: HOSTILE_NUMBER, customer: HOSTILE_CUSTOMER, remarks: LONG_WORD },
    lines: [
      [HOSTILE_ARTICLE, LONG_WORD, 1],
      ['=2+2', LONG_TEXT, 2],
    ],
  },
  { ...attack, id: 'hostile-sent', number: 'PO-HOSTILE-1', customer: 'K-ERP', lines: [['AB-100', LONG_WORD, 1]] },
  { ...attack, id: 'hostile-wms', number: 'PO-HOSTILE-2', customer: 'K-WMS', lines: [['AB-100', LONG_TEXT, 1]] },
  { ...attack, id: 'hostile-mail', number: 'PO-HOSTILE-3', customer: 'K-MAIL', lines: [['AB-100', LONG_TEXT, 1]] },
  ...['south-1', 'south-2'].map((id) => ({
    ...{ ...attack, id, number: `PO-${id}`, customer: 'K-SOUTH' },
    lines: [['AB-100', LONG_TEXT, 1] as const],
  })),
  {
    ...attack,
    supplier: 'oost',
    id: 'hostile-east',
    number: 'PO-HOSTILE-5',
    customer: 'K-EAST',
    lines: [['AB-100', LONG_TEXT, 1]],
  },
  ...[1, 2].map((quantity) => ({
    ...{ ...attack, supplier: 'oost', id: 'east-revised', number: 'PO-HOSTILE-6', customer: 'K-EAST' },
    ...{ days: quantity + 1, lines: [['AB-100', LONG_TEXT, quantity] as const] },
  })),
  {
    ...{ ...attack, id: 'hostile-refused', number: HOSTILE_NUMBER, customer: 'K-REFUSED', days: -3 },
    lines: [[HOSTILE_ARTICLE, LONG_WORD, 1]],
  },
  { ...attack, id: 'hostile-revised', number: 'PO-HOSTILE-4', customer: 'K-ERP', lines: [['AB-100', LONG_WORD, 1]] },
  {
    ...{ ...attack, id: 'hostile-revised', number: 'PO-HOSTILE-4', customer: 'K-ERP', remarks: LONG_WORD },
    lines: [['AB-100', LONG_TEXT, 2]],
  },
]

/** Places the orders, and does what colleagues did before. */
export async function prepareDay(gateway: RunningGateway): Promise<void> {
  for (const order of ORDERS) await place(gateway, order)
  for (const order of HOSTILE_ORDERS) await place(gateway, order)
  for (const order of HOSTILE_ORDERS) if (order.supplier === 'oost') await arrived(gateway, order)
  await discardInDoubt(gateway, doubted)
  const { call } = gateway
  const post = (address: string, note: string, by = WHO) => call(address, { method: 'POST', body: { by, note } })
  const enter = (path: string, body: object) =>
    call(`/suppliers/${path}`, { method: 'PUT', body: { by: WHO, ...body } })
  await enter('vanacker/catalogue/articles/AB-100', {
    note: 'New number from 1 December',
    row: { article: 'AB-100', erpArticle: '300101', unit: 'LTR' },
  })
  await enter(`noord/catalogue/articles/${encodeURIComponent(HOSTILE_ARTICLE)}`, {
    ...{ by: HOSTILE, note: HOSTILE },
    row: { article: HOSTILE_ARTICLE, erpArticle: HOSTILE_NUMBER },
  })
  await post('/suppliers/vanacker/routes/erp/pause', 'The ERP is being updated')
  await post('/suppliers/noord/routes/mail/pause', HOSTILE, HOSTILE)
  await post('/orders/vanacker/called-1/called', 'Orders again for tomorrow.')
  await post('/orders/noord/hostile-refused/called', HOSTILE, HOSTILE)
  await post('/orders/vanacker/erased-1/erase', 'The customer asked for it.')
}

/** Places an order. A later version waits until the earlier version has arrived, so that a person must decide. */
async function place(gateway: RunningGateway, order: OrderWish): Promise<void> {
  if (/revised/.test(order.id)) await arrived(gateway, order)
  await gateway.place(order)
}

/** Places an order that may have arrived, and discards the order. */
export async function discardInDoubt(gateway: RunningGateway, order: OrderWish): Promise<void> {
  const { supplier = 'vanacker' } = order
  await gateway.place(order)
  const path = `/orders/${supplier}/${order.id}`
  await until(`The doubt about ${order.id}`, async () => {
    const { deliveries } = await gateway.call<OrderView>(path)
    return deliveries.some(({ state, reached }) => state === 'held' && reached === 'maybe')
  })
  await gateway.call(`${path}/discard`, { method: 'POST', body: { by: WHO, note: 'Not wanted.' } })
}

/** Waits until an order that was placed is at a receiver. */
export async function arrived({ call }: RunningGateway, { id, supplier = 'vanacker' }: OrderWish): Promise<void> {
  const { orders } = await call<{ orders: { orderId: string }[] }>(`/orders?supplier=${supplier}&q=${id}`)
  if (!orders.some(({ orderId }) => orderId === id)) return
  for (const end = Date.now() + WAIT_MS; Date.now() < end; await sleep(100)) {
    const { deliveries } = await call<OrderView>(`/orders/${supplier}/${id}`)
    if (deliveries.some(({ state }) => state === 'delivered')) return
  }
  throw new Error(`Order ${id} has not arrived.`)
}
