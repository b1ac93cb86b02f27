import type { Context } from 'hono'
import { ORDER_STATES } from '../model/delivery-state.ts'
import { refusal } from '../model/problem.ts'
import type { HonoEnv } from '../services.ts'
import { problemResponse } from '../web/problem-response.ts'
import { canRead, notFound } from './known.ts'
import { readCursor } from './merge-pages.ts'
import { mergedEvents } from './merged-events.ts'
import { isDay, isOrderState, mergedCounts, mergedOrders, readPassed } from './merged-orders.ts'

const DEFAULT_LIMIT = 50
const LIMIT = 200

/** Lists orders newest first, of one supplier or of all suppliers. */
export async function listOrders(c: Context<HonoEnv>): Promise<Response> {
  const supplier = c.req.query('supplier')
  const state = c.req.query('state') || null
  const limit = Math.min(LIMIT, Math.max(1, Math.floor(Number(c.req.query('limit') ?? DEFAULT_LIMIT)) || DEFAULT_LIMIT))
  const cursor = readCursor(c.req.query('cursor'))
  if (supplier && !(await canRead(c.env, supplier))) return problemResponse(notFound('supplier'))
  if (state !== null && !isOrderState(state))
    return problemResponse(badQuery('state', `It is one of ${ORDER_STATES.join(', ')}.`))
  if (cursor === null) return problemResponse(WRONG_CURSOR)
  const days = { from: c.req.query('from') || null, to: c.req.query('to') || null, day: c.req.query('day') || null }
  const wrongDay = wrongDayIn({ ...days, dueFrom: c.req.query('dueFrom') || null })
  if (wrongDay) return problemResponse(wrongDay)
  const names = supplier ? [supplier] : Object.keys(c.env.gateway.suppliers)
  const passed = readPassed((name) => c.req.query(name))
  const query = { state, passed, text: c.req.query('q')?.trim() || null, limit, ...days }
  return c.json(await mergedOrders(c.env, names, query, cursor))
}

/** Counts the orders in each state, of one supplier or of all suppliers. */
export async function countOrders(c: Context<HonoEnv>): Promise<Response> {
  const supplier = c.req.query('supplier')
  if (supplier && !(await canRead(c.env, supplier))) return problemResponse(notFound('supplier'))
  return c.json(await mergedCounts(c.env, supplier ? [supplier] : Object.keys(c.env.gateway.suppliers)))
}

/** Lists the actions of people, newest first. */
export async function listEvents(c: Context<HonoEnv>): Promise<Response> {
  const supplier = c.req.query('supplier')
  const cursor = readCursor(c.req.query('cursor'))
  if (supplier && !(await canRead(c.env, supplier))) return problemResponse(notFound('supplier'))
  if (cursor === null) return problemResponse(WRONG_CURSOR)
  const names = supplier ? [supplier] : Object.keys(c.env.gateway.suppliers)
  const days = { from: c.req.query('from') || null, to: c.req.query('to') || null }
  const wrongDay = wrongDayIn(days)
  if (wrongDay) return problemResponse(wrongDay)
  const query = { action: c.req.query('action') || null, text: c.req.query('q') || null, limit: LIMIT, ...days }
  return c.json(await mergedEvents(c.env, names, query, cursor))
}

function wrongDayIn(days: Readonly<Record<string, string | null>>) {
  const wrong = Object.entries(days).find(([, day]) => day !== null && !isDay(day))
  return wrong && badQuery(wrong[0], 'It is a day, written as 2026-11-24.')
}

export const badQuery = (path: string, advice: string) =>
  refusal(422, 'The question cannot be answered', {
    path,
    code: 'wrong-type',
    message: `The ${path} is not a known one. ${advice}`,
  })

const WRONG_CURSOR = badQuery('cursor', 'Give the cursor of an earlier answer, unchanged.')
