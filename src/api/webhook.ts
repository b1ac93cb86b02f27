import { Hono } from 'hono'
import { acceptOrder } from '../journey.ts'
import { type Refusal, refusal } from '../model/problem.ts'
import { supplierNamed } from '../profile/route-named.ts'
import type { Supplier } from '../profile/supplier.ts'
import type { HonoEnv } from '../services.ts'
import { problemResponse } from '../web/problem-response.ts'

/** Apicbase posts orders here. The chef sees any answer but 2xx as an error, and Apicbase does not retry. */
export const apicbaseWebhook = new Hono<HonoEnv>({ strict: false })

apicbaseWebhook.post('/:supplier', async (c) => {
  const name = c.req.param('supplier')
  const { gateway, acceptPorts, badSignatures } = c.env
  const profile = supplierNamed(gateway, name)
  const ports = acceptPorts(name)
  const accepting = acceptOrder(c.req.raw, { name, profile }, ports)
  // A sender that disconnects must not stop the acceptance half way, because the state of the order would then be
  // unknown.
  ports.waitUntil(accepting.catch(() => {}))
  const answer = await accepting
  if (profile && !answer.ok && answer.error.status === 403) badSignatures.countRejected(name, 'webhooks')
  return answer.ok
    ? Response.json(answer.value)
    : problemResponse(answer.error, {}, answer.error.status === 403 ? null : languageOf(answer.error, profile))
})

const languageOf = ({ language }: Refusal, profile: Supplier | undefined) => language ?? profile?.language ?? 'en'

apicbaseWebhook.all('/:supplier', () =>
  problemResponse(
    refusal(405, 'Method not allowed', {
      path: '',
      code: 'method-not-allowed',
      message: 'Orders are posted here. Use POST.',
    }),
    { allow: 'POST' },
  ),
)
