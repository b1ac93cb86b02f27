import { Hono } from 'hono'
import { refusal } from '../model/problem.ts'
import { supplierNamed } from '../profile/route-named.ts'
import { partnersIn, receiveAs2 } from '../replies/receive-as2.ts'
import type { HonoEnv } from '../services.ts'
import { AS2_BYTES } from '../transports/as2/open.ts'
import { readBounded } from '../web/bounded-body.ts'
import { problemResponse } from '../web/problem-response.ts'
import { answerDocument } from './as2-document.ts'

/** Partners' AS2 systems post messages here. Only a message with an agreed signature is processed. */
export const as2 = new Hono<HonoEnv>({ strict: false })

as2.post('/:supplier', async (c) => {
  const { gateway, secrets, deciphers, clock } = c.env
  const supplier = c.req.param('supplier')
  const outbox = c.env.outbox(supplier)
  const body = await readBounded(c.req.raw.body, AS2_BYTES)
  if (!body) return problemResponse(TOO_LARGE)
  const { headers } = c.req.raw
  const profile = supplierNamed(gateway, supplier)
  const partners = partnersIn(profile, headers)
  const message = await receiveAs2({ headers, body }, partners, { secrets, deciphers, now: clock.now() })
  switch (message.kind) {
    case 'document':
      return answerDocument(message.from, headers, outbox)
    case 'notification': {
      const effect = await outbox.processMdn(message.notification)
      return effect === 'unmatched' ? problemResponse(UNMATCHED) : c.body(null, 200, { 'cache-control': 'no-store' })
    }
    case 'unverified': {
      const routes = partners.map(({ route }) => route.name)
      c.env.badSignatures.countRejected(supplier, 'as2')
      if (routes.length > 0) console.warn({ event: 'as2-unknown-sender', supplier })
      if (routes.length > 0 && message.claimed !== null)
        await outbox.recordUnverified(message.claimed, routes, message.why)
      return problemResponse(UNVERIFIED)
    }
  }
})

as2.all('/:supplier', () => problemResponse(POST_ONLY, { allow: 'POST' }))

/**
 * The same answer for every cause: an attacker must not learn which names and certificates are known, or which
 * message could be decrypted.
 */
const UNVERIFIED = refusal(403, 'Not known here', {
  path: '',
  code: 'as2-unknown-sender',
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
  message: `An AS2 message may be at most ${AS2_BYTES} bytes long here.`,
})

const POST_ONLY = refusal(405, 'Method not allowed', {
  path: '',
  code: 'method-not-allowed',
  message: 'AS2 messages are posted here. Use POST.',
})
