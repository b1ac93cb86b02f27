import * as z from 'zod/mini'
import { DAY_MS } from '../model/day.ts'
import { type Problem, type Refusal, refusal } from '../model/problem.ts'
import { err, ok, type Result } from '../model/result.ts'
import type { Caller, Heartbeat } from '../outbox/mailbox/couriers.ts'
import type { CourierReport } from '../outbox/mailbox/mailbox-status.ts'
import { parsedJson } from '../text/parsed-json.ts'
import { readBounded } from '../web/bounded-body.ts'

/** The header of a courier's requests: `<courier>/<run>`, as in the heartbeats. */
const HEADER = 'orderbridge-courier'
const NAME = /^[A-Za-z0-9-]{8,64}$/
const BODY_BYTES = 16_384
const REASON_LENGTH = 500
/** No connection is down for longer than a year. */
const MOST_AGO_MS = 366 * DAY_MS

const name = () => z.string().check(z.regex(NAME))
const words = (length: number) => z.string().check(z.trim(), z.maxLength(length))

const Issues = () => z.array(z.object({ code: words(40), text: words(500) })).check(z.maxLength(10))

export const HeartbeatShape = z.lazy(() =>
  z.object({
    courier: name(),
    run: name(),
    after: z._default(z.array(name()).check(z.maxLength(50)), []),
    host: z._default(words(100), ''),
    issues: z.optional(Issues()),
    // The earlier name of `issues`.
    troubles: z.optional(Issues()),
    leaving: z._default(z.boolean(), false),
  }),
)

/**
 * `namesEarlier`: the courier may be from before documents had `handover` and `fetchedBy`. Every later courier of the
 * project sends `issues`. Other programs may leave out both names, so they get the documents with both.
 */
export interface HeartbeatBody {
  readonly heartbeat: Heartbeat
  readonly namesEarlier: boolean
}

/** A heartbeat: `{courier, run, after?: [run], host?, issues?: [{code, text}], leaving?}`. */
export async function readHeartbeatBody(request: Request): Promise<Result<HeartbeatBody, Refusal>> {
  const read = HeartbeatShape.safeParse(await jsonIn(request))
  if (read.success) {
    const { issues, troubles, ...rest } = read.data
    return ok({ heartbeat: { ...rest, issues: issues ?? troubles ?? [] }, namesEarlier: issues === undefined })
  }
  const [first = problem(''), ...rest] = read.error.issues.map(({ path }) => problem(path.join('.')))
  return err(refusal(422, 'Not a heartbeat', first, ...rest))
}

const problem = (path: string): Problem => ({
  path,
  code: 'wrong-type',
  message: 'A heartbeat is {"courier", "run", "after", "host", "issues": [{"code", "text"}], "leaving"}.',
})

/** The courier that sends the request; null for another caller. */
export function callerOf(request: Request): Result<Caller | null, Refusal> {
  const header = request.headers.get(HEADER)
  if (header === null) return ok(null)
  const [courier = '', run = '', ...rest] = header.split('/')
  if (NAME.test(courier) && NAME.test(run) && rest.length === 0) return ok({ courier, run })
  const message = 'A courier is named as in its heartbeats: <courier>/<run>.'
  return err(refusal(422, 'Not a courier', { path: HEADER, code: 'wrong-type', message }))
}

/** The optional body of a status: `{"reason": "…"}`, and from a courier also `{"handover": 1, "agoSeconds": 12}`. */
export async function readReport(request: Request): Promise<{ reason: string | null; report: CourierReport | null }> {
  const body = await jsonIn(request)
  const fieldOf = (key: string): unknown => (typeof body === 'object' && body !== null ? Reflect.get(body, key) : null)
  const [reason, ago] = [fieldOf('reason'), fieldOf('agoSeconds')]
  // `round` is the earlier name.
  const handover = fieldOf('handover') ?? fieldOf('round')
  return {
    reason:
      typeof reason === 'string' && reason.trim() !== '' ? reason.trim().slice(0, REASON_LENGTH).toWellFormed() : null,
    report: typeof handover === 'number' ? { handover, agoMs: millisecondsOf(ago) } : null,
  }
}

/** Times are stored as whole milliseconds. */
const millisecondsOf = (seconds: unknown): number =>
  typeof seconds === 'number' && seconds > 0 ? Math.min(Math.round(seconds * 1000), MOST_AGO_MS) : 0

async function jsonIn(request: Request): Promise<unknown> {
  const bytes = await readBounded(request.body, BODY_BYTES).catch(() => null)
  return bytes && parsedJson(bytes)
}
