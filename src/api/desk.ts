import { Hono } from 'hono'
import type { HonoEnv } from '../services.ts'
import { problemResponse } from '../web/problem-response.ts'
import { hasSupplier, whyNotConfigured } from './known.ts'
import { whatWould } from './what-would.ts'

/** The order desk's questions about a supplier. The answers change nothing. */
export const desk = new Hono<HonoEnv>({ strict: false })

/** The facts of the console's first page: open deliveries, cut-offs, customers to call, and today's traffic. */
desk.get('/:supplier/desk', async (c) => {
  const name = c.req.param('supplier')
  if (!hasSupplier(c.env.gateway, name)) return problemResponse(await whyNotConfigured(c.env, name, 'supplier'))
  return c.json(await c.env.outbox(name).desk())
})

/** All customers to call about a refusal. */
desk.get('/:supplier/call-backs', async (c) => {
  const name = c.req.param('supplier')
  if (!hasSupplier(c.env.gateway, name)) return problemResponse(await whyNotConfigured(c.env, name, 'supplier'))
  return c.json(await c.env.outbox(name).callBacks())
})

/** The orders to key in by hand during an outage. */
desk.get('/:supplier/to-key', async (c) => {
  const name = c.req.param('supplier')
  if (!hasSupplier(c.env.gateway, name)) return problemResponse(await whyNotConfigured(c.env, name, 'supplier'))
  return c.json(await c.env.outbox(name).breakGlass())
})

desk.post('/:supplier/what-would', whatWould)
