import { type Context, Hono } from 'hono'
import { CHALLENGE, carriesToken, UNAUTHORISED } from '../bearer.ts'
import type { MailboxRefusal, MailboxWord } from '../outbox/mailbox.ts'
import { refusal } from '../problem.ts'
import { problemResponse } from '../problem-response.ts'
import type { Door } from '../services.ts'
import { notFound } from './known.ts'

/** Where a supplier's own system collects its documents, with a token that opens this mailbox and no other. */
export const mailbox = new Hono<Door>({ strict: false })

mailbox.use('/:supplier/:route/*', async (c, next) => {
  // Hono answers HEAD by running GET, and a GET counts as fetched.
  if (c.req.raw.method === 'HEAD') return problemResponse(NO_HEAD, { allow: 'GET, POST' })
  if (!(await carriesToken(c.req.raw, tokenOf(c)))) return problemResponse(UNAUTHORISED, CHALLENGE)
  await next()
  c.header('cache-control', 'no-store')
})

mailbox.get('/:supplier/:route', async (c) => {
  const { supplier, route } = c.req.param()
  return c.json({ documents: await c.env.outbox(supplier).listMailbox(route) })
})

mailbox.get('/:supplier/:route/:documentId', async (c) => {
  const { supplier, route, documentId } = c.req.param()
  const found = await c.env.outbox(supplier).fetchDocument(route, documentId)
  if (typeof found === 'string') return refused(found)
  return new Response(found.bytes, {
    headers: {
      'content-type': found.mediaType,
      'content-disposition': `attachment; filename="${found.fileName}"`,
      'x-content-type-options': 'nosniff',
    },
  })
})

for (const word of ['collected', 'consumed', 'failed'] satisfies MailboxWord[]) {
  mailbox.post(`/:supplier/:route/:documentId/${word}`, async (c) => {
    const { supplier, route, documentId } = c.req.param()
    const why = word === 'failed' ? await reasonIn(c.req.raw) : null
    const settled = await c.env.outbox(supplier).settleMailbox(route, documentId, word, why)
    if (typeof settled === 'string' && settled !== 'repeated') return refused(settled)
    return c.json({ id: documentId, state: word })
  })
}

const NO_HEAD = refusal(405, 'Method not allowed', {
  path: '',
  code: 'method-not-allowed',
  message: 'A document is fetched with GET, and that is recorded. HEAD is not answered.',
})

function tokenOf(c: Context<Door>): string | undefined {
  const { supplier = '', route = '' } = c.req.param()
  const { gateway, secrets } = c.env
  const profile = Object.hasOwn(gateway.suppliers, supplier) ? gateway.suppliers[supplier] : undefined
  const transport = profile?.routes.find(({ name }) => name === route)?.transport
  return transport?.kind === 'mailbox' && typeof transport.token === 'string' ? secrets.get(transport.token) : undefined
}

const REASON_LIMIT = 500

/** A system may say why, as `{"reason": "…"}`. */
async function reasonIn(request: Request): Promise<string | null> {
  const body: unknown = await request.json().catch(() => null)
  const reason = typeof body === 'object' && body !== null ? Reflect.get(body, 'reason') : null
  return typeof reason === 'string' && reason.trim() !== '' ? reason.trim().slice(0, REASON_LIMIT).toWellFormed() : null
}

function refused(why: MailboxRefusal): Response {
  if (why === 'absent') return problemResponse(notFound('document'))
  const [status, title, message] =
    why === 'gone'
      ? ([410, 'Gone', 'A later version of the order takes the place of this document. Collect that one.'] as const)
      : ([409, 'Not in this state', 'The opposite was said of this document before. Ask the order desk.'] as const)
  return problemResponse(refusal(status, title, { path: '', code: 'wrong-state', message }))
}
