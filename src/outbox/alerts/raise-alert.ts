import type { Alert } from '../../alerts/alert.ts'
import { type AlertKind, rulesOf } from '../../alerts/kinds.ts'
import { quietHoursEnd } from '../../alerts/quiet-hours.ts'
import type { Why } from '../../alerts/why.ts'
import type { AlertRules } from '../../profile/alert-rules.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { shown } from '../../text/shown.ts'
import { catalogueLink, linkTo } from '../../web/links.ts'
import { isUnknownReason } from '../catalogue/held-unknown.ts'
import type { Sql } from '../sql.ts'
import { cutOffOf } from '../version-cut-off.ts'
import { alertDetails, statementDetails } from './alert-details.ts'
import { occurrenceText, reasonText, titleText } from './alert-text.ts'
import { alertedOrder } from './alerted-order.ts'
import { queueAlert } from './alerts.ts'
import { incidentAdvice } from './incident-advice.ts'
import { addOrder, beginOf, countOrders, hasOrder } from './incident-orders.ts'
import {
  addOccurrence,
  findIncident,
  type Incident,
  type IncidentKey,
  keepIncident,
  listIncidents,
} from './incidents.ts'
import { listeners } from './listeners.ts'
import { isWaitedFor } from './missing-numbers.ts'
import { causeOf } from './occurrence-cause.ts'

/** An occurrence in the outbox's terms. */
export interface Occurrence {
  readonly kind: AlertKind
  readonly orderId?: string
  readonly version?: number
  readonly route?: string
  /**
   * The hold reason, or the cause that distinguishes incidents of the same kind. Each cause has its own messages and
   * its own end.
   */
  readonly cause?: string
  /**
   * The reason, without the order's contents and without secrets; empty when the step to take is enough. The gateway's
   * reasons have a key; another system's text is a sentence with its full stop.
   */
  readonly why: Why
  readonly diff?: readonly string[]
  readonly forward?: string
  /** `many`: grouped with others into one message, a minute later. `these`: with the others of this moment. */
  readonly among?: 'many' | 'these'
}

/** The parts of a message that its incident does not have. */
type Message = Pick<Alert, 'text'> &
  Partial<Pick<Alert, 'kind' | 'of' | 'orderId' | 'orderNumber' | 'orders' | 'count' | 'diff' | 'forward' | 'title'>>

export interface AlertPorts {
  readonly name: string
  readonly supplier: Pick<
    Supplier,
    'name' | 'language' | 'timeZone' | 'routes' | 'customers' | 'environment' | 'testCustomers'
  >
  readonly alerts: AlertRules
  readonly sql: Sql
  readonly clock: { now(): number }
}

/** Identity of incidents: a kind, and optionally a route or a cause. */
export type Ended = Pick<IncidentKey, 'kind'> & Partial<IncidentKey>

/**
 * Raises an alert. Sends a message at once, or groups the occurrence with others of the same kind; see `incidents.ts`.
 * Runs in the caller's transaction, so an alert and its cause are stored together.
 */
export function raiseAlert(alertPorts: AlertPorts, { diff, forward, among, ...occurrence }: Occurrence): void {
  const { sql, supplier } = alertPorts
  const { kind, route = '', orderId } = occurrence
  const now = alertPorts.clock.now()
  const cause = causeOf(sql, occurrence)
  const incidentKey = { kind, route, cause }
  const why = reasonText(occurrence.why, supplier)
  const order = orderId === undefined ? null : orderOf(sql, orderId)
  const known = findIncident(sql, incidentKey)
  // An incident keeps no words about an order after the order's purge, and keeps the words of other orders.
  const kept = order?.isPurged ? (known?.closedAt === null ? known.why : '') : why
  const version = occurrence.version ?? order?.version
  const [incident, atOnce] = addOccurrence(known, incidentKey, {
    ...{ why: kept, now, among },
    isKnown:
      orderId !== undefined &&
      (isWaitedFor(sql, incidentKey, orderId, version ?? 0) || isSameRefusal(sql, known, orderId, why)),
    cutOff: orderId === undefined ? null : cutOffOf(sql, orderId, version ?? 0),
  })
  keepIncident(sql, incident)
  if (orderId !== undefined && rulesOf(kind).aboutOrders) addOrder(sql, incidentKey, orderId, version ?? 0, atOnce)
  if (!atOnce) return
  const number = order?.number ?? null
  queueMessage(alertPorts, incident, now, {
    ...(orderId === undefined ? {} : { orderId }),
    ...(number === null ? {} : { orderNumber: number }),
    text: occurrenceText(
      { ...incidentKey, order: number ?? orderId ?? '', version, why },
      supplier,
      incidentAdvice(alertPorts, incidentKey),
    ),
    ...(diff?.length ? { diff: diff.slice(0, DIFF_LINES).map((line) => shown(line, DIFF_LENGTH)) } : {}),
    ...(forward === undefined ? {} : { forward }),
  })
}

/**
 * The caller no longer sees the condition: on that route, from that cause, or everywhere. Needs no write when no
 * incident was open.
 */
export function resolveAlert(alertPorts: AlertPorts, ended: Ended): void {
  const { sql, clock } = alertPorts
  for (const incident of listIncidents(sql)) {
    const { kind, route, cause, overAt, closedAt } = incident
    const meant =
      kind === ended.kind && route === (ended.route ?? route) && cause === (ended.cause ?? cause) && closedAt === null
    if (meant && overAt === null) keepIncident(sql, { ...incident, overAt: clock.now() })
  }
}

/** Name of the break-glass page among the channels. */
export const BREAK_GLASS = 'break-glass'

/** The parts of a configuration that incidents are about. */
export interface Configured {
  readonly routes: readonly string[]
  readonly hasArchive: boolean
}

/**
 * Resolves incidents of routes, of channels and of the archive that the configuration no longer has, because no code
 * checks them any more. Incidents about orders stay until their orders are settled.
 */
export function resolveRemoved(alertPorts: AlertPorts, { routes, hasArchive }: Configured): void {
  const channels = alertPorts.alerts.channels.map(({ name }) => name)
  for (const { kind, route, cause } of listIncidents(alertPorts.sql)) {
    const isForgotten =
      kind === 'channel-failed'
        ? cause !== BREAK_GLASS && !channels.includes(cause)
        : (kind === 'archive' && !hasArchive) || (route !== '' && !routes.includes(route))
    const { resolvesWhen: ends } = rulesOf(kind)
    if (isForgotten && (ends === 'cleared' || ends === 'delivers')) resolveAlert(alertPorts, { kind, route, cause })
  }
}

/**
 * Queues one message about an incident for every channel. A message that is not urgent waits for the end of quiet
 * hours.
 */
export function queueMessage(alertPorts: AlertPorts, incident: Incident, now: number, message: Message): void {
  const { name, supplier, alerts, sql } = alertPorts
  const { kind, route, cause, openedAt, times, messageKey } = incident
  const rules = rulesOf(kind)
  const url = linkTo(alerts.publicUrl, name, message.orderId)
  const key = messageKey ?? joinKey(kind, route, cause)
  const id = [joinKey(name), key, openedAt].join(':')
  const count = rules.aboutOrders ? countOrders(sql, incident) : times
  const order = message.orderId === undefined ? null : alertedOrder(sql, message.orderId, supplier, now)
  const catalogueUrl = kind === 'held' && isUnknownReason(cause) ? catalogueLink(alerts.publicUrl, name) : null
  const alert: Alert = {
    id: `${id}:${message.kind ?? times}`,
    kind,
    supplier: name,
    supplierName: supplier.name,
    ...(route === '' ? {} : { route }),
    ...(cause === '' ? {} : { cause }),
    title: titleText(incident, message.kind === 'resolved', supplier, message.count ?? count),
    count,
    ...message,
    ...(url === null ? {} : { url }),
    incident: id,
    since: new Date(openedAt).toISOString(),
    details: alertDetails(
      { about: supplier.name, incident, since: beginOf(sql, incident, message.orderId), now },
      {
        ...{ kind, count, ...message },
        ...(order === null ? {} : { order }),
        ...(catalogueUrl === null ? {} : { catalogueUrl }),
      },
      supplier,
      incidentAdvice(alertPorts, incident),
    ),
  }
  const at = rules.urgent ? now : quietHoursEnd(now, alerts.quietHours, supplier.timeZone)
  for (const channel of listeners(alerts.channels, alert)) queueAlert(sql, channel.name, alert, at)
}

const joinKey = (...parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .map(encodeURIComponent)
    .join(':')

/**
 * Sends a statement to every channel, now and outside any incident. `to`: the end of the statement's period, which
 * identifies the statement.
 */
export function announce(ports: AlertPorts, to: string, text: string): void {
  const { name, alerts, sql, clock, supplier } = ports
  const url = linkTo(alerts.publicUrl, name, undefined)
  const alert: Alert = {
    id: `${name}:statement:${Date.parse(to)}`,
    kind: 'statement',
    supplier: name,
    supplierName: supplier.name,
    title: text.split('\n', 1)[0] ?? '',
    text,
    ...(url === null ? {} : { url }),
    details: statementDetails(supplier.name, text, supplier),
  }
  for (const channel of listeners(alerts.channels, alert)) queueAlert(sql, channel.name, alert, clock.now())
}

/** A system that refuses every order for one reason needs one message. An order that is refused once more is news. */
const isSameRefusal = (sql: Sql, known: Incident | null, orderId: string, why: string): boolean =>
  known?.kind === 'refused' &&
  known.closedAt === null &&
  known.overAt === null &&
  known.why === why &&
  !hasOrder(sql, known, orderId)

/** Enough to decide; the Admin API shows all. */
const DIFF_LINES = 200
const DIFF_LENGTH = 1_000

interface AlertedOrder {
  readonly number: string | null
  readonly version: number
  readonly isPurged: 0 | 1
}

const orderOf = (sql: Sql, orderId: string): AlertedOrder | null =>
  sql.all<AlertedOrder>(
    'SELECT number, version, purged_at IS NOT NULL AS isPurged FROM orders WHERE id = ?',
    orderId,
  )[0] ?? null
