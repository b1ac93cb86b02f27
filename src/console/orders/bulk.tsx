import { Hono } from 'hono'
import type { ActionResult } from '../../outbox/actions/action.ts'
import type { Services } from '../../services.ts'
import { colonIn } from '../../text/colon.ts'
import { h } from '../frame/jsx.ts'
import { needsRole } from '../frame/may-do.ts'
import { notFoundPage } from '../frame/not-found.tsx'
import { orderLabel } from '../frame/order-links.tsx'
import { page } from '../frame/page.tsx'
import { postedForm } from '../frame/posted.ts'
import { stillRoutes, stillText } from '../frame/still-route.ts'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { releasedRoutes } from '../order/routes-of-action.ts'
import { needsNote, takeAction } from '../order/take-action.ts'
import { allows, type BulkAction, isBulkAction } from './bulk-action.ts'
import { BulkBody, DoneBody, type LeftReason } from './bulk-body.tsx'
import { keyedRoutes, supplierWithoutTick } from './bulk-routes.tsx'
import { type ChosenOrder, chosenOrders, ERP_NUMBER_LENGTH, erpField, hasMovedOn, tickValue } from './chosen-orders.ts'
import type { BulkMails } from './what-happens.ts'

/** Several orders at once: a page that says what will become of each, then one press. */
export const bulk = new Hono<ConsoleEnv>({ strict: false })

bulk.use('*', needsRole('release'))

bulk.get('/', async (c) => {
  const action = c.req.query('do')
  const chosen = await chosenOrders(c.req.queries('order') ?? [], c.env)
  if (!isBulkAction(action) || chosen.length === 0) return notFoundPage(c)
  const { visit } = c.var
  const isDone = c.req.query('done') !== undefined
  const body = isDone ? (
    <DoneBody visit={visit} action={action} chosen={chosen} />
  ) : (
    <BulkBody
      {...{ visit, action, chosen }}
      mails={await mailsOf(chosen, action, c.env)}
      still={await stillTexts(chosen, action, c)}
    />
  )
  return page(c, { title: visit.words.bulk[action], tab: 'orders', body })
})

bulk.post('/', async (c) => {
  const { form, visit } = c.var
  const { typed, note, actor } = postedForm(c)
  const action = typed.get('do')
  const values = typed.getAll('order')
  const chosen = await chosenOrders(values, c.env)
  if (!isBulkAction(action) || chosen.length === 0) return notFoundPage(c)
  const isNoteMissing = needsNote(action) && note === ''
  const routes = typed.getAll('routes')
  // The page has no box for an order that nobody can key any more.
  const toKey = action === 'keyed' ? chosen.filter((order) => allows(order, action)) : []
  const unticked = supplierWithoutTick(toKey, routes)
  if (visit.late || isNoteMissing || unticked !== undefined) {
    const mails = await mailsOf(chosen, action, c.env)
    const still = await stillTexts(chosen, action, c)
    const problem = isNoteMissing && !visit.late ? visit.words.confirm.noteMissing : undefined
    const { tickRoute } = visit.words.confirm
    const routesProblem =
      unticked === undefined || visit.late ? undefined : `${unticked}${colonIn(visit.language)} ${tickRoute}`
    const body = <BulkBody {...{ visit, action, chosen, mails, still, typed, problem, routesProblem }} />
    return page(c, { title: visit.words.bulk[action], tab: 'orders', body }, visit.late ? 409 : 422)
  }
  const left = new Map<ChosenOrder, LeftReason>()
  // One after the other, so that the orders are sent in the sequence of the list.
  for (const order of chosen) {
    const keyed = action === 'keyed' ? keyedRoutes(order, routes) : null
    const reason = await leftReason(order, action, keyed, () =>
      takeAction(c.env.outbox(order.name), action, order.view.orderId, '', {
        ...{ ...actor, to: '' },
        ...erpNumberOf(order, action, form),
        ...(keyed && { routes: keyed }),
      }),
    )
    if (reason) left.set(order, reason)
  }
  if (left.size > 0) {
    const fresh = await chosenOrders(values, c.env)
    const unsaved = left.size === chosen.length && note !== '' ? [note] : []
    for (const order of left.keys()) {
      const { erpReference } = erpNumberOf(order, action, form)
      if (erpReference) unsaved.push(`${orderLabel(order.view)}: ${erpReference}`)
    }
    const body = <DoneBody {...{ visit, action, unsaved }} chosen={fresh} left={reasonsFor(fresh, left)} />
    // Some orders were done, so the form is not shown again.
    return page(c, { title: visit.words.bulk[action], tab: 'orders', body, kept: null }, 409)
  }
  const query = new URLSearchParams([
    ['do', action],
    ['done', ''],
  ])
  for (const { name, view } of chosen) query.append('order', tickValue(name, view.orderId))
  return c.redirect(`/console/orders/bulk?${query}`, 303)
})

/** The mails that a discard sends to the customers at once. */
async function mailsOf(
  chosen: readonly ChosenOrder[],
  action: BulkAction,
  { outbox }: Pick<Services, 'outbox'>,
): Promise<BulkMails> {
  const mails: BulkMails = new Map()
  if (action !== 'discard') return mails
  for (const order of chosen) {
    const notice = allows(order, action) ? await outbox(order.name).discardNotice(order.view.orderId, null) : null
    if (notice?.to) mails.set(order, { ...notice, to: notice.to })
  }
  return mails
}

/** A sentence for each route that stands still and by which a released order goes. */
async function stillTexts(chosen: readonly ChosenOrder[], action: BulkAction, c: ConsoleContext): Promise<string[]> {
  if (action !== 'release') return []
  const suppliers = [...Map.groupBy(chosen, ({ name }) => name)]
  const texts = await Promise.all(
    suppliers.map(async ([name, orders]) => {
      const names = orders.flatMap((order) => (allows(order, action) ? releasedRoutes(order.view) : []))
      const routes = await c.env.outbox(name).routes()
      const still = stillRoutes(routes, names)
      return orders.slice(0, 1).flatMap(({ supplier }) => still.map((route) => stillText(route, c.var.visit, supplier)))
    }),
  )
  return texts.flat()
}

/** The number that a person typed for this order. Another action has no numbers. */
function erpNumberOf(
  { name, view }: ChosenOrder,
  action: BulkAction,
  form: URLSearchParams,
): { erpReference?: string } {
  const number = (form.get(erpField(name, view.orderId)) ?? '').trim().slice(0, ERP_NUMBER_LENGTH)
  return action === 'keyed' && number !== '' ? { erpReference: number } : {}
}

/** Why an order is left alone; null for an order that was changed. */
async function leftReason(
  order: ChosenOrder,
  action: BulkAction,
  keyed: readonly string[] | null,
  take: () => Promise<ActionResult>,
): Promise<LeftReason | null> {
  if (hasMovedOn(order)) return 'changed'
  if (!allows(order, action) || keyed?.length === 0) return 'alone'
  const result = await take()
  return result.ok ? null : { message: result.message }
}

/** The reasons, for the same orders as the orders stand after the action. */
const reasonsFor = (fresh: readonly ChosenOrder[], left: ReadonlyMap<ChosenOrder, LeftReason>) =>
  new Map(
    [...left].flatMap(([{ name, view }, reason]) => {
      const same = fresh.find((one) => one.name === name && one.view.orderId === view.orderId)
      return same ? [[same, reason] as const] : []
    }),
  )
