import { DurableObject } from 'cloudflare:workers'
import { Hono } from 'hono'

const app = new Hono()
app.get('/healthz', (c) => c.json({ ok: true, version: '0.1.0' }))

export class Outbox extends DurableObject {}
export default { fetch: app.fetch, scheduled: async () => {} } satisfies ExportedHandler
