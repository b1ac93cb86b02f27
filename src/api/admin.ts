import { Hono } from 'hono'
import type { HonoEnv } from '../services.ts'
import { CHALLENGE, hasToken, namesToken, UNAUTHORISED } from '../web/bearer.ts'
import { problemResponse } from '../web/problem-response.ts'
import { listEvents, listOrders } from './listing.ts'
import { orderActions } from './order-actions.ts'
import { orders } from './orders.ts'
import { statementsOn } from './statements.ts'
import { suppliers } from './suppliers.ts'

/** The Admin API. Closed unless CONSOLE_TOKEN is set. Answers never contain a secret. */
export const admin = new Hono<HonoEnv>({ strict: false })

admin.use('*', async (c, next) => {
  const { secrets, gateway, badSignatures } = c.env
  if (!(await hasToken(c.req.raw, secrets.get('CONSOLE_TOKEN')))) {
    // The API belongs to no supplier, so the alert uses the first supplier's language.
    const [first = ''] = Object.keys(gateway.suppliers)
    if (namesToken(c.req.raw)) badSignatures.countRejected(first, 'api')
    return problemResponse(UNAUTHORISED, CHALLENGE)
  }
  await next()
  c.header('cache-control', 'no-store')
})

admin.get('/orders', listOrders)
admin.get('/events', listEvents)
admin.route('/orders', orders)
admin.route('/orders', orderActions)
admin.route('/suppliers', suppliers)

admin.get('/statements/:date', statementsOn)
