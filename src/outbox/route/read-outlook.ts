import { utcTime } from '../../model/local-time.ts'
import { routeNamed } from '../../profile/route-named.ts'
import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import { isUnconfirmed } from '../request-ledger.ts'
import type { Sql } from '../sql.ts'
import { inLine, type WaitRules, type WaitsFor, waitsFor } from '../waits-for.ts'
import type { FallbackRules } from './fallback-chain.ts'
import { hasLeftBeside } from './left-beside.ts'
import { awaitingRoutes } from './new-routes.ts'
import { type ChainEvent, type Outlook, type OutlookFacts, type OutlookWait, outlookOf } from './outlook.ts'
import { pauseOf } from './pause.ts'
import { isChainStopped } from './stopped-chain.ts'
import { hasLeftBefore } from './unwritable-version.ts'

/** The outlook with times in ISO 8601, UTC. */
export type OutlookView =
  | { readonly kind: 'stays' }
  | { readonly kind: 'sent' | 'probe'; readonly at: string; readonly next: ChainEventView | null }
  | { readonly kind: 'behind'; readonly next: ChainEventView | null }
  | { readonly kind: 'new-route'; readonly until: string }
  | { readonly kind: 'collection'; readonly until: string | null; readonly next: ChainEventView | null }
  | ChainEventView

export type ChainEventView =
  | (Omit<Extract<ChainEvent, { kind: 'fallback' }>, 'at'> & { readonly at: string })
  | (Omit<Extract<ChainEvent, { kind: 'held' }>, 'at'> & { readonly at: string })

type OutlookPorts = Omit<WaitRules, 'fallbackRules'> & { readonly fallbackRules: FallbackRules }

type OutlookRow = Omit<
  OutlookFacts,
  'orderId' | 'usedRoutes' | 'isUnconfirmed' | 'awaitsRoute' | 'isStopped' | 'isPausedByGateway' | 'isBehind' | 'wait'
> & {
  readonly primaryRoute: string
  readonly interchange: number | null
}

/** The outlook of one delivery; null for a settled or sent delivery, and during an attempt. */
export function readOutlook(sql: Sql, key: DeliveryKey, ports: OutlookPorts, now: number): OutlookView | null {
  const { orderId, version, route } = key
  const [row] = sql.all<OutlookRow>(
    `SELECT d.route, d.primary_route AS primaryRoute, d.state, d.reached, d.purpose, d.attempts, d.next_at AS nextAt,
     d.fallback_check_at AS fallbackCheckAt, d.fallback_started_at AS fallbackStartedAt, d.due_since AS dueSince, d.interchange,
     v.delivery_date AS deliveryDate, v.cut_off AS cutOff
     FROM deliveries d JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
     WHERE d.order_id = ? AND d.version = ? AND d.route = ? AND d.next_at IS NOT NULL`,
    ...keyValues({ orderId, version, route }),
  )
  if (!row) return null
  const { fallbackRules } = ports
  const used = sql.all<{ route: string }>(
    'SELECT route FROM deliveries WHERE order_id = ? AND version = ?',
    orderId,
    version,
  )
  const pause = pauseOf(sql, route)
  const wait = row.state === 'held' ? null : waitsFor(sql, key, ports, now)
  const facts: OutlookFacts = {
    ...row,
    orderId,
    usedRoutes: used.map((one) => one.route),
    isUnconfirmed: isUnconfirmed(sql, orderId, version),
    awaitsRoute: awaitingRoutes(sql, orderId, now).some((one) => one.version === version && one.route === route),
    isStopped: isChainStopped(sql, { ...key, state: row.state }),
    isPausedByGateway: pause !== null && pause.pausedBy === null,
    isBehind:
      wait?.kind === 'earlier-version' ||
      (wait !== null && wait.kind !== 'fallback' && inLine(sql, { ...row, orderId }, ports) !== null),
    wait: !routeNamed(ports.supplier, route) ? NOT_CONFIGURED : row.state === 'held' ? heldWait(pause) : waitOf(wait),
  }
  const outlook = outlookOf(
    facts,
    {
      ...fallbackRules,
      steps: fallbackRules.fallbacksOf(row.primaryRoute),
      opens: fallbackRules.opensAt(row.primaryRoute, row.dueSince),
      opensAt: (moment) => fallbackRules.opensAt(route, moment),
      maySend: (to) => fallbackRules.sendObstacle(orderId, version, to) === null,
      hasLeftBeside: (to) => {
        const due = { ...row, orderId, version }
        return hasLeftBeside(sql, due, to) || hasLeftBefore(sql, due)
      },
    },
    now,
  )
  return outlook && viewOf(outlook)
}

const NOT_CONFIGURED: OutlookWait = { kind: 'not-configured', until: null, isForPerson: true }

/** A pause also stops an unconfirmed delivery that is sent at a set time. */
const heldWait = (pause: ReturnType<typeof pauseOf>): OutlookWait | null =>
  pause && { kind: 'pause', until: pause.pausedUntil, isForPerson: pause.pausedUntil === null }

const waitOf = (wait: WaitsFor | null): OutlookWait | null =>
  wait && {
    kind: wait.kind,
    until: wait.until === null ? null : Date.parse(wait.until),
    isForPerson:
      (wait.until === null && (wait.kind === 'pause' || wait.kind === 'opening')) ||
      wait.findings.some(({ code }) => code === 'wait-earlier-held'),
  }

function viewOf(outlook: Outlook): OutlookView {
  switch (outlook.kind) {
    case 'stays':
      return outlook
    case 'sent':
    case 'probe':
      return { ...outlook, at: utcTime(outlook.at), next: outlook.next && eventView(outlook.next) }
    case 'new-route':
      return { ...outlook, until: utcTime(outlook.until) }
    case 'behind':
      return { ...outlook, next: outlook.next && eventView(outlook.next) }
    case 'collection':
      return {
        ...outlook,
        until: outlook.until === null ? null : utcTime(outlook.until),
        next: outlook.next && eventView(outlook.next),
      }
    default:
      return eventView(outlook)
  }
}

const eventView = (event: ChainEvent): ChainEventView => ({ ...event, at: utcTime(event.at) })
