import { type Context, Hono } from 'hono'
import { refusal } from '../model/problem.ts'
import type { ActionResult } from '../outbox/actions/action.ts'
import { newestDeliveryOn } from '../outbox/actions/actions.ts'
import type { OrderView } from '../outbox/views.ts'
import type { HonoEnv } from '../services.ts'
import type { RemoteOutbox } from '../supplier/remote-outbox.ts'
import { problemResponse } from '../web/problem-response.ts'
import { type ActionBody, type Needed, readAction } from './action-body.ts'
import { hasSupplier, notFound, whyNotConfigured } from './known.ts'

/** Actions of a person on an order or a delivery. Each action returns the order with its new state. */
export const orderActions = new Hono<HonoEnv>({ strict: false })

orderActions.post('/:supplier/:orderId/release', (c) =>
  act(c, (outbox, orderId, body) => outbox.release(orderId, body)),
)

orderActions.post('/:supplier/:orderId/hold', (c) =>
  act(c, (outbox, orderId, body) => outbox.hold(orderId, body), 'note'),
)

orderActions.post('/:supplier/:orderId/discard', (c) =>
  act(c, (outbox, orderId, body) => outbox.discard(orderId, body), 'note'),
)

orderActions.post('/:supplier/:orderId/erase', (c) =>
  act(c, (outbox, orderId, body) => outbox.erase(orderId, body), 'note'),
)

orderActions.post('/:supplier/:orderId/called', (c) =>
  act(c, (outbox, orderId, body) => outbox.markCalled(orderId, body)),
)

orderActions.post('/:supplier/:orderId/not-called', (c) =>
  act(c, (outbox, orderId, body) => outbox.undoCall(orderId, body)),
)

orderActions.post('/:supplier/:orderId/notify-customer', (c) =>
  act(
    c,
    (outbox, orderId, { message = '', ...body }) => outbox.notifyCustomer(orderId, { ...body, message }),
    'message',
  ),
)

/** A waiting delivery may keep waiting after a retry, so the answer shows the reason. */
orderActions.post('/:supplier/:orderId/deliveries/:route/retry', (c) => {
  const route = c.req.param('route')
  return act(
    c,
    (outbox, orderId, body) => outbox.retry(orderId, route, body),
    undefined,
    (order) => ({
      ...order,
      waitsFor: newestDeliveryOn(order?.deliveries ?? [], route)?.waitsFor ?? null,
    }),
  )
})

orderActions.post('/:supplier/:orderId/deliveries/:route/done', (c) =>
  act(c, (outbox, orderId, body) => outbox.done(orderId, c.req.param('route'), body)),
)

orderActions.post('/:supplier/:orderId/deliveries/:route/discard', (c) =>
  act(c, (outbox, orderId, body) => outbox.discardOn(orderId, c.req.param('route'), body), 'note'),
)

orderActions.post('/:supplier/:orderId/deliveries/:route/cancel', (c) =>
  act(c, (outbox, orderId, body) => outbox.cancel(orderId, c.req.param('route'), body), 'note'),
)

orderActions.post('/:supplier/:orderId/deliveries/:route/send-by', (c) =>
  act(c, (outbox, orderId, body) => outbox.sendBy(orderId, c.req.param('route'), body.route ?? '', body), 'route'),
)

orderActions.post('/:supplier/:orderId/deliveries/:route/resend', (c) =>
  act(
    c,
    (outbox, orderId, { intent = 'same', ...body }) =>
      intent === 'test'
        ? outbox.sendTest(orderId, c.req.param('route'), body)
        : outbox.resend(orderId, c.req.param('route'), { ...body, intent }),
    'intent',
  ),
)

type Act = (outbox: RemoteOutbox, orderId: string, body: ActionBody) => Promise<ActionResult>

async function act(
  c: Context<HonoEnv>,
  work: Act,
  needed?: Needed,
  answer: (order: OrderView | null) => object | null = (order) => order,
): Promise<Response> {
  const { supplier, orderId } = c.req.param()
  if (!supplier || !orderId) return problemResponse(notFound('order'))
  if (!hasSupplier(c.env.gateway, supplier)) return problemResponse(await whyNotConfigured(c.env, supplier, 'order'))
  const body = await readAction(c.req.raw, needed)
  if (!body.ok) return problemResponse(body.error)
  const outbox = c.env.outbox(supplier)
  const result = await work(outbox, orderId, body.value)
  if (result.ok) return c.json(answer(await outbox.view(orderId)))
  if (result.status === 404) return problemResponse(notFound('order or delivery'))
  return problemResponse(refusal(409, 'Not in this state', { path: '', code: 'wrong-state', message: result.message }))
}
