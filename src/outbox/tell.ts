import { type AlertWording, alertWording } from '../../templates/alerts.ts'
import type { Alert, AlertKind } from '../alert.ts'
import { fill } from '../fill.ts'
import type { Alerts, Supplier } from '../supplier.ts'
import { raise } from './alerts.ts'
import type { Sql } from './sql.ts'
import type { HoldReason } from './state.ts'

/** What there is to tell, in the outbox's own terms. */
export interface Occurrence {
  readonly kind: AlertKind
  readonly orderId?: string
  readonly version?: number
  readonly route?: string
  readonly reason?: HoldReason
  /** Of what is late: it was handed over, and only the receiver's word is missing. */
  readonly sent?: boolean
  /** Of what is refused: it reached them, and this is what they answered. */
  readonly answer?: 'rejected' | 'changed'
  /** How many there were since the last that was told. */
  readonly count?: number
  readonly why: string
  readonly diff?: readonly string[]
}

export interface Telling {
  readonly name: string
  readonly supplier: Pick<Supplier, 'language'>
  readonly alerts: Alerts | undefined
  readonly sql: Sql
  readonly clock: { now(): number }
}

/** Queues one alert a channel, in the caller's transaction: what is told and what is written down can't come apart. */
export function tell({ name, supplier, alerts, sql, clock }: Telling, occurrence: Occurrence): void {
  const orderNumber = occurrence.orderId === undefined ? null : numberOf(sql, occurrence.orderId)
  const alert: Alert = {
    kind: occurrence.kind,
    supplier: name,
    ...(occurrence.orderId === undefined ? {} : { orderId: occurrence.orderId }),
    ...(orderNumber === null ? {} : { orderNumber }),
    ...(occurrence.route === undefined ? {} : { route: occurrence.route }),
    text: sentence(
      { ...occurrence, why: short(occurrence.why) },
      orderNumber ?? occurrence.orderId ?? '',
      alertWording[supplier.language],
    ),
    ...(occurrence.diff?.length ? { diff: occurrence.diff.slice(0, DIFF_LINES) } : {}),
  }
  if (alerts?.url) raise(sql, 'url', alert, clock.now())
  if (alerts?.mail) raise(sql, 'mail', alert, clock.now())
}

/** Enough to act on; an order can have thousands of lines, and each can be wrong. The console shows all. */
const WHY_LENGTH = 2_000
const DIFF_LINES = 200

const short = (why: string): string =>
  why.length <= WHY_LENGTH ? why : `${why.slice(0, WHY_LENGTH).toWellFormed()}… And more: see the console.`

const numberOf = (sql: Sql, orderId: string): string | null =>
  sql.all<{ number: string | null }>('SELECT number FROM orders WHERE id = ?', orderId)[0]?.number ?? null

function sentence(occurrence: Occurrence, order: string, wording: AlertWording): string {
  const { kind, route, version, reason, count = 1, why } = occurrence
  const values = {
    order,
    why,
    route: route ?? '',
    version: String(version ?? ''),
    count: String(count),
    advice: wording.advice[kind === 'fault' ? 'fault' : (reason ?? 'uncertain')],
  }
  return fill(wording[wordingFor(occurrence)], values).trimEnd()
}

function wordingFor({ kind, route, sent, answer, count = 1 }: Occurrence): Exclude<keyof AlertWording, 'advice'> {
  if (kind === 'held' || kind === 'fault') return route ? `${kind}-on-route` : kind
  if (kind === 'refused' && answer) return answer
  if (kind === 'late' && sent) return 'unanswered'
  return kind === 'acknowledgement' && count > 1 ? 'acknowledgements' : kind
}
