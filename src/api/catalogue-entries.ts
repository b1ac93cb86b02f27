import { Hono } from 'hono'
import * as z from 'zod/mini'
import { type Problem, type Refusal, refusal } from '../model/problem.ts'
import { err, ok, type Result } from '../model/result.ts'
import type { NumberHistory } from '../outbox/catalogue/entry-history.ts'
import type { HonoEnv } from '../services.ts'
import { checkRow } from '../supplier/catalogue/check-row.ts'
import { parsedJson } from '../text/parsed-json.ts'
import { readBounded } from '../web/bounded-body.ts'
import { problemResponse } from '../web/problem-response.ts'
import { unknownIn } from './action-body.ts'
import { withConfigured, withReadable } from './known.ts'

/** People's entries with their history, for an export, a restore and a new name of a supplier. */
export const catalogueEntries = new Hono<HonoEnv>({ strict: false })

catalogueEntries.get('/:supplier/catalogue/entries', (c) =>
  withReadable(c, async (outbox) => c.json(await outbox.entryHistories(c.req.query('after') ?? ''))),
)

catalogueEntries.post('/:supplier/catalogue/restore', (c) =>
  withConfigured(c, async (outbox) => {
    const body = await readBody(c.req.raw)
    if (!body.ok) return problemResponse(body.error)
    const { by, note, numbers } = body.value
    return c.json({ numbers: await outbox.restoreEntries(numbers, { by, ...(note ? { note } : {}) }) })
  }),
)

const MOST_BYTES = 24_000_000
const NUMBERS = 500

const Step = () =>
  z.strictObject({
    row: z.nullable(z.record(z.string(), z.unknown())),
    undoes: z.nullable(z.int()),
    at: z.int(),
    by: z.string().check(z.maxLength(200)),
    note: z.nullable(z.string().check(z.maxLength(2_000))),
    orderId: z.nullable(z.string().check(z.maxLength(200))),
  })

/** A number as `GET …/catalogue/entries` gives it. */
export const NumberEntries = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    kind: z.enum(['article', 'customer']),
    key: z.string().check(z.minLength(1)),
    history: z.array(Step()).check(z.minLength(1)),
  }),
)

export const EntriesBody = z.lazy(() =>
  z.strictObject({
    by: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
    note: z.optional(z.string().check(z.trim(), z.maxLength(2_000))),
    numbers: z.array(NumberEntries).check(z.maxLength(NUMBERS)),
  }),
)

const ADVICE: Readonly<Record<string, string>> = {
  by: 'Say who does this, in "by".',
  note: 'The "note" is text of at most 2000 characters.',
  numbers: `Send in "numbers" the numbers of an export with their history, at most ${NUMBERS}.`,
}

interface Wanted {
  readonly by: string
  readonly note?: string | undefined
  readonly numbers: readonly NumberHistory[]
}

async function readBody(request: Request): Promise<Result<Wanted, Refusal>> {
  const bytes = request.body && (await readBounded(request.body, MOST_BYTES))
  const read = EntriesBody.safeParse(bytes ? parsedJson(bytes) : null)
  if (!read.success) {
    const [issue] = read.error.issues
    const [unknown] = issue ? unknownIn(issue, Object.keys(ADVICE)) : []
    const path = String(issue?.path[0] ?? 'by')
    return err(refused(unknown ?? { path, code: 'wrong-type', message: ADVICE[path] ?? `"${path}" can't be read.` }))
  }
  const numbers: NumberHistory[] = []
  for (const [at, { kind, key, history }] of read.data.numbers.entries()) {
    const steps = history.map(({ row, ...step }, place) => {
      const checked = row === null ? null : checkRow(kind, key, row)
      const isInOrder = step.undoes === null || (step.undoes >= 0 && step.undoes < place)
      return isInOrder && (checked === null || checked.ok) ? { ...step, row: checked?.value.row ?? null } : null
    })
    const whole = steps.filter((step) => step !== null)
    if (whole.length < steps.length) {
      const message = `The history of ${kind} ${key} has a row that no table may hold.`
      return err(refused({ path: `numbers[${at}]`, code: 'wrong-type', message }))
    }
    numbers.push({ kind, key, history: whole })
  }
  return ok({ ...read.data, numbers })
}

const refused = (problem: Problem): Refusal => refusal(422, 'The entries cannot be restored', problem)
