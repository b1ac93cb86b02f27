import { type Context, Hono } from 'hono'
import { refusal } from '../model/problem.ts'
import { routeIn, supplierNamed } from '../profile/route-named.ts'
import type { HonoEnv } from '../services.ts'
import { poll } from '../sources/poll.ts'
import { handOver } from '../supplier/hand-over.ts'
import type { RemoteOutbox } from '../supplier/remote-outbox.ts'
import { problemResponse } from '../web/problem-response.ts'
import { type ActionBody, readAction, untilOf } from './action-body.ts'
import { backfillPage } from './backfill.ts'
import { hasSupplier, notFound, removedSupplier, whyNotConfigured, withConfigured, withReadable } from './known.ts'
import type { PlacedField } from './misplaced-field.ts'
import { restoreOrders } from './restore.ts'

/** Shows, pauses and resumes a supplier's routes. */
export const suppliers = new Hono<HonoEnv>({ strict: false })

/** The suppliers of the configuration, and the suppliers whose outboxes have accepted orders. */
suppliers.get('/', async (c) => {
  const records = await c.env.records.list()
  const outboxes = records.map(({ supplier, movedTo = null }) => ({ supplier, movedTo }))
  return c.json({ suppliers: Object.keys(c.env.gateway.suppliers), outboxes })
})

/** The time zone is absent for a removed supplier. */
suppliers.get('/:supplier/routes', (c) =>
  withReadable(c, async (outbox) => {
    const timeZone = supplierNamed(c.env.gateway, c.req.param('supplier'))?.timeZone
    if (timeZone === undefined) return c.json({ routes: await outbox.routes(), ends: [] })
    const [routes, ends] = await Promise.all([outbox.routes(), outbox.secretEnds()])
    return c.json({ timeZone, routes, ends })
  }),
)

suppliers.get('/:supplier/alerts', (c) => withReadable(c, async (outbox) => c.json(await outbox.alerts())))

/** The steps and actions since the cursor of an earlier answer, for `npx orderbridge tail`. */
suppliers.get('/:supplier/live', (c) =>
  withConfigured(c, async (outbox) => c.json(await outbox.liveSteps(c.req.query('cursor') ?? null))),
)

suppliers.post('/:supplier/routes/:route/pause', (c) =>
  onRoute(
    c,
    async (outbox, route, body) => {
      const zone = c.env.gateway.suppliers[c.req.param('supplier')]?.timeZone ?? 'UTC'
      const until = untilOf(body, zone, c.env.clock.now())
      return until.ok ? outbox.pause(route, body, until.value) : problemResponse(until.error)
    },
    ['until'],
  ),
)
suppliers.post('/:supplier/routes/:route/resume', (c) =>
  onRoute(c, (outbox, route, body) => outbox.resume(route, body)),
)
suppliers.post('/:supplier/routes/:route/retry', (c) =>
  onRoute(c, (outbox, route, body) => outbox.retryRoute(route, body)),
)

suppliers.post('/:supplier/poll', async (c) => {
  const name = c.req.param('supplier')
  const supplier = supplierNamed(c.env.gateway, name)
  if (!supplier) return problemResponse(await whyNotConfigured(c.env, name, 'supplier'))
  return c.json(await poll(supplier, c.env.pollPorts(name)))
})

suppliers.get('/:supplier/poll', async (c) => {
  const name = c.req.param('supplier')
  if (!hasSupplier(c.env.gateway, name)) return problemResponse(notFound('supplier'))
  return c.json(await c.env.outbox(name).pollView())
})

suppliers.post('/:supplier/backfill', backfillPage)

/** The last allocated control numbers, for an export of the orders. */
suppliers.get('/:supplier/counters', (c) =>
  withReadable(c, async (outbox) => c.json({ counters: await outbox.counters() })),
)

suppliers.post('/:supplier/restore', restoreOrders)

/** The id of the outbox's storage, and the orders that were lost. */
suppliers.get('/:supplier/outbox', (c) => withReadable(c, async (outbox) => c.json(await outbox.storage())))

/** A person has settled the lost orders, so the outbox sends new orders from now on. */
suppliers.post('/:supplier/begin', (c) =>
  withConfigured(c, async (outbox, name) => {
    const body = await readAction(c.req.raw, 'note')
    if (!body.ok) return problemResponse(body.error)
    return (await outbox.begin(body.value)) ? c.json({ supplier: name }) : problemResponse(NOTHING_MISSING)
  }),
)

/** The orders of a removed supplier are in the outbox of another name now. */
suppliers.post('/:supplier/moved', async (c) => {
  const name = c.req.param('supplier')
  const body = await readAction(c.req.raw, 'to')
  if (!body.ok) return problemResponse(body.error)
  const record = await removedSupplier(c.env, name)
  if (!record) return problemResponse(hasSupplier(c.env.gateway, name) ? STILL_HERE : notFound('supplier'))
  const movedTo = body.value.to ?? ''
  if (!hasSupplier(c.env.gateway, movedTo)) return problemResponse(notFound('supplier to move to'))
  await handOver(name, movedTo, c.env)
  await c.env.records.keep({ ...record, movedTo })
  return c.json({ supplier: name, movedTo })
})

const STILL_HERE = refusal(409, 'The supplier is configured', {
  path: '',
  code: 'wrong-state',
  message: 'The configuration still has this supplier, so its orders stay there. Rename it in the configuration first.',
})

const NOTHING_MISSING = refusal(409, 'Nothing is missing', {
  path: '',
  code: 'wrong-state',
  message: 'This outbox has all its orders, so nothing is held for want of them.',
})

type OnRoute = (outbox: RemoteOutbox, route: string, body: ActionBody) => Promise<object | Response>

async function onRoute(c: Context<HonoEnv>, work: OnRoute, takes: readonly PlacedField[] = []): Promise<Response> {
  const { supplier, route } = c.req.param()
  if (!supplier || !route) return problemResponse(notFound('route'))
  if (!routeIn(c.env.gateway, supplier, route)) return problemResponse(await whyNotConfigured(c.env, supplier, 'route'))
  const body = await readAction(c.req.raw, undefined, undefined, takes)
  if (!body.ok) return problemResponse(body.error)
  const done = await work(c.env.outbox(supplier), route, body.value)
  return done instanceof Response ? done : c.json(done)
}
