import type { Context } from 'hono'
import * as z from 'zod/mini'
import { readExported } from '../exports/read-export.ts'
import { type Problem, type Refusal, refusal } from '../model/problem.ts'
import { err, ok, type Result } from '../model/result.ts'
import type { Kept } from '../outbox/export/order-record.ts'
import type { HonoEnv } from '../services.ts'
import { parsedJson } from '../text/parsed-json.ts'
import { readBounded } from '../web/bounded-body.ts'
import { problemResponse } from '../web/problem-response.ts'
import { unknownIn } from './action-body.ts'
import { hasSupplier, whyNotConfigured } from './known.ts'

/** The size limit of one call to an object. */
const MAX_BYTES = 24_000_000
export const MOST_RESTORED = 500

export const RestoreBody = z.lazy(() =>
  z.strictObject({
    by: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
    note: z.optional(z.string().check(z.trim(), z.maxLength(2_000))),
    counters: z.optional(z.array(z.strictObject({ sequence: z.string(), last: z.int() })).check(z.maxLength(1_000))),
    /** The earlier name of the supplier, whose exports are restored. */
    renamedFrom: z.optional(z.string()),
    /** Answers the effect of a restore, and restores nothing. */
    check: z.optional(z.boolean()),
    /** Each entry has the form of `GET …/export`. */
    orders: z.array(z.string()).check(z.maxLength(MOST_RESTORED)),
  }),
)

const ADVICE: Readonly<Record<string, string>> = {
  by: 'Say who does this, in "by".',
  orders: `Send in "orders" the text of each order's export, at most ${MOST_RESTORED}.`,
}

/** Restores the orders of an export, all together or none. Reads every order before the first call to the outbox. */
export async function restoreOrders(c: Context<HonoEnv>): Promise<Response> {
  const supplier = c.req.param('supplier') ?? ''
  if (!hasSupplier(c.env.gateway, supplier)) return problemResponse(await whyNotConfigured(c.env, supplier, 'supplier'))
  const body = await readBounded(c.req.raw.body, MAX_BYTES)
  if (!body) return problemResponse(refused({ path: 'orders', code: 'too-large', message: TOO_LARGE }, 413))
  const read = RestoreBody.safeParse(parsedJson(body))
  if (!read.success) {
    const [unknown] = read.error.issues.flatMap((issue) =>
      unknownIn(issue, ['by', 'note', 'counters', 'renamedFrom', 'check', 'orders']),
    )
    if (unknown) return problemResponse(refused(unknown))
    const path = String(read.error.issues[0]?.path[0] ?? 'by')
    return problemResponse(refused({ path, code: 'wrong-type', message: ADVICE[path] ?? `"${path}" can't be read.` }))
  }
  const { by, note, counters = [], renamedFrom, check } = read.data
  if (renamedFrom !== undefined && hasSupplier(c.env.gateway, renamedFrom))
    return problemResponse(refused({ path: 'renamedFrom', code: 'wrong-state', message: STILL_CONFIGURED }))
  const orders = await keptIn(read.data.orders, renamedFrom ?? supplier)
  if (!orders.ok) return problemResponse(orders.error)
  const outbox = c.env.outbox(supplier)
  const actor = { by, note }
  return c.json({
    orders: check
      ? await outbox.previewRestore(orders.value, counters, actor)
      : await outbox.restore(orders.value, counters, actor),
  })
}

async function keptIn(texts: readonly string[], supplier: string): Promise<Result<Kept[], Refusal>> {
  const orders: Kept[] = []
  for (const [index, text] of texts.entries()) {
    const read = await readExported(text)
    const path = `orders[${index}]`
    if (!read.ok) return err(refused({ path, code: 'wrong-type', message: `This order can't be read: ${read.error}` }))
    const { supplier: whose, ...kept } = read.value
    if (whose !== supplier)
      return err(refused({ path, code: 'wrong-type', message: `It is an order of ${whose}, not of ${supplier}.` }))
    orders.push(kept)
  }
  return ok(orders)
}

/** A supplier that goes on under its old name would send the same orders. */
const STILL_CONFIGURED = 'The configuration still has this supplier, so its orders stay there.'

const TOO_LARGE =
  'The request has more than 24 MB. Send fewer orders at once. A single larger order cannot be restored: keep its file.'

const refused = (problem: Problem, status: 413 | 422 = 422): Refusal =>
  refusal(status, 'The orders cannot be restored', problem)
