import type { Context } from 'hono'
import * as z from 'zod/mini'
import { addDays, readMoment } from '../model/local-time.ts'
import { type Problem, type Refusal, refusal } from '../model/problem.ts'
import { err, ok, type Result } from '../model/result.ts'
import { supplierNamed } from '../profile/route-named.ts'
import type { Supplier } from '../profile/supplier.ts'
import type { HonoEnv, Services } from '../services.ts'
import { type BackfillPage, type BackfillRequest, backfill } from '../sources/backfill.ts'
import { parsedJson } from '../text/parsed-json.ts'
import { readBounded } from '../web/bounded-body.ts'
import { problemResponse } from '../web/problem-response.ts'
import { unknownIn } from './action-body.ts'
import { whyNotConfigured } from './known.ts'

export const BackfillBody = z.lazy(() =>
  z.strictObject({
    by: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
    note: z.optional(z.string().check(z.trim(), z.maxLength(2_000))),
    from: z.string(),
    to: z.string(),
    page: z.optional(z.nullable(z.string().check(z.maxLength(4_000)))),
    deliver: z.optional(z.array(z.string()).check(z.maxLength(100_000))),
    count: z.optional(z.int()),
  }),
)

const KEYS = ['by', 'note', 'from', 'to', 'page', 'deliver', 'count']

const ADVICE: Readonly<Record<string, string>> = {
  by: 'Say who does this, in "by".',
  from: 'Say from when, in "from": a date such as 2026-10-01, or a moment with its zone.',
  to: 'Say until when, in "to": a date, which includes its day, or a time with its zone. It must be later than "from".',
  count: 'Say in "count" how many orders "deliver" lists: it is what a person typed.',
}

/** More than the ids of the most orders that one request may deliver. */
const BODY_BYTES = 8_388_608

const TOO_LARGE = refusal(413, 'The page cannot be compared', {
  path: 'deliver',
  code: 'too-large',
  message: 'Send fewer orders at once.',
})

/** Compares one page of Apicbase's list for some days with the outbox. Delivers missing orders only by id and count. */
export async function backfillPage(c: Context<HonoEnv>): Promise<Response> {
  const name = c.req.param('supplier') ?? ''
  const supplier = supplierNamed(c.env.gateway, name)
  if (!supplier) return problemResponse(await whyNotConfigured(c.env, name, 'supplier'))
  const bytes = await readBounded(c.req.raw.body, BODY_BYTES)
  if (!bytes) return problemResponse(TOO_LARGE)
  const read = BackfillBody.safeParse(parsedJson(new TextDecoder().decode(bytes)) ?? {})
  if (!read.success) {
    const unknown = read.error.issues.flatMap((issue) => unknownIn(issue, KEYS))
    const paths = read.error.issues.flatMap(({ code, path }) =>
      code === 'unrecognized_keys' ? [] : [String(path[0] ?? 'by')],
    )
    return problemResponse(wrong(paths, unknown))
  }
  const page = await runBackfill(c.env, { name, supplier }, read.data)
  return page.ok ? c.json(page.value) : problemResponse(page.error)
}

type BackfillInput = z.infer<typeof BackfillBody>

/** Compares and delivers one page of the list. The activity names the person. */
export async function runBackfill(
  { outbox, pollPorts }: Pick<Services, 'outbox' | 'pollPorts'>,
  { name, supplier }: { readonly name: string; readonly supplier: Supplier },
  { by, note, ...wish }: BackfillInput,
): Promise<Result<BackfillPage, Refusal>> {
  const request = readBackfillRequest(wish, supplier.timeZone)
  if (!request.ok) return request
  const page = await backfill(supplier, request.value, pollPorts(name))
  const delivered = page.orders.filter((order) => order.delivered !== null).length
  if (delivered > 0) {
    const what = `${delivered} ${delivered === 1 ? 'order' : 'orders'} from ${wish.from} to ${wish.to}`
    await outbox(name).noteBackfill({ by, note: note ? `${what}: ${note}` : what })
  }
  return ok(page)
}

function readBackfillRequest(body: Omit<BackfillInput, 'by' | 'note'>, zone: string): Result<BackfillRequest, Refusal> {
  const [from, to] = [momentOf(body.from, zone, 0), momentOf(body.to, zone, 1)]
  if (from === null || to === null || from >= to) return err(wrong(from === null ? ['from'] : ['to']))
  const deliver = new Set(body.deliver ?? [])
  if (deliver.size !== (body.count ?? 0)) return err(wrong(['count']))
  return ok({ from, to, page: body.page ?? null, deliver })
}

/** Reads a date without a time as midnight in the supplier's time zone, `days` days later. */
function momentOf(text: string, zone: string, days: number): number | null {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text)
  if (isDate && !readMoment(text, zone)) return null
  return readMoment(isDate ? `${addDays(text, days)}T00:00:00` : text, zone)?.instant ?? null
}

function wrong(paths: readonly string[], unknown: readonly Problem[] = []): Refusal {
  const [first, ...rest] = [
    ...paths.map(
      (path): Problem => ({ path, code: 'wrong-type', message: ADVICE[path] ?? `"${path}" is not of the right kind.` }),
    ),
    ...unknown,
  ]
  const problem: Problem = first ?? { path: '', code: 'wrong-type', message: 'Send a JSON object.' }
  return refusal(422, 'The list cannot be read', problem, ...rest)
}
