import { Hono } from 'hono'
import { MESSAGE_LENGTH } from '../../api/action-body.ts'
import { removedSupplier } from '../../api/known.ts'
import { liveSupplier } from '../../api/live-supplier.ts'
import type { OrderView } from '../../outbox/views.ts'
import { contactOf } from '../../profile/customer-contact.ts'
import { supplierNamed } from '../../profile/route-named.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { h } from '../frame/jsx.ts'
import { liveTag, unchanged } from '../frame/live.ts'
import { mayDo, requireRole } from '../frame/may-do.ts'
import { notFoundPage } from '../frame/not-found.tsx'
import { orderLabel } from '../frame/order-links.tsx'
import { page } from '../frame/page.tsx'
import { pastPage } from '../frame/past-page.tsx'
import { callBacksPath, orderPath, queryOf } from '../frame/paths.ts'
import { postedForm } from '../frame/posted.ts'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { slip } from '../print/slip.tsx'
import { removedOrder } from '../removed/removed-order.tsx'
import { actionPage } from './action-page.tsx'
import { actsSince } from './acts-since.ts'
import { cannotMailPage } from './cannot-mail.tsx'
import { contentsOf } from './contents.ts'
import { keyedTooText } from './keyed-too.ts'
import { OrderBody } from './order-body.tsx'
import { orderState } from './order-state.ts'
import { type ActionName, actionsFor, type PossibleAction } from './possible-actions.ts'
import { standingVersion } from './routes-of-action.ts'
import { needsNote, takeAction } from './take-action.ts'
import { LatestEntry } from './timeline.tsx'
import { routesUnderWay, underWayTexts } from './under-way.ts'

/** One order: how it stands, what was sent, what happened, and what a person can do. */
export const order = new Hono<ConsoleEnv>({ strict: false })

interface Found {
  readonly supplier: Supplier
  readonly view: OrderView
  readonly name: string
}

order.get('/:supplier/:orderId', async (c) => {
  const { supplier: name = '' } = c.req.param()
  const live = await liveTag(c, supplierNamed(c.env.gateway, name) ? [name] : [])
  const same = unchanged(c, live)
  if (same) return same
  const found = await find(c)
  if (!found) return (await findRemoved(c)) ?? notFoundPage(c)
  const { supplier, view } = found
  const outbox = c.env.outbox(name)
  const contents = await contentsOf(view, supplier, outbox)
  const [mayAct, mayErase] = [mayDo(c, 'release'), mayDo(c, 'erase')]
  const underWay = routesUnderWay(view, c.var.visit)
  const actions = actionsFor(supplier, view)
    .filter(({ name }) => mayDo(c, callOf(name)))
    // The order may arrive during the entry by hand, and no other route takes over from an attempt.
    .filter(({ name, route }) => (name !== 'done' && name !== 'send-by') || !underWay.has(route ?? ''))
  return page(c, {
    title: orderLabel(view),
    tab: 'orders',
    live,
    supplier,
    body: (
      <OrderBody
        visit={c.var.visit}
        supplier={supplier}
        order={view}
        contents={contents}
        actions={actions}
        mayAct={mayAct}
        mayErase={mayErase}
        isDone={c.req.query('done') !== undefined}
        hasFiles
        hasActions
      />
    ),
  })
})

order.get('/:supplier/:orderId/slip', async (c) => {
  const found = await find(c)
  const version = (found && standingVersion(found.view)?.version) ?? 0
  const content = found && version > 0 ? await c.env.outbox(found.name).content(found.view.orderId, version) : null
  if (!found || !content) return notFoundPage(c)
  return slip(c, { ...found, content, paper: c.req.query('paper') === 'receipt' ? 'receipt' : 'a4' })
})

order.get('/:supplier/:orderId/do/:action', async (c) => {
  const found = await find(c)
  if (!found) return notFoundPage(c)
  const action = chosen(c, found)
  if (!action) return notPossible(c, found)
  const obstacle = action.name === 'notify-customer' ? cannotMail(c, found) : null
  return obstacle ?? actionPage(c, { ...found, action })
})

order.post('/:supplier/:orderId/do/:action', async (c) => {
  const found = await find(c)
  if (!found) return notFoundPage(c)
  const action = chosen(c, found)
  const { visit } = c.var
  const { typed, field, note, actor } = postedForm(c)
  if (!action) return notPossible(c, found, typed)
  const { confirm } = visit.words
  const message = field('message', MESSAGE_LENGTH)
  const as = field('as')
  const routes = typed.getAll('routes')
  const again = { ...found, action, note, erpReference: field('erp'), message, to: field('to'), as, routes }
  const isMail = action.name === 'notify-customer'
  if (isMail && contactOf(found.view.customer, found.supplier) === null) return notPossible(c, found, typed)
  const seen = typed.get('state') ?? ''
  if (seen !== orderState(found.view, action.name)) {
    const acts = actsSince(found.view, seen, visit, found.supplier.timeZone)
    return actionPage(c, { ...again, problem: confirm.changed, acts }, 409)
  }
  if (visit.late) return actionPage(c, again, 409)
  if (needsNote(action.name) && note === '') return actionPage(c, { ...again, noteProblem: confirm.noteMissing }, 422)
  if (isMail && message === '') return actionPage(c, { ...again, messageProblem: confirm.messageMissing }, 422)
  if (action.name === 'keyed' && routes.length === 0)
    return actionPage(c, { ...again, routesProblem: confirm.tickRoute }, 422)
  const result = await takeAction(c.env.outbox(found.name), action.name, found.view.orderId, action.route ?? '', {
    ...actor,
    to: field('to'),
    message,
    ...(routes.length === 0 ? {} : { routes }),
    ...(field('erp') === '' ? {} : { erpReference: field('erp') }),
    ...((as === 'original' || as === 'replacement') && { as }),
  })
  if (!result.ok) {
    const isUnderWay = BY_HAND.has(action.name) && underWayTexts(found.view, visit, found.supplier.timeZone).length > 0
    return actionPage(c, { ...again, refusal: result.message, acts: isUnderWay ? [confirm.pressAgain] : [] }, 409)
  }
  const done = queryOf({ done: action.name })
  // A person who has called one customer calls the next.
  if (action.name === 'called') return c.redirect(callBacksPath(found.name, action.name), 303)
  return c.redirect(`${orderPath(found.name, found.view.orderId)}${done}`, 303)
})

async function find(c: ConsoleContext): Promise<Found | null> {
  const { supplier: name = '', orderId = '' } = c.req.param()
  if (!supplierNamed(c.env.gateway, name)) return null
  const [supplier, view] = await Promise.all([liveSupplier(c.env, name), c.env.outbox(name).view(orderId)])
  return supplier && view ? { supplier, view, name } : null
}

const cannotMail = (c: ConsoleContext, { name, supplier, view }: Found) =>
  cannotMailPage(c, { name, supplier, customer: view.customer })

/** The action was possible when the visitor saw its button. */
function notPossible(c: ConsoleContext, { name, supplier, view }: Found, typed?: URLSearchParams) {
  const route = c.req.query('route') ?? null
  const isKnown = route === null || view.deliveries.some((delivery) => delivery.route === route)
  const action = c.req.param('action') ?? ''
  if (!isKnown || !Object.hasOwn(c.var.visit.words.actions, action)) return notFoundPage(c)
  const too = BY_HAND.has(action) ? keyedTooText(view, supplier, c.var.visit, route) : null
  const acts = actsSince(view, typed ? (typed.get('state') ?? '') : null, c.var.visit, supplier.timeZone)
  return pastPage(c, {
    next: { href: orderPath(name, view.orderId), label: orderLabel(view) },
    latest: <LatestEntry visit={c.var.visit} supplier={supplier} order={view} />,
    acts: too === null ? acts : [...acts, too],
    typed: ['erp', 'note', 'message'].map((field) => (typed?.get(field) ?? '').trim()).filter((text) => text !== ''),
  })
}

async function findRemoved(c: ConsoleContext): Promise<Response | null> {
  const { supplier = '', orderId = '' } = c.req.param()
  const record = await removedSupplier(c.env, supplier)
  return record && removedOrder(c, record, orderId)
}

/** The reports of an entry that a person made. A system may get the same order meanwhile. */
const BY_HAND: ReadonlySet<string> = new Set(['keyed', 'done'])

/** Every action needs the same role, except the erasure. */
const callOf = (name: ActionName): 'erase' | 'release' => (name === 'erase' ? 'erase' : 'release')

/** The action of the address; null when the order does not allow the action now. */
function chosen(c: ConsoleContext, { view, supplier }: Found): PossibleAction | null {
  const name = c.req.param('action') as ActionName
  const route = c.req.query('route') ?? null
  const actions = actionsFor(supplier, view)
  requireRole(c, callOf(name))
  return actions.find((action) => action.name === name && action.route === route) ?? null
}
