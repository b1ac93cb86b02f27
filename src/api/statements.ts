import type { Context } from 'hono'
import { isCalendarDate } from '../model/local-time.ts'
import { refusal } from '../model/problem.ts'
import type { HonoEnv } from '../services.ts'
import { problemResponse } from '../web/problem-response.ts'
import { hasSupplier, notFound } from './known.ts'
import { readStatements } from './read-statements.ts'

/**
 * The statements of all suppliers for one day in the supplier's time zone. The current day gives an unfinished
 * statement.
 */
export async function statementsOn(c: Context<HonoEnv>): Promise<Response> {
  const date = c.req.param('date') ?? ''
  const supplier = c.req.query('supplier')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !isCalendarDate(date)) return problemResponse(NO_DATE)
  if (supplier && !hasSupplier(c.env.gateway, supplier)) return problemResponse(notFound('supplier'))
  const names = supplier ? [supplier] : Object.keys(c.env.gateway.suppliers)
  const statements = await Promise.all(names.map((name) => readStatements(c.env.outbox(name), date)))
  return c.json({ date, statements: statements.flat() })
}

const NO_DATE = refusal(422, 'The question cannot be answered', {
  path: 'date',
  code: 'wrong-type',
  message: 'The date is written as 2026-11-24.',
})
