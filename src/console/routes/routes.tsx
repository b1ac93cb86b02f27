import { Hono } from 'hono'
import type { RouteView } from '../../outbox/route/route-view.ts'
import { supplierNamed } from '../../profile/route-named.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { h } from '../frame/jsx.ts'
import { mayDo, requireRole } from '../frame/may-do.ts'
import { notFoundPage } from '../frame/not-found.tsx'
import { page } from '../frame/page.tsx'
import { pastPage } from '../frame/past-page.tsx'
import { routePath } from '../frame/paths.ts'
import { postedForm } from '../frame/posted.ts'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { type Act, firstText } from '../frame/was-first.tsx'
import { routeActionPage } from './route-action-page.tsx'
import { ROUTE_ACTIONS, type RouteAction, routeActions, routeState, takeRouteAction } from './route-actions.ts'
import { RoutesBody } from './routes-body.tsx'

/** The health of each route, and the actions of a person. */
export const routes = new Hono<ConsoleEnv>({ strict: false })

routes.get('/', async (c) => {
  const { visit, env } = { visit: c.var.visit, env: c.env }
  const suppliers = await Promise.all(
    Object.entries(env.gateway.suppliers).map(async ([name, supplier]) => {
      const outbox = env.outbox(name)
      const [routes, ends] = await Promise.all([outbox.routes(), outbox.secretEnds()])
      return { name, supplier, routes, ends }
    }),
  )
  const mayAct = mayDo(c, 'pause')
  return page(c, {
    title: visit.words.routes.title,
    tab: 'routes',
    body: <RoutesBody visit={visit} suppliers={suppliers} mayAct={mayAct} isDone={c.req.query('done') !== undefined} />,
  })
})

interface Found {
  readonly name: string
  readonly supplier: Supplier
  readonly route: RouteView
  readonly action: RouteAction
}

routes.get('/:supplier/:route/do/:action', async (c) => {
  const found = await find(c)
  if (!found) return notFoundPage(c)
  return isPossible(found) ? routeActionPage(c, found) : notPossible(c, found)
})

routes.post('/:supplier/:route/do/:action', async (c) => {
  const found = await find(c)
  if (!found) return notFoundPage(c)
  const { visit } = c.var
  const { name, supplier, route, action } = found
  const { typed, field, note, actor } = postedForm(c)
  const until = field('until')
  if (!isPossible(found)) return notPossible(c, found, note)
  const again = { ...found, note, until }
  const { routes: text, confirm } = visit.words
  if (typed.get('state') !== routeState(route)) {
    const problem = [text.changed, ...(await actsOn(c, found))].join(' ')
    return routeActionPage(c, { ...again, problem }, 409)
  }
  if (visit.late) return routeActionPage(c, again, 409)
  if (action === 'pause' && note === '') return routeActionPage(c, { ...again, noteProblem: confirm.noteMissing }, 422)
  const surroundings = { zone: supplier.timeZone, now: visit.now }
  const isTaken = await takeRouteAction(c.env.outbox(name), action, route.route, { ...actor, until }, surroundings)
  if (!isTaken) return routeActionPage(c, { ...again, untilProblem: text.untilWrong }, 422)
  return c.redirect(`/console/routes?done=${action}`, 303)
})

/** The route and the action of the address. */
async function find(c: ConsoleContext): Promise<Found | null> {
  const { supplier: name = '', route: routeName = '' } = c.req.param()
  requireRole(c, 'pause')
  const supplier = supplierNamed(c.env.gateway, name)
  const all = supplier ? await c.env.outbox(name).routes() : []
  const route = all.find((one) => one.route === routeName)
  const action = ROUTE_ACTIONS.find((one) => one === c.req.param('action'))
  return supplier && route && action ? { name, supplier, route, action } : null
}

const isPossible = ({ route, action }: Found): boolean => routeActions(route).includes(action)

/** The action was possible when the visitor saw its button. */
async function notPossible(c: ConsoleContext, found: Found, note = '') {
  const next = { href: routePath(found.name, found.route.route), label: c.var.visit.words.frame.seeRoutes }
  return pastPage(c, { next, acts: await actsOn(c, found), typed: note === '' ? [] : [note] })
}

/** Actions that are read to find the last action on a route. */
const READ = 20

/** The person whose pause or resumption counts now. A pause by the gateway, and an end by the clock, have none. */
async function actsOn(c: ConsoleContext, { name, supplier, route: { route, paused } }: Found): Promise<string[]> {
  const textOf = (act: Act): string[] => [firstText(act, c.var.visit, supplier.timeZone)]
  if (paused)
    return paused.pausedBy === null ? [] : textOf({ by: paused.pausedBy, at: paused.pausedAt, action: 'pause' })
  const { rows } = await c.env.outbox(name).events(READ)
  const last = rows.find((event) => event.route === route && event.orderId === null)
  return last?.action === 'resume' ? textOf(last) : []
}
