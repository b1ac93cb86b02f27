import { Hono } from 'hono'
import { checkHealth, isHealthy } from '../health/health.ts'
import type { HonoEnv } from '../services.ts'
import { VERSION } from '../version.ts'
import { hasToken } from '../web/bearer.ts'
import { refuseToken } from './signed-in.ts'

/** Shows that the gateway runs. With `?deep=1` and the operator's token, shows which part fails. */
export const health = new Hono<HonoEnv>({ strict: false })

health.get('/', async (c) => {
  if (c.req.query('deep') === undefined) return c.json({ ok: true, version: VERSION })
  const { secrets, health: ports } = c.env
  if (!(await hasToken(c.req.raw, secrets.get('CONSOLE_TOKEN')))) return refuseToken(c)
  const parts = await checkHealth(ports)
  const ok = isHealthy(parts)
  return c.json({ ok, version: VERSION, parts }, ok ? 200 : 503, { 'cache-control': 'no-store' })
})
