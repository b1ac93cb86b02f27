import { Hono } from 'hono'
import type { HonoEnv } from '../services.ts'
import { readDesk } from '../supplier/read-desk.ts'
import { withConfigured } from './known.ts'
import { whatWould } from './what-would.ts'

/** The order desk's questions about a supplier. The answers change nothing. */
export const desk = new Hono<HonoEnv>({ strict: false })

/** The facts of the console's first page: open deliveries, cut-offs, customers to call, and today's traffic. */
desk.get('/:supplier/desk', (c) => withConfigured(c, async (outbox) => c.json(await readDesk(outbox))))

/** All customers to call about a refusal. */
desk.get('/:supplier/call-backs', (c) => withConfigured(c, async (outbox) => c.json(await outbox.callBacks())))

/** The orders to key in by hand during an outage. */
desk.get('/:supplier/to-key', (c) => withConfigured(c, async (outbox) => c.json(await outbox.breakGlass())))

desk.post('/:supplier/what-would', whatWould)
