import type { Context } from 'hono'
import type { OrderState } from '../model/delivery-state.ts'
import { isCalendarDate } from '../model/local-time.ts'
import { refusal } from '../model/problem.ts'
import type { ListedOrder } from '../outbox/views.ts'
import type { HonoEnv } from '../services.ts'
import { problemResponse } from '../web/problem-response.ts'
import { canRead, notFound } from './known.ts'

const STATES: readonly string[] = ['refused', 'held', 'pending', 'settled', 'discarded'] satisfies OrderState[]
const DEFAULT_LIMIT = 50
const LIMIT = 200

/** The start of the next page, for each supplier. Opaque to the caller. */
type Cursor = Readonly<Record<string, number>>

/** Lists orders newest first, of one supplier or of all suppliers. */
export async function listOrders(c: Context<HonoEnv>): Promise<Response> {
  const supplier = c.req.query('supplier')
  const state = c.req.query('state') || null
  const limit = Math.min(LIMIT, Math.max(1, Math.floor(Number(c.req.query('limit') ?? DEFAULT_LIMIT)) || DEFAULT_LIMIT))
  const cursor = readCursor(c.req.query('cursor'))
  if (supplier && !(await canRead(c.env, supplier))) return problemResponse(notFound('supplier'))
  if (state !== null && !isState(state)) return problemResponse(badQuery('state', `It is one of ${STATES.join(', ')}.`))
  if (cursor === null) return problemResponse(badQuery('cursor', 'Give the cursor of an earlier answer, unchanged.'))
  const [from, to] = [c.req.query('from') || null, c.req.query('to') || null]
  for (const [name, day] of Object.entries({ from, to }))
    if (day !== null && !isDay(day)) return problemResponse(badQuery(name, 'It is a day, written as 2026-11-24.'))
  const names = supplier ? [supplier] : Object.keys(c.env.gateway.suppliers)
  const query = { state, text: c.req.query('q') || null, limit: limit + 1, from, to }
  const pages = await Promise.all(
    names.map(async (name) => ({
      name,
      rows: await c.env.outbox(name).list({ ...query, before: cursor[name] ?? null }),
    })),
  )
  const merged = pages
    .flatMap(({ name, rows }) => rows.map((row, at) => ({ name, ...row, since: latest(rows.slice(at)) })))
    .sort((a, b) => b.since.localeCompare(a.since) || a.name.localeCompare(b.name) || b.seq - a.seq)
  const page = merged.slice(0, limit)
  const next: Cursor = { ...cursor, ...Object.fromEntries(page.map(({ name, seq }) => [name, seq])) }
  return c.json({
    orders: page.map(({ order }) => order),
    cursor: merged.length > limit ? btoa(JSON.stringify(next)) : null,
  })
}

/**
 * Keeps a supplier's orders in the sequence of the outbox, because the next page starts after the last order shown.
 * An order that was refused first, or restored, has an earlier time than its neighbours.
 */
const latest = (rows: readonly ListedOrder[]): string =>
  rows
    .map(({ order }) => order.receivedAt)
    .sort()
    .at(-1) ?? ''

/** Lists the actions of people, newest first. */
export async function listEvents(c: Context<HonoEnv>): Promise<Response> {
  const supplier = c.req.query('supplier')
  if (supplier && !(await canRead(c.env, supplier))) return problemResponse(notFound('supplier'))
  const names = supplier ? [supplier] : Object.keys(c.env.gateway.suppliers)
  const lists = await Promise.all(names.map((name) => c.env.outbox(name).events(LIMIT)))
  return c.json({
    events: lists
      .flat()
      .sort((a, b) => b.at.localeCompare(a.at))
      .slice(0, LIMIT),
  })
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDate(text)

const isState = (text: string): text is OrderState => STATES.includes(text)

function readCursor(text: string | undefined): Cursor | null {
  if (!text) return {}
  try {
    const value: unknown = JSON.parse(atob(text))
    return typeof value === 'object' && value !== null && Object.values(value).every((at) => typeof at === 'number')
      ? (value as Cursor)
      : null
  } catch {
    return null
  }
}

const badQuery = (path: string, advice: string) =>
  refusal(422, 'The question cannot be answered', {
    path,
    code: 'wrong-type',
    message: `The ${path} is not a known one. ${advice}`,
  })
