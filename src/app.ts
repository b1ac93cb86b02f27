import { Hono } from 'hono'
import { acknowledgements } from './api/acknowledgements.ts'
import { admin } from './api/admin.ts'
import { as2 } from './api/as2.ts'
import { confirmation } from './api/confirmation.ts'
import { health } from './api/health.ts'
import { mailbox } from './api/mailbox.ts'
import { closedReason } from './outbox-closed.ts'
import { type Refusal, refusal } from './problem.ts'
import type { HonoEnv } from './services.ts'
import { apicbaseWebhook } from './sources/apicbase-webhook.ts'
import { CHALLENGE, isStrongToken, UNAUTHORISED } from './web/bearer.ts'
import { problemResponse } from './web/problem-response.ts'

/** Every door of the gateway. */
export const app = new Hono<HonoEnv>({ strict: false })

app.route('/healthz', health)
app.route('/webhooks', apicbaseWebhook)
app.route('/mailbox', mailbox)
app.route('/acknowledgements', acknowledgements)
app.route('/as2', as2)
app.route('/confirm', confirmation)
app.route('/api', admin)

/** Doors that suppliers and Apicbase use, each with a key of its own. */
const OPEN_DOORS = /^\/(webhooks|mailbox|acknowledgements|as2|confirm)(\/|$)/

/** While the Admin API is closed an address that doesn't exist answers as one of its own would: nobody learns which there are. */
app.notFound((c) =>
  isStrongToken(c.env.secrets.get('CONSOLE_TOKEN')) || OPEN_DOORS.test(c.req.path)
    ? problemResponse(NOTHING_HERE)
    : problemResponse(UNAUTHORISED, CHALLENGE),
)

const NOTHING_HERE = refusal(404, 'Not found', {
  path: '',
  code: 'not-found',
  message: 'There is nothing at this address. Check the URL.',
})

/** A fault of ours. Its kind is logged; its message may hold what was posted, so it isn't. */
app.onError((error, c) => {
  const reason = closedReason(error)
  if (reason !== null) return problemResponse(closed(c.req.path.startsWith('/api/') ? reason : CLOSED))
  console.error({ event: 'fault', path: new URL(c.req.url).pathname.split('/')[1], error: error.name })
  return problemResponse(
    refusal(503, 'A fault of ours', {
      path: '',
      code: 'fault',
      message: faultMessage(c.req.method, c.req.path),
    }),
  )
})

const CLOSED = 'The gateway cannot use its storage now, so nothing was done. Try again later.'
/** Only an operator is told why. */
const closed = (message: string): Refusal =>
  refusal(503, 'The outbox is closed', { path: '', code: 'outbox-closed', message })

/** What fails around an order fails before it is handed over; of anything else that isn't known, and it may not bear to be done twice. */
function faultMessage(method: string, path: string): string {
  if (path.startsWith('/webhooks/')) return 'Orderbridge failed. Nothing was taken; try again in a minute.'
  if (method === 'GET' || method === 'HEAD') return 'Orderbridge failed. Try again in a minute.'
  return 'Orderbridge failed, and it is not known whether this was done. Look before you do it again.'
}
