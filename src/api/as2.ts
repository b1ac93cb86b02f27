import { Hono } from 'hono'
import { readBounded } from '../bounded-body.ts'
import { refusal } from '../problem.ts'
import { problemResponse } from '../problem-response.ts'
import type { Door } from '../services.ts'
import { hearAs2, partnersIn } from '../steps/hear-as2.ts'
import { NOTIFICATION_BYTES } from '../transports/as2.ts'

/** Where partners' AS2 systems post what they say of our messages. A signature agreed beforehand opens it, and nothing else. */
export const as2 = new Hono<Door>({ strict: false })

as2.post('/:supplier', async (c) => {
  const { gateway, secrets, outbox } = c.env
  const name = c.req.param('supplier')
  const body = await readBounded(c.req.raw.body, NOTIFICATION_BYTES)
  if (!body) return problemResponse(TOO_LARGE)
  const { headers } = c.req.raw
  const partners = partnersIn(Object.hasOwn(gateway.suppliers, name) ? gateway.suppliers[name] : undefined, headers)
  const heard = await hearAs2({ headers, body }, partners, secrets)
  if (heard.from === 'stranger') {
    if (partners.length > 0) console.warn({ event: 'as2-stranger', supplier: name })
    if (partners.length > 0 && heard.claimed !== null) {
      const routes = partners.map(({ route }) => route)
      await outbox(name).hearStranger(heard.claimed, routes, heard.why)
    }
    return problemResponse(STRANGER)
  }
  const effect = await outbox(name).hearNotification(heard.notification)
  return effect === 'unmatched' ? problemResponse(UNMATCHED) : c.body(null, 200, { 'cache-control': 'no-store' })
})

as2.all('/:supplier', () => problemResponse(POST_ONLY, { allow: 'POST' }))

/** One and the same, whatever is wrong: which names and certificates are known is nobody's business. */
const STRANGER = refusal(403, 'Not known here', {
  path: '',
  code: 'as2-stranger',
  message:
    'This is not signed with a certificate that was agreed for these AS2 names and this address. Compare names, certificates and address with the gateway.',
})

const UNMATCHED = refusal(404, 'It matches nothing', {
  path: '',
  code: 'acknowledgement-unmatched',
  message: 'The notification speaks of a message that nobody sent from here.',
})

const TOO_LARGE = refusal(413, 'Too large', {
  path: '',
  code: 'too-large',
  message: `A notification may be at most ${NOTIFICATION_BYTES} bytes long.`,
})

const POST_ONLY = refusal(405, 'Method not allowed', {
  path: '',
  code: 'method-not-allowed',
  message: 'AS2 messages are posted here. Use POST.',
})
