import { DAY_MS } from '../../model/day.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { ask } from '../../sources/api-request.ts'
import { signIn } from '../../sources/api-token.ts'
import { firstPage, readPage } from '../../sources/order-list.ts'
import type { TransportPorts } from '../../transports/transport.ts'
import { adminClient, Unable } from '../admin-client.ts'
import { type Finding, type Findings, failed, passed, unsure } from '../doctor/finding.ts'
import { readPage as readOrders } from '../orders/order-answer.ts'
import { plainText } from '../terminal-table.ts'

type Ports = Pick<TransportPorts, 'wire' | 'secrets' | 'clock'>

const ANSWER_MS = 10_000
const DAYS = 7

/** The token, the list, and the first order that the gateway got. */
export async function* examineApicbase(
  id: string,
  supplier: Supplier,
  ports: Ports,
  gateway: { readonly url: string | undefined; readonly vars: string | undefined },
): Findings {
  if (supplier.api) yield* examineList(supplier.api, ports)
  yield await firstOrder(id, gateway)
}

async function* examineList(api: NonNullable<Supplier['api']>, ports: Ports): Findings {
  const token = await signIn(api, ports)
  if (!token.ok) {
    const help = `Compare ${api.clientId} and ${api.clientSecret} with what Apicbase gave you.`
    return yield failed('token', token.error.reason, help)
  }
  yield passed('token', `Apicbase gave a token for ${api.clientId}.`)
  const url = firstPage(api, ports.clock.now() - DAYS * DAY_MS)
  const headers = { accept: 'application/json', authorization: `Bearer ${token.value.token}` }
  const bounds = { timeoutMs: api.timeoutSeconds * 1000, maxBytes: api.maxPageBytes }
  const answer = await ask(ports, url, { headers }, bounds)
  const help = 'Compare `api.baseUrl` and `api.listPath` with what Apicbase gave you.'
  if (answer.kind === 'status') return yield failed('list', `Apicbase answered ${answer.status} to the list.`, help)
  if (answer.kind !== 'json') return yield failed('list', answer.reason, help)
  const page = readPage(answer, url, api, new Set([url]))
  if (!page.ok) return yield failed('list', page.error.reason, help)
  const count = page.value.count ?? page.value.orders.length
  yield count > 0
    ? passed('list', `Apicbase lists ${count} order${count === 1 ? '' : 's'} of the last ${DAYS} days.`)
    : unsure(
        'list',
        `Apicbase lists no order of the last ${DAYS} days.`,
        'Place an order in the sandbox, and look again.',
      )
}

async function firstOrder(
  id: string,
  gateway: { readonly url: string | undefined; readonly vars: string | undefined },
): Promise<Finding> {
  try {
    const answer = await adminClient({ ...gateway, limitMs: ANSWER_MS }).ask(
      `/orders?supplier=${encodeURIComponent(id)}&limit=1`,
    )
    const [newest] = readOrders(answer).orders
    if (newest)
      return passed(
        'order',
        `The gateway has order ${plainText(newest.orderNumber ?? newest.orderId)}: ${newest.state}.`,
      )
    return unsure('order', 'No order has reached the gateway yet.', 'Place an order in the sandbox of Apicbase.')
  } catch (error) {
    if (!(error instanceof Unable)) throw error
    return unsure('order', `Not checked. ${error.message}`, 'Give --url with the address of your deployed gateway.')
  }
}
