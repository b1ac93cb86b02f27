import { type Context, Hono } from 'hono'
import { refusal } from '../model/problem.ts'
import type { ActionResult } from '../outbox/actions/action.ts'
import { newestDeliveryOn } from '../outbox/actions/actions.ts'
import type { OrderView } from '../outbox/views.ts'
import type { HonoEnv } from '../services.ts'
import type { RemoteOutbox } from '../supplier/remote-outbox.ts'
import { problemResponse } from '../web/problem-response.ts'
import { type ActionBody, DoneBody, type Needed, readAction } from './action-body.ts'
import { hasSupplier, notFound, whyNotConfigured } from './known.ts'
import type { PlacedField } from './misplaced-field.ts'

/** Actions of a person on an order or a delivery. Each action returns the order with its new state. */
export const orderActions = new Hono<HonoEnv>({ strict: false })

interface OrderAction {
  readonly work: (outbox: RemoteOutbox, at: Place, body: ActionBody) => Promise<ActionResult>
  readonly needed?: Needed
  /** The fields that this action takes, and most actions refuse. */
  readonly takes?: readonly PlacedField[]
  /** The schema of the body; the common one by default. */
  readonly shape?: typeof DoneBody
  readonly answer?: (order: OrderView | null, at: Place) => object | null
}

/** The order, and the route in the address of a delivery. */
interface Place {
  readonly orderId: string
  readonly route: string
}

const ON_ORDER: Readonly<Record<string, OrderAction>> = {
  release: { work: (outbox, { orderId }, body) => outbox.release(orderId, body), takes: ['as'] },
  hold: { work: (outbox, { orderId }, body) => outbox.hold(orderId, body), needed: 'note' },
  discard: { work: (outbox, { orderId }, body) => outbox.discard(orderId, body), needed: 'note', takes: ['mailed'] },
  done: { work: (outbox, { orderId }, body) => outbox.doneOrder(orderId, body), shape: DoneBody },
  cancel: { work: (outbox, { orderId }, body) => outbox.cancelOrder(orderId, body), needed: 'note' },
  erase: { work: (outbox, { orderId }, body) => outbox.erase(orderId, body), needed: 'note' },
  called: { work: (outbox, { orderId }, body) => outbox.markCalled(orderId, body) },
  'not-called': { work: (outbox, { orderId }, body) => outbox.undoCall(orderId, body) },
  'notify-customer': {
    work: (outbox, { orderId }, { message = '', ...body }) => outbox.notifyCustomer(orderId, { ...body, message }),
    needed: 'message',
  },
}

const ON_DELIVERY: Readonly<Record<string, OrderAction>> = {
  retry: {
    work: (outbox, { orderId, route }, body) => outbox.retry(orderId, route, body),
    takes: ['as'],
    /** A waiting delivery may keep waiting after a retry, so the answer shows the reason. */
    answer: (order, { route }) => ({
      ...order,
      waitsFor: newestDeliveryOn(order?.deliveries ?? [], route)?.waitsFor ?? null,
    }),
  },
  done: { work: (outbox, { orderId, route }, body) => outbox.done(orderId, route, body), takes: ['report'] },
  discard: { work: (outbox, { orderId, route }, body) => outbox.discardOn(orderId, route, body), needed: 'note' },
  cancel: { work: (outbox, { orderId, route }, body) => outbox.cancel(orderId, route, body), needed: 'note' },
  'send-by': {
    work: (outbox, { orderId, route }, body) => outbox.sendBy(orderId, route, body.route ?? '', body),
    needed: 'route',
    takes: ['as'],
  },
  resend: {
    work: (outbox, { orderId, route }, { intent = 'same', ...body }) =>
      intent === 'test' ? outbox.sendTest(orderId, route, body) : outbox.resend(orderId, route, { ...body, intent }),
    needed: 'intent',
  },
}

for (const [name, action] of Object.entries(ON_ORDER))
  orderActions.post(`/:supplier/:orderId/${name}`, (c) => act(c, action))
for (const [name, action] of Object.entries(ON_DELIVERY))
  orderActions.post(`/:supplier/:orderId/deliveries/:route/${name}`, (c) => act(c, action))

async function act(c: Context<HonoEnv>, action: OrderAction): Promise<Response> {
  const { work, needed, shape, takes, answer = (order) => order } = action
  const { supplier, orderId, route = '' } = c.req.param()
  if (!supplier || !orderId) return problemResponse(notFound('order'))
  if (!hasSupplier(c.env.gateway, supplier)) return problemResponse(await whyNotConfigured(c.env, supplier, 'order'))
  const body = await readAction(c.req.raw, needed, shape, takes)
  if (!body.ok) return problemResponse(body.error)
  const outbox = c.env.outbox(supplier)
  const result = await work(outbox, { orderId, route }, body.value)
  if (result.ok) return c.json(answer(await outbox.view(orderId), { orderId, route }))
  if (result.status === 404) return problemResponse(notFound('order or delivery'))
  return problemResponse(refusal(409, 'Not in this state', { path: '', code: 'wrong-state', message: result.message }))
}
