import { type Context, Hono } from 'hono'
import { LANGUAGES } from '../model/language.ts'
import { refusal } from '../model/problem.ts'
import type { Confirmation } from '../outbox/actions/confirmation.ts'
import { routeIn, supplierNamed } from '../profile/route-named.ts'
import type { HonoEnv } from '../services.ts'
import { isGoodSecret } from '../steps/verify.ts'
import { type Mailed, readDeliveryToken } from '../web/delivery-token.ts'
import { problemResponse } from '../web/problem-response.ts'
import { withTimeout } from '../web/time-limit.ts'
import { confirmationPage, HEADERS, LATER } from './confirmation-page.ts'

/** The page behind the link in a mail, on which a person confirms that the order has arrived. */
export const confirmation = new Hono<HonoEnv>({ strict: false })

/** Changes no data: virus scanners follow every link before a person does. */
confirmation.get('/:supplier/:route/:token', async (c) => {
  const mailed = await mailedBy(c)
  const { supplier, route } = c.req.param()
  return page(c, mailed && (await answered(c.env.outbox(supplier).confirmation(route, mailed))))
})

confirmation.post('/:supplier/:route/:token', async (c) => {
  const mailed = await mailedBy(c)
  const { supplier, route } = c.req.param()
  return page(c, mailed && (await answered(c.env.outbox(supplier).confirm(route, mailed))))
})

/** A person waits in a browser, so a failure shows a page in the person's language. */
const answered = (asked: Promise<Confirmation | null>): Promise<Confirmation | null | typeof LATER> =>
  withTimeout(ANSWER_MS, asked).catch(() => {
    console.error({ event: 'fault', path: 'confirm', error: 'outbox-unreachable' })
    return LATER
  })

const ANSWER_MS = 10_000

confirmation.all('/:supplier/:route/:token', () => problemResponse(NO_OTHER, { allow: 'GET, POST' }))

const NO_OTHER = refusal(405, 'Method not allowed', {
  path: '',
  code: 'method-not-allowed',
  message: 'Open this address in a browser.',
})

/** The delivery of the link, or null. The page does not show whether the link was forged, foreign or late. */
async function mailedBy(c: Context<HonoEnv>): Promise<Mailed | null> {
  const { supplier = '', route = '', token = '' } = c.req.param()
  const { gateway, secrets, clock } = c.env
  const isAsked = routeIn(gateway, supplier, route)?.receipt === 'person'
  const secret = gateway.linkSecret && secrets.get(gateway.linkSecret)
  if (!isAsked || !secret || !isGoodSecret(secret)) return null
  const read = await readDeliveryToken('confirmation', { supplier, route }, token, secret, clock.now())
  return typeof read === 'string' ? null : read
}

function page(c: Context<HonoEnv>, found: Confirmation | null | typeof LATER): Response {
  const supplier = supplierNamed(c.env.gateway, c.req.param('supplier') ?? '')
  const language = LANGUAGES.find((name) => name === c.req.query('language')) ?? supplier?.language ?? 'en'
  // Only a valid link shows whose order desk this is.
  const desk =
    found === null || supplier === undefined ? null : { name: supplier.name, phone: supplier.orderDesk?.phone }
  return new Response(confirmationPage(found, language, desk), {
    status: found === LATER ? 503 : found ? 200 : 404,
    headers: HEADERS,
  })
}
