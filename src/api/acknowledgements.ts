import { Hono } from 'hono'
import { ACKNOWLEDGEMENT_BYTES } from '../documents/answers/acknowledgement.ts'
import { type Problem, refusal } from '../model/problem.ts'
import { routeIn } from '../profile/route-named.ts'
import { readAcknowledgements } from '../replies/read-acknowledgements.ts'
import type { HonoEnv } from '../services.ts'
import { CHALLENGE, hasToken, namesToken, UNAUTHORISED } from '../web/bearer.ts'
import { readBounded } from '../web/bounded-body.ts'
import { problemResponse } from '../web/problem-response.ts'

/** Receivers' systems post acknowledgements here. The token is valid for this route's address only. */
export const acknowledgements = new Hono<HonoEnv>({ strict: false })

acknowledgements.post('/:supplier/:route', async (c) => {
  const { supplier, route: name } = c.req.param()
  const { gateway, secrets, outbox, badSignatures } = c.env
  const route = routeIn(gateway, supplier, name)
  const tokenName = route?.acknowledgements?.token
  const token = tokenName === undefined ? undefined : secrets.get(tokenName)
  if (!(await hasToken(c.req.raw, token)) || !route) {
    if (namesToken(c.req.raw)) badSignatures.countRejected(supplier, 'acknowledgements')
    return problemResponse(UNAUTHORISED, CHALLENGE)
  }
  const body = await readBounded(c.req.raw.body, ACKNOWLEDGEMENT_BYTES)
  if (!body) return problemResponse(TOO_LARGE)

  const read = readAcknowledgements(route, body)
  if (!read.ok) {
    await outbox(supplier).alertUnreadable(name, read.error)
    return problemResponse(refusal(422, 'Not an acknowledgement', problem('acknowledgement-unreadable', read.error)))
  }

  const { matched, unmatched } = await outbox(supplier).acknowledge(name, read.value)
  const [first = '', ...rest] = unmatched
  if (matched.length === 0) {
    const problems = rest.map((why) => problem('acknowledgement-unmatched', why))
    return problemResponse(
      refusal(
        404,
        'It matches nothing',
        problem('acknowledgement-unmatched', first),
        ...problems.slice(0, MOST_PROBLEMS),
      ),
    )
  }
  c.header('cache-control', 'no-store')
  return c.json({ matched: matched.length, acknowledgements: matched, unmatched })
})

acknowledgements.all('/:supplier/:route', () => problemResponse(POST_ONLY, { allow: 'POST' }))

const MOST_PROBLEMS = 20

const problem = (code: Problem['code'], message: string): Problem => ({ path: '', code, message })

const TOO_LARGE = refusal(
  413,
  'Too large',
  problem('too-large', `An acknowledgement may be at most ${ACKNOWLEDGEMENT_BYTES} bytes long.`),
)

const POST_ONLY = refusal(
  405,
  'Method not allowed',
  problem('method-not-allowed', 'Acknowledgements are posted here. Use POST.'),
)
