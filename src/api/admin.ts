import { Hono } from 'hono'
import { holderOf } from '../access/token-holders.ts'
import { visitorOf } from '../access/visitor.ts'
import type { HonoEnv } from '../services.ts'
import { bearerOf, CHALLENGE, namesToken, UNAUTHORISED } from '../web/bearer.ts'
import { problemResponse } from '../web/problem-response.ts'
import { catalogue } from './catalogue.ts'
import { countOrders, listEvents, listOrders } from './listing.ts'
import { orderActions } from './order-actions.ts'
import { orders } from './orders.ts'
import { permittedServices } from './permitted.ts'
import { statementsOn } from './statements.ts'
import { suppliers } from './suppliers.ts'

/** The Admin API. Closed unless CONSOLE_TOKEN is set. Answers never contain a secret. */
export const admin = new Hono<HonoEnv>({ strict: false })

admin.use('*', async (c, next) => {
  const sent = bearerOf(c.req.raw)
  const holder = sent === null ? null : await holderOf(sent, c.env)
  if (holder === null) {
    // The API belongs to no supplier, so the alert uses the first supplier's language.
    const [first = ''] = Object.keys(c.env.gateway.suppliers)
    if (namesToken(c.req.raw)) c.env.badSignatures.countRejected(first, 'api')
    return problemResponse(UNAUTHORISED, CHALLENGE)
  }
  c.env = permittedServices(c.env, visitorOf(holder.name ?? '', holder))
  await next()
  c.header('cache-control', 'no-store')
})

admin.get('/orders', listOrders)
admin.get('/orders/counts', countOrders)
admin.get('/events', listEvents)
admin.route('/orders', orders)
admin.route('/orders', orderActions)
admin.route('/suppliers', suppliers)
admin.route('/suppliers', catalogue)

admin.get('/statements/:date', statementsOn)
