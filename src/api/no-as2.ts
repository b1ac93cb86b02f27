import { Hono } from 'hono'
import type { HonoEnv } from '../services.ts'

/** In place of the endpoint for AS2, where no route uses AS2. */
export const as2 = new Hono<HonoEnv>({ strict: false })
