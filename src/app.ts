import { Hono } from 'hono'
import { as2 } from '#as2'
import { localPages } from '#local'
import { isOpen } from './access/token-holders.ts'
import { acknowledgements } from './api/acknowledgements.ts'
import { admin } from './api/admin.ts'
import { confirmation } from './api/confirmation.ts'
import { health } from './api/health.ts'
import { mailbox } from './api/mailbox.ts'
import { metrics } from './api/metrics.ts'
import { openapi } from './api/openapi.ts'
import { NotAllowed } from './api/permitted.ts'
import { apicbaseWebhook } from './api/webhook.ts'
import { consolePages } from './console/console.tsx'
import { isForPerson, unknownAddressPage } from './console/frame/not-found.tsx'
import type { ConsoleContext } from './console/frame/visit.ts'
import { closedReason } from './model/outbox-closed.ts'
import { type Refusal, refusal } from './model/problem.ts'
import type { HonoEnv } from './services.ts'
import { CHALLENGE, UNAUTHORISED } from './web/bearer.ts'
import { createPrefixRouter } from './web/prefix-router.ts'
import { problemResponse } from './web/problem-response.ts'

/** The HTTP endpoints of the gateway. */
export const app = new Hono<HonoEnv>({ strict: false, router: createPrefixRouter('/webhooks/') })

app.route('/healthz', health)
app.route('/openapi.json', openapi)
app.route('/metrics', metrics)
app.route('/webhooks', apicbaseWebhook)
app.route('/mailbox', mailbox)
app.route('/acknowledgements', acknowledgements)
app.route('/as2', as2)
app.route('/confirm', confirmation)
app.route('/api', admin)
app.route('/console', consolePages)
app.route('/', localPages)

/** Endpoints for suppliers and Apicbase. Each has its own key, so an unknown address there may answer 404. */
const KEYED_PATHS = /^\/(webhooks|mailbox|acknowledgements|as2|confirm)(\/|$)/

/**
 * A person gets a page. While the Admin API is closed, an unknown address answers a program 401 as a known address
 * does. So a caller cannot learn which addresses exist.
 */
app.notFound((c) => {
  if (isForPerson(c.req.raw)) return unknownAddressPage(c as unknown as ConsoleContext)
  return isOpen(c.env) || KEYED_PATHS.test(c.req.path)
    ? problemResponse(NOTHING_HERE)
    : problemResponse(UNAUTHORISED, CHALLENGE)
})

const NOTHING_HERE = refusal(404, 'Not found', {
  path: '',
  code: 'not-found',
  message: 'There is nothing at this address. Check the URL.',
})

/** An internal error. The log gets the error's name only, because the message may hold posted data. */
app.onError((error, c) => {
  const reason = closedReason(error)
  if (reason !== null) return problemResponse(closed(c.req.path.startsWith('/api/') ? reason : CLOSED))
  if (error instanceof NotAllowed) return problemResponse(NOT_ALLOWED)
  console.error({ event: 'fault', path: new URL(c.req.url).pathname.split('/')[1], error: error.name })
  return problemResponse(
    refusal(503, 'A fault of ours', {
      path: '',
      code: 'fault',
      message: faultMessage(c.req.method, c.req.path),
    }),
  )
})

const NOT_ALLOWED = refusal(403, 'Not allowed', {
  path: 'Authorization',
  code: 'not-allowed',
  message: 'The role of this token does not include this action. Ask the operator of the gateway for a higher role.',
})

const CLOSED = 'The gateway cannot use its storage now, so nothing was done. Try again later.'
/** The exact reason goes only to the operator. */
const closed = (message: string): Refusal =>
  refusal(503, 'The outbox is closed', { path: '', code: 'outbox-closed', message })

/**
 * A webhook fails before the order is stored, so the sender may repeat the order. Another request may have been
 * carried out already, and a repeat could do harm.
 */
function faultMessage(method: string, path: string): string {
  if (path.startsWith('/webhooks/')) return 'Orderbridge failed. Nothing was taken; try again in a minute.'
  if (method === 'GET' || method === 'HEAD') return 'Orderbridge failed. Try again in a minute.'
  return 'Orderbridge failed, and it is not known whether this was done. Look before you do it again.'
}
