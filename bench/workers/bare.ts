import { Hono } from 'hono'
import { type PostingEnv, readPosting } from './posting.ts'

/** A Worker that stores nothing: verify, parse, respond. */
const app = new Hono<{ Bindings: PostingEnv }>()

app.post('/webhooks/:supplier', async (c) => {
  const read = await readPosting(c.req.raw, c.env.WEBHOOK_SECRET)
  return read ? c.json({ status: 'accepted', orderId: read.posting.id }) : c.json({ status: 'refused' }, 403)
})

export default app
