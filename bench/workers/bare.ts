import { Hono } from 'hono'
import { type PostingEnv, readPosting } from './posting.ts'

/** What an answer costs that promises nothing: verify, parse, answer. */
const app = new Hono<{ Bindings: PostingEnv }>()

app.post('/webhooks/:supplier', async (c) => {
  const read = await readPosting(c.req.raw, c.env.WEBHOOK_SECRET)
  return read ? c.json({ status: 'accepted', orderId: read.posting.id }) : c.json({ status: 'refused' }, 403)
})

export default app
