import type { Alert } from '../alert.ts'
import { type AlertKind, rulesOf } from '../alert-kinds.ts'
import type { Alerts, Supplier } from '../supplier.ts'
import { oneText } from './alert-text.ts'
import { raise } from './alerts.ts'
import { addOrder, countOrders } from './incident-orders.ts'
import { findIncident, type Incident, keepIncident, listIncidents, type Matter, occurred } from './incidents.ts'
import type { Sql } from './sql.ts'

/** What there is to tell, in the outbox's own terms. */
export interface Occurrence {
  readonly kind: AlertKind
  readonly orderId?: string
  readonly version?: number
  readonly route?: string
  /** Of a hold its reason; of anything else what tells troubles of this kind apart. Each cause has its own messages and its own recovery. */
  readonly cause?: string
  /** A sentence in English, with its full stop: what happened, without the order's contents and without secrets. */
  readonly why: string
  readonly diff?: readonly string[]
}

export interface Telling {
  readonly name: string
  readonly supplier: Pick<Supplier, 'language' | 'timeZone'>
  readonly alerts: Alerts | undefined
  readonly sql: Sql
  readonly clock: { now(): number }
}

/** Which trouble: of a kind, and where given on one route or from one cause only. */
export type Ended = Pick<Matter, 'kind'> & Partial<Matter>

/**
 * Something happened that a person must know. Told at once, or together with what else happens of its kind; see
 * `incidents.ts`. In the caller's transaction: what is told and what is written down can't come apart.
 */
export function tell(telling: Telling, { diff, ...occurrence }: Occurrence): void {
  const { sql, supplier } = telling
  const { kind, route = '', cause = '', orderId } = occurrence
  const now = telling.clock.now()
  const matter = { kind, route, cause }
  const why = short(occurrence.why)
  const [incident, atOnce] = occurred(findIncident(sql, matter), matter, why, now)
  keepIncident(sql, incident)
  const order = orderId === undefined ? null : orderOf(sql, orderId)
  const version = occurrence.version ?? order?.version
  if (orderId !== undefined && rulesOf(kind).ofOrders) addOrder(sql, matter, orderId, version ?? 0, atOnce)
  if (!atOnce) return
  const number = order?.number ?? null
  post(telling, incident, now, {
    ...(orderId === undefined ? {} : { orderId }),
    ...(number === null ? {} : { orderNumber: number }),
    text: oneText({ ...matter, order: number ?? orderId ?? '', version, why }, supplier),
    ...(diff?.length ? { diff: diff.slice(0, DIFF_LINES) } : {}),
  })
}

/** Whoever told of this kind of trouble sees it no more: on that route, from that cause, or altogether. Costs nothing when there was none. */
export function over(telling: Telling, ended: Ended): void {
  const { sql, clock } = telling
  for (const incident of listIncidents(sql)) {
    const { kind, route, cause, overAt, closedAt } = incident
    const meant =
      kind === ended.kind && route === (ended.route ?? route) && cause === (ended.cause ?? cause) && closedAt === null
    if (meant && overAt === null) keepIncident(sql, { ...incident, overAt: clock.now() })
  }
}

/** Queues one message about an incident, once a channel. */
export function post(
  { name, alerts, sql }: Telling,
  incident: Incident,
  now: number,
  message: Pick<Alert, 'text'> & Partial<Alert>,
): void {
  const { kind, route, cause, openedAt, times } = incident
  const alert: Alert = {
    kind,
    supplier: name,
    ...(route === '' ? {} : { route }),
    ...(cause === '' ? {} : { cause }),
    ...message,
    incident: [name, kind, route, cause, openedAt].filter((part) => part !== '').join(':'),
    since: new Date(openedAt).toISOString(),
    count: rulesOf(kind).ofOrders ? countOrders(sql, incident) : times,
  }
  if (alerts?.url) raise(sql, 'url', alert, now)
  if (alerts?.mail) raise(sql, 'mail', alert, now)
}

/** What is no trouble: told once, by every channel. */
export function announce({ name, alerts, sql, clock }: Telling, text: string): void {
  const alert: Alert = { kind: 'statement', supplier: name, text }
  if (alerts?.url) raise(sql, 'url', alert, clock.now())
  if (alerts?.mail) raise(sql, 'mail', alert, clock.now())
}

/** Enough to act on; an order can have thousands of lines, and each can be wrong. The console shows all. */
const WHY_LENGTH = 2_000
const DIFF_LINES = 200

const short = (why: string): string =>
  why.length <= WHY_LENGTH ? why : `${why.slice(0, WHY_LENGTH).toWellFormed()}… And more: see the console.`

const orderOf = (sql: Sql, orderId: string): { number: string | null; version: number } | null =>
  sql.all<{ number: string | null; version: number }>('SELECT number, version FROM orders WHERE id = ?', orderId)[0] ??
  null
