import type { HoldReason } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { recordEvent } from '../../outbox/actions/actions.ts'
import { releaseDeliveries } from '../../outbox/actions/release-deliveries.ts'
import { raiseAlert } from '../../outbox/alerts/raise-alert.ts'
import { type CatalogueEntry, newestEntryFor } from '../../outbox/catalogue/entries.ts'
import { heldForEntry, isUnknownReason } from '../../outbox/catalogue/held-unknown.ts'
import { holdAnew } from '../../outbox/catalogue/hold-anew.ts'
import { readValue, writeValue } from '../../outbox/facts.ts'
import { supersedeByRoute } from '../../outbox/route/fallback-chain.ts'
import { type Sql, StoreFault } from '../../outbox/sql.ts'
import { copyRankOf } from '../../profile/copy-routes.ts'
import type { DispatcherPorts } from '../dispatcher-ports.ts'
import { errorName, FAULT_WAIT_MS } from '../fault-guard.ts'
import { type JudgedHeld, judgeHeld } from './judge-held.ts'

/** Releases the orders whose numbers an entry of the catalogue has made known. */
export type CatalogueReleases = ReturnType<typeof createCatalogueReleases>

/** The work that is left. `nextAt`: when the next released delivery is due, so that the orders are sent in sequence. */
interface Work {
  readonly after: number
  readonly nextAt: number
}

const WORK = 'catalogue-release'

/** Whether held orders still wait to be judged by a new entry. */
export const areReleasesPending = (sql: Sql): boolean => readValue(sql, WORK) !== null

/** A run of the alarm must stay short, because calls wait meanwhile. */
const SLICE = 25

export function createCatalogueReleases(ports: DispatcherPorts) {
  const { sql, clock } = ports
  let isPending = readWork() !== null
  /** After a failure of the storage, the next try waits as all other work does. */
  let notBefore = 0

  function readWork(): Work | null {
    const stored = readValue(sql, WORK)
    return stored === null ? null : JSON.parse(stored)
  }

  /** A fault of one order must not stop the next orders. */
  function tryRelease(orderId: string, at: number): boolean {
    try {
      return sql.atomically(() => releaseKnown(orderId, at, ports))
    } catch (error) {
      if (error instanceof StoreFault) throw error
      ports.log({ event: 'catalogue-fault', supplier: ports.name, error: errorName(error) })
      return false
    }
  }

  return {
    /** When the next orders are judged; infinity when none wait for that. */
    get at() {
      return isPending ? Math.max(clock.now(), notBefore) : Number.POSITIVE_INFINITY
    },
    /** Judges again the held orders after this place in the order of acceptance. Runs in the caller's transaction. */
    request(after: number): void {
      const work = readWork()
      const { nextAt = 0 } = work ?? {}
      writeValue(sql, WORK, JSON.stringify({ after: Math.min(after, work?.after ?? after), nextAt } satisfies Work))
      isPending = true
    },
    /** Judges the next orders. The alarm calls this until none is left. Returns whether orders were judged. */
    look(): boolean {
      if (!isPending || clock.now() < notBefore) return false
      notBefore = clock.now() + FAULT_WAIT_MS
      sql.atomically(() => {
        const work = readWork()
        const orders = work ? heldForEntry(sql, work.after, SLICE) : []
        let nextAt = Math.max(clock.now(), work?.nextAt ?? 0)
        for (const { orderId } of orders) if (tryRelease(orderId, nextAt)) nextAt++
        const last = orders.at(-1)
        if (last) writeValue(sql, WORK, JSON.stringify({ after: last.seq, nextAt } satisfies Work))
        else sql.all('DELETE FROM key_values WHERE name = ?', WORK)
        isPending = last !== undefined
      })
      notBefore = 0
      return true
    },
  }
}

/** Whether the order is sent now. An order that waits for another reason shows that reason from now on. */
function releaseKnown(orderId: string, at: number, ports: DispatcherPorts): boolean {
  const { sql, supplier, clock } = ports
  const now = clock.now()
  const judged = judgeHeld({ sql, supplier, ages: ports.fallbackRules }, orderId, now)
  if (!judged?.isKnown) return false
  const { order, version, deliveries, all } = judged
  const cause = newestEntryFor(
    sql,
    order.customer,
    order.lines.map(({ article }) => article),
  )
  if (!cause || !isSettledBy(sql, cause, orderId, judged)) return false
  holdForOtherReasons(orderId, judged, ports, now)
  const ready = deliveries.flatMap(({ delivery, start }) => (start?.state === 'waiting' ? [delivery] : []))
  const [first, ...rest] = ready
  if (!first) return false
  const { lateAfter, sendObstacle } = ports.fallbackRules
  const start = { now: at, lateAt: at + lateAfter }
  // An earlier version was sent only on a route that replaces versions on its own.
  const released = releaseDeliveries(
    sql,
    orderId,
    [first, ...rest],
    all,
    { by: cause.by, as: 'replacement' },
    { mayLeave: sendObstacle, rankOf: copyRankOf(supplier) },
    start,
  )
  if (!released.ok) return false
  for (const { delivery, start: asked } of deliveries)
    if (!asked) supersedeByRoute(sql, { orderId, version, route: delivery.route }, findingNote('route-takes-none'), now)
  const note = findingNote(`entered-${cause.kind}`, { key: cause.key })
  recordEvent(sql, 'release', { by: cause.by, note }, orderId, null, now)
  return true
}

/** An order that no document could hold is sent by an entry that a person made after the order arrived. */
function isSettledBy(sql: Sql, { at }: CatalogueEntry, orderId: string, { version, deliveries }: JudgedHeld): boolean {
  if (deliveries.some(({ delivery }) => isUnknownReason(delivery.holdReason))) return true
  const query = 'SELECT 1 FROM versions WHERE order_id = ? AND version = ? AND accepted_at <= ?'
  return sql.all(query, orderId, version, at).length > 0
}

/** The desk gets one alert for each reason that the order waits for now. The order's page shows that reason. */
function holdForOtherReasons(orderId: string, judged: JudgedHeld, ports: DispatcherPorts, now: number): void {
  const { version, deliveries, remark } = judged
  const why = { remark, findings: judged.findings }
  const reasons = new Set<HoldReason>()
  for (const { delivery, start } of deliveries) {
    if (start?.state !== 'held') continue
    const key = { orderId, version, route: delivery.route }
    if (holdAnew(ports.sql, key, start.reason, why, now)) reasons.add(start.reason)
  }
  for (const cause of reasons) raiseAlert(ports, { kind: 'held', orderId, version, cause, why: remark ?? '' })
}
