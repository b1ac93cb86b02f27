import { client } from './client/client.gen'
import { countOrders, getHealth, getOrder, listOrders, postOrder, retryDelivery } from './client/sdk.gen'
import type { Order, PostedOrder } from './client/types.gen'

// Compiled beside the generated client, so these imports exist only there.

export interface Gateway {
  readonly url: string
  readonly token: string
  /** Signs a body as Apicbase does. */
  readonly sign: (body: string) => string
  readonly supplier: string
  readonly route: string
  readonly order: PostedOrder
  /** From now on the receiver takes documents. */
  readonly mendReceiver: () => void
}

type Check = (what: string, holds: boolean, seen?: unknown) => void

/** Places an order that its receiver refuses, finds the order in the list, and retries the delivery. */
export async function retryByClient(gateway: Gateway, check: Check): Promise<void> {
  const { supplier, route, order: posted } = gateway
  const signature = gateway.sign(JSON.stringify(posted))
  client.setConfig({
    baseUrl: gateway.url,
    auth: ({ type }) => (type === 'http' ? gateway.token : signature),
  })

  const health = await getHealth()
  check('asks whether the gateway runs', health.data?.ok === true, health.error)
  const accepted = await postOrder({ path: { supplier }, body: posted })
  check('places a signed order', accepted.data?.status === 'accepted', accepted.error)
  const orderId = accepted.data && 'orderId' in accepted.data ? accepted.data.orderId : ''
  const path = { supplier, orderId }
  const stateOf = (order: Order | undefined) => order?.deliveries.find((delivery) => delivery.route === route)?.state

  async function until(state: string): Promise<Order | undefined> {
    for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((done) => setTimeout(done, 100))) {
      const { data } = await getOrder({ path })
      if (stateOf(data) === state) return data
    }
    return (await getOrder({ path })).data
  }

  const refused = await until('refused')
  check('reads that the receiver refused the document', stateOf(refused) === 'refused', refused?.deliveries)
  const { data: page, error } = await listOrders({ query: { supplier, limit: 10 } })
  const listed = page?.orders.filter(({ orderId }) => orderId === path.orderId)
  check('finds the order in the list', listed?.length === 1 && listed[0]?.state === 'pending', error ?? page)
  const wrongState = await retryDelivery({ path: { ...path, route: 'no-such-route' }, body: { by: 'Client' } })
  check('gets the problems of a refusal', wrongState.error?.problems[0]?.code === 'not-found', wrongState)

  gateway.mendReceiver()
  const retried = await retryDelivery({ path: { ...path, route }, body: { by: 'Client' } })
  check('retries the delivery', retried.data?.orderId === path.orderId, retried.error)
  const delivered = await until('delivered')
  check('reads that the document was delivered', stateOf(delivered) === 'delivered', delivered?.deliveries)
  check(
    'reads who retried',
    delivered?.timeline.some(({ text }) => text?.includes('Client')) === true,
    delivered?.timeline,
  )
  const { data: counts } = await countOrders({ query: { supplier } })
  check('counts the order as settled', counts?.settled === 1 && counts.all === 1, counts)

  client.setConfig({ auth: () => 'a wrong token of enough letters' })
  const denied = await listOrders()
  check(
    'reads why a wrong token is refused',
    denied.response?.status === 401 && denied.error !== undefined,
    denied.error,
  )
}
