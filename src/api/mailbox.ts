import { type Context, Hono } from 'hono'
import { type ProblemCode, refusal } from '../model/problem.ts'
import type { CourierEntry, MailboxRefusal } from '../outbox/mailbox/mailbox.ts'
import type { MailboxStatus } from '../outbox/mailbox/mailbox-status.ts'
import { routeIn } from '../profile/route-named.ts'
import type { HonoEnv } from '../services.ts'
import { CHALLENGE, hasToken, namesToken, UNAUTHORISED } from '../web/bearer.ts'
import { problemResponse } from '../web/problem-response.ts'
import { callerOf, readHeartbeatBody, readReport } from './courier-body.ts'
import { notFound, wasRenamed } from './known.ts'

/** A supplier's system collects its documents here. The token is valid for this mailbox only. */
export const mailbox = new Hono<HonoEnv>({ strict: false })

mailbox.use('/:supplier/:route/*', async (c, next) => {
  // Hono answers HEAD with the GET handler, and a GET counts as fetched.
  if (c.req.raw.method === 'HEAD') return problemResponse(NO_HEAD, { allow: 'GET, POST' })
  if (!(await hasToken(c.req.raw, tokenOf(c)))) {
    if (namesToken(c.req.raw)) c.env.badSignatures.countRejected(c.req.param('supplier'), 'mailbox')
    return problemResponse(UNAUTHORISED, CHALLENGE)
  }
  await next()
  c.header('cache-control', 'no-store')
})

mailbox.get('/:supplier/:route', async (c) => {
  const { supplier, route } = c.req.param()
  return c.json({ documents: await c.env.outbox(supplier).listMailbox(route) })
})

mailbox.post('/:supplier/:route/heartbeat', async (c) => {
  const { supplier, route } = c.req.param()
  const body = await readHeartbeatBody(c.req.raw)
  if (!body.ok) return problemResponse(body.error)
  const { heartbeat, namesEarlier } = body.value
  const { holds, leaseMs, documents } = await c.env.outbox(supplier).heartbeat(route, heartbeat)
  return c.json({
    holds,
    leaseSeconds: leaseMs / 1000,
    documents: namesEarlier ? documents.map(withEarlierNames) : documents,
  })
})

/** A courier asks before it uses the state folder of a supplier's former name for this mailbox. */
mailbox.get('/:supplier/:route/renamed-from/:former', async (c) => {
  const { supplier, former } = c.req.param()
  return c.json({ renamed: wasRenamed(await c.env.records.list(), former, supplier) })
})

mailbox.get('/:supplier/:route/:documentId', async (c) => {
  const { supplier, route, documentId } = c.req.param()
  const caller = callerOf(c.req.raw)
  if (!caller.ok) return problemResponse(caller.error)
  const found = await c.env.outbox(supplier).fetchDocument(route, documentId, caller.value)
  if (typeof found === 'string') return refused(found)
  return new Response(found.bytes, {
    headers: {
      'content-type': found.mediaType,
      'content-disposition': `attachment; filename="${found.fileName}"`,
      'x-content-type-options': 'nosniff',
    },
  })
})

for (const word of ['collected', 'consumed', 'failed'] satisfies MailboxStatus[]) {
  mailbox.post(`/:supplier/:route/:documentId/${word}`, async (c) => {
    const { supplier, route, documentId } = c.req.param()
    const { reason, report } = await readReport(c.req.raw)
    const why = word === 'failed' ? reason : null
    const settled = await c.env.outbox(supplier).applyMailboxStatus(route, documentId, word, why, report)
    if (typeof settled === 'string' && settled !== 'repeated') return refused(settled)
    return c.json({ id: documentId, state: word })
  })
}

const withEarlierNames = (entry: CourierEntry) => ({ ...entry, round: entry.handover, taken: entry.fetchedBy })

const NO_HEAD = refusal(405, 'Method not allowed', {
  path: '',
  code: 'method-not-allowed',
  message: 'A document is fetched with GET, and that is recorded. HEAD is not answered.',
})

function tokenOf(c: Context<HonoEnv>): string | undefined {
  const { supplier = '', route = '' } = c.req.param()
  const { gateway, secrets } = c.env
  const transport = routeIn(gateway, supplier, route)?.transport
  return transport?.kind === 'mailbox' && typeof transport.token === 'string' ? secrets.get(transport.token) : undefined
}

type Answer = readonly [status: 409 | 410, code: ProblemCode, title: string, message: string]

const REFUSALS: Readonly<Record<Exclude<MailboxRefusal, 'absent'>, Answer>> = {
  held: [
    409,
    'document-held',
    'Held for a person',
    'The order is held until a person decides. The report is shown on its page. Report again later.',
  ],
  superseded: [
    410,
    'wrong-state',
    'Gone',
    'A later version of the order supersedes this document. Collect the later version.',
  ],
  paused: [409, 'wrong-state', 'Paused', 'This mailbox is paused. List the mailbox again later.'],
  settled: [
    409,
    'wrong-state',
    'Not in this state',
    'The opposite was reported about this document before. Ask the order desk.',
  ],
  'handed-over-again': [
    409,
    'handed-over-again',
    'Handed over again',
    'A person had this document handed over again. List the mailbox again.',
  ],
  'no-lease': [
    409,
    'no-lease',
    'Another courier works',
    'Another courier holds the lease of this mailbox. Request the lease with a heartbeat.',
  ],
  'fetched-by-another': [
    409,
    'fetched-by-another',
    'Fetched by another courier',
    'Another courier has fetched this document. If that courier can no longer place the document, retry the order.',
  ],
}

function refused(why: MailboxRefusal): Response {
  if (why === 'absent') return problemResponse(notFound('document'))
  const [status, code, title, message] = REFUSALS[why]
  return problemResponse(refusal(status, title, { path: '', code, message }))
}
