import type { Alert } from '../../alerts/alert.ts'
import { type AlertKind, rulesOf } from '../../alerts/kinds.ts'
import { quietHoursEnd } from '../../alerts/quiet-hours.ts'
import type { AlertRules, Channel } from '../../alerts/rules.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { shown } from '../../text/shown.ts'
import { linkTo } from '../../web/links.ts'
import type { Sql } from '../sql.ts'
import { occurrenceText, reasonText, titleText, type Why } from './alert-text.ts'
import { queueAlert } from './alerts.ts'
import { addOrder, countOrders } from './incident-orders.ts'
import {
  addOccurrence,
  findIncident,
  type Incident,
  type IncidentKey,
  keepIncident,
  listIncidents,
} from './incidents.ts'

/** What there is to tell, in the outbox's own terms. */
export interface Occurrence {
  readonly kind: AlertKind
  readonly orderId?: string
  readonly version?: number
  readonly route?: string
  /** Of a hold its reason; of anything else what tells troubles of this kind apart. Each cause has its own messages and its own recovery. */
  readonly cause?: string
  /** What happened, without the order's contents and without secrets; blank where what to do says it all. Our own words by name, others' as a sentence with its full stop. */
  readonly why: Why
  readonly diff?: readonly string[]
  readonly forward?: string
  /** One of many that come at once: told with the others, a minute later. */
  readonly among?: 'many'
}

/** What a message says beside what its incident does. */
type Message = Pick<Alert, 'text'> &
  Partial<Pick<Alert, 'kind' | 'of' | 'orderId' | 'orderNumber' | 'orders' | 'diff' | 'forward'>>

export interface AlertPorts {
  readonly name: string
  readonly supplier: Pick<Supplier, 'language' | 'timeZone'>
  readonly alerts: AlertRules
  readonly sql: Sql
  readonly clock: { now(): number }
}

/** Which trouble: of a kind, and where given on one route or from one cause only. */
export type Ended = Pick<IncidentKey, 'kind'> & Partial<IncidentKey>

/**
 * Something happened that a person must know. Told at once, or together with what else happens of its kind; see
 * `incidents.ts`. In the caller's transaction: what is told and what is written down can't come apart.
 */
export function raiseAlert(telling: AlertPorts, { diff, forward, among, ...occurrence }: Occurrence): void {
  const { sql, supplier } = telling
  const { kind, route = '', cause = '', orderId } = occurrence
  const now = telling.clock.now()
  const matter = { kind, route, cause }
  const why = reasonText(occurrence.why, supplier)
  const [incident, atOnce] = addOccurrence(findIncident(sql, matter), matter, why, now, among)
  keepIncident(sql, incident)
  const order = orderId === undefined ? null : orderOf(sql, orderId)
  const version = occurrence.version ?? order?.version
  if (orderId !== undefined && rulesOf(kind).aboutOrders) addOrder(sql, matter, orderId, version ?? 0, atOnce)
  if (!atOnce) return
  const number = order?.number ?? null
  queueMessage(telling, incident, now, {
    ...(orderId === undefined ? {} : { orderId }),
    ...(number === null ? {} : { orderNumber: number }),
    text: occurrenceText({ ...matter, order: number ?? orderId ?? '', version, why }, supplier),
    ...(diff?.length ? { diff: diff.slice(0, DIFF_LINES).map((line) => shown(line, DIFF_LENGTH)) } : {}),
    ...(forward === undefined ? {} : { forward }),
  })
}

/** Whoever told of this kind of trouble sees it no more: on that route, from that cause, or altogether. Costs nothing when there was none. */
export function resolveAlert(telling: AlertPorts, ended: Ended): void {
  const { sql, clock } = telling
  for (const incident of listIncidents(sql)) {
    const { kind, route, cause, overAt, closedAt } = incident
    const meant =
      kind === ended.kind && route === (ended.route ?? route) && cause === (ended.cause ?? cause) && closedAt === null
    if (meant && overAt === null) keepIncident(sql, { ...incident, overAt: clock.now() })
  }
}

/** What the break-glass bundle is called among the channels. */
export const BREAK_GLASS = 'break-glass'

/** Nobody sees any more what happens on a route, or to a channel, that the configuration no longer has. Orders are held and looked at all the same. */
export function resolveRemoved(telling: AlertPorts, routes: readonly string[]): void {
  const channels = telling.alerts.channels.map(({ name }) => name)
  for (const { kind, route, cause } of listIncidents(telling.sql)) {
    const isForgotten =
      kind === 'channel' ? cause !== BREAK_GLASS && !channels.includes(cause) : route !== '' && !routes.includes(route)
    const { resolvesWhen: ends } = rulesOf(kind)
    if (isForgotten && (ends === 'said' || ends === 'delivers')) resolveAlert(telling, { kind, route, cause })
  }
}

/** Queues one message about an incident for every channel. What can wait waits for the end of quiet hours. */
export function queueMessage(telling: AlertPorts, incident: Incident, now: number, message: Message): void {
  const { name, supplier, alerts, sql } = telling
  const { kind, route, cause, openedAt, times } = incident
  const rules = rulesOf(kind)
  const url = linkTo(alerts.publicUrl, name, message.orderId)
  const id = [name, kind, route, cause, openedAt]
    .filter((part) => part !== '')
    .map(encodeURIComponent)
    .join(':')
  const alert: Alert = {
    id: `${id}:${message.kind ?? times}`,
    kind,
    supplier: name,
    ...(route === '' ? {} : { route }),
    ...(cause === '' ? {} : { cause }),
    title: titleText(incident, message.kind === 'recovered', supplier),
    ...message,
    ...(url === null ? {} : { url }),
    incident: id,
    since: new Date(openedAt).toISOString(),
    count: rules.aboutOrders ? countOrders(sql, incident) : times,
  }
  const at = rules.urgent ? now : quietHoursEnd(now, alerts.quiet, supplier.timeZone)
  for (const channel of listeners(alerts.channels, alert)) queueAlert(sql, channel.name, alert, at)
}

/** Of its own failing a channel is told when that is over; where no other is left to be told of it, a spare one is. */
function listeners(channels: readonly Channel[], { kind, of, cause }: Alert): readonly Channel[] {
  const failed = kind === 'channel' || of === 'channel' ? channels.filter(({ name }) => name === cause) : []
  const able = channels.filter((channel) => !failed.includes(channel))
  const first = able.filter(({ spare }) => !spare)
  return [...(first.length > 0 ? first : able.slice(0, 1)), ...(kind === 'recovered' ? failed : [])]
}

/** What is no trouble: told once, by every channel, at the hour that was asked for. `to` is up to when it speaks, and tells one from another. */
export function announce({ name, alerts, sql, clock }: AlertPorts, to: string, text: string): void {
  const alert: Alert = {
    id: `${name}:statement:${Date.parse(to)}`,
    kind: 'statement',
    supplier: name,
    title: text.split('\n', 1)[0] ?? '',
    text,
  }
  for (const channel of listeners(alerts.channels, alert)) queueAlert(sql, channel.name, alert, clock.now())
}

/** Enough to choose by; the Admin API shows all. */
const DIFF_LINES = 200
const DIFF_LENGTH = 1_000

const orderOf = (sql: Sql, orderId: string): { number: string | null; version: number } | null =>
  sql.all<{ number: string | null; version: number }>('SELECT number, version FROM orders WHERE id = ?', orderId)[0] ??
  null
