import { Hono } from 'hono'
import type { HonoEnv } from '../services.ts'
import { readDesk } from '../supplier/read-desk.ts'
import { problemResponse } from '../web/problem-response.ts'
import { gatherPickList, isPlace } from './gather-pick-list.ts'
import { notFound, withConfigured } from './known.ts'
import { badQuery } from './listing.ts'
import { liveSupplier } from './live-supplier.ts'
import { isDay } from './merged-orders.ts'
import { whatWould } from './what-would.ts'

/** The order desk's questions about a supplier. The answers change nothing. */
export const desk = new Hono<HonoEnv>({ strict: false })

/** The facts of the console's first page: open deliveries, cut-offs, customers to call, and today's traffic. */
desk.get('/:supplier/desk', (c) => withConfigured(c, async (outbox) => c.json(await readDesk(outbox))))

/** All customers to call about a refusal. */
desk.get('/:supplier/call-backs', (c) => withConfigured(c, async (outbox) => c.json(await outbox.callBacks())))

/** The orders to key in by hand during an outage. */
desk.get('/:supplier/to-key', (c) => withConfigured(c, async (outbox) => c.json(await outbox.breakGlass())))

/** The orders to pick for a delivery day. A list that ends early gives the start of the next part. */
desk.get('/:supplier/pick-list', (c) =>
  withConfigured(c, async (outbox, name) => {
    const day = c.req.query('day') ?? ''
    const before = c.req.query('before') || null
    if (!isDay(day)) return problemResponse(badQuery('day', 'It is a day, written as 2026-11-24.'))
    if (before !== null && !isPlace(before))
      return problemResponse(badQuery('before', 'It is the `next` of an earlier answer.'))
    const supplier = await liveSupplier(c.env, name)
    if (!supplier) return problemResponse(notFound('supplier'))
    const wish = { day, before: before === null ? null : Number(before), now: c.env.clock.now() }
    return c.json(await gatherPickList(outbox, supplier, wish))
  }),
)

desk.post('/:supplier/what-would', whatWould)
