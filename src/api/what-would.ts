import type { Context } from 'hono'
import { refusal } from '../model/problem.ts'
import type { OrderQuery } from '../outbox/order-list.ts'
import { supplierNamed } from '../profile/route-named.ts'
import type { HonoEnv, Services } from '../services.ts'
import { type Trial, type TrialDocument, tryOrder } from '../steps/try-order.ts'
import { base64 } from '../text/base64.ts'
import { readBounded } from '../web/bounded-body.ts'
import { problemResponse } from '../web/problem-response.ts'
import { notFound, whyNotConfigured } from './known.ts'
import { liveSupplier } from './live-supplier.ts'

const MOST_BYTES = 4_000_000

/**
 * The documents that an order would become, on each route. The order is the posted body, or a stored order that the
 * query names. Stores and sends nothing.
 */
export async function whatWould(c: Context<HonoEnv>): Promise<Response> {
  const name = c.req.param('supplier') ?? ''
  if (!supplierNamed(c.env.gateway, name)) return problemResponse(await whyNotConfigured(c.env, name, 'supplier'))
  const asked = c.req.query('order')
  const bytes =
    asked === undefined ? await readBounded(c.req.raw.body, MOST_BYTES) : await storedOrder(c.env, name, asked)
  if (bytes === null) return problemResponse(asked === undefined ? TOO_LARGE : notFound('order'))
  const trial = await orderTrial(c.env, name, bytes)
  return trial ? c.json(inAnswer(trial)) : problemResponse(await whyNotConfigured(c.env, name, 'supplier'))
}

/** The order as the supplier's outbox would get it now; undefined for a supplier that is not configured. */
export async function orderTrial(services: Services, name: string, bytes: Uint8Array): Promise<Trial | undefined> {
  const supplier = await liveSupplier(services, name)
  if (!supplier) return undefined
  const outbox = services.outbox(name)
  const [{ storageId }, counters] = await Promise.all([outbox.storage(), outbox.counters()])
  const { publicUrl, linkSecret } = services.gateway
  return tryOrder(bytes, supplier, services.clock.now(), { storageId, counters }, { name, publicUrl, linkSecret })
}

/** The content of a stored order, found by its id or number; null without content. */
export async function storedOrder(
  services: Pick<Services, 'outbox'>,
  name: string,
  asked: string,
): Promise<Uint8Array | null> {
  const outbox = services.outbox(name)
  const query: OrderQuery = { state: null, text: asked, before: null, limit: 1 }
  const order = (await outbox.view(asked)) ?? (await outbox.list(query)).rows[0]?.order
  return order ? outbox.body(order.orderId, order.version) : null
}

/** A document may have bytes that no JSON text can hold. */
function inAnswer(trial: Trial): object {
  if (!trial.isAccepted) return trial
  const { order, routes, ...rest } = trial
  return {
    ...{ ...rest, orderNumber: order.number },
    routes: routes.map(({ document, ...route }) => ({ ...route, document: document && encoded(document) })),
  }
}

const encoded = ({ bytes, ...document }: TrialDocument): object => ({ ...document, base64: base64(bytes) })

const TOO_LARGE = refusal(413, 'The order is too large', {
  path: '',
  code: 'too-large',
  message: `Send at most ${MOST_BYTES} bytes.`,
})
