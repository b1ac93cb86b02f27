import type { Context } from 'hono'
import { refusal } from '../model/problem.ts'
import type { OrderQuery } from '../outbox/order-list.ts'
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
  const supplier = await liveSupplier(c.env, name)
  if (!supplier) return problemResponse(await whyNotConfigured(c.env, name, 'supplier'))
  const asked = c.req.query('order')
  const bytes =
    asked === undefined ? await readBounded(c.req.raw.body, MOST_BYTES) : await storedOrder(c.env, name, asked)
  if (bytes === null) return problemResponse(asked === undefined ? TOO_LARGE : notFound('order'))
  return c.json(inAnswer(await tryOrder(bytes, supplier, c.env.clock.now())))
}

/** The content of a stored order, found by its id or number; null without content. */
export async function storedOrder(
  services: Pick<Services, 'outbox'>,
  name: string,
  asked: string,
): Promise<Uint8Array | null> {
  const outbox = services.outbox(name)
  const query: OrderQuery = { state: null, text: asked, before: null, limit: 1 }
  const order = (await outbox.view(asked)) ?? (await outbox.list(query))[0]?.order
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
