import type { Phase } from '../../model/attempt-result.ts'
import { INTERCHANGE } from '../blobs.ts'
import type { DeliveryKey } from '../due.ts'
import { NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { openFailures } from './failures.ts'
import { BEFORE_TAKEOVER, LAST_CHANCE_MS } from './last-chance.ts'

/** A failed attempt that no order caused: evidence about the system behind the route. */
export interface Failure {
  readonly phase: Phase
  readonly note: string
  /** The route waits for a person now. */
  readonly pausesRoute: boolean
  readonly retryAfterSeconds?: number | undefined
}

/** Failures in a row that open the circuit. */
const FAILURE_THRESHOLD = 5
/** Longest wait until the gateway finds that a system works again. */
const LONGEST_MS = 600_000
/** Limit for the receiver's Retry-After: one answer must not block every order for a day. */
const LONGEST_ASKED_MS = 3_600_000
/** Time between two probes for orders that fallback routes take over one after another. These orders share the probes. */
const SHARED_PROBE_MS = 60_000
/**
 * A supplier has few cut-offs a day, so the deliveries at both ends of the queue have each of them. Ten thousand deliveries may
 * wait for a receiver.
 */
const MOST_READ = 1_000
const TIMES = 'order_id, version, fallback_check_at, due_since, fallback_started_at'
const WAITING = `SELECT ${TIMES} FROM deliveries INDEXED BY open WHERE route = ?1 AND next_at < ${NEVER}`
const BOTH_ENDS = `SELECT * FROM (${WAITING} ORDER BY next_at LIMIT ${MOST_READ})
  UNION SELECT * FROM (${WAITING} ORDER BY next_at DESC LIMIT ${MOST_READ})`
/** The document was not sent yet in these phases, so the order made no difference. */
const EARLY: ReadonlySet<Phase> = new Set(['connect', 'secure', 'sign in', 'open'])

/**
 * A circuit breaker for each route. Writes nothing while all attempts succeed. Failures in a row are stored in `key_values`,
 * so that an object that wakes continues to count. Open circuits are in `routes`, and `probe_at` blocks the route until
 * then, as a pause does.
 */
export function createCircuitBreaker(sql: Sql, delaysOf: (route: string) => readonly number[]) {
  const running = openFailures(sql)
  const openSince = new Map(
    sql
      .all<{ route: string; since: number }>(
        'SELECT route, circuit_opened_at AS since FROM routes WHERE circuit_opened_at IS NOT NULL',
      )
      .map(({ route, since }) => [route, since]),
  )
  const asked = new Set<string>()
  /** Routes that were resumed, by the time of the resume, until their first attempt since then has ended. */
  const resumed = new Map(
    sql
      .all<{ route: string; at: number }>(
        'SELECT route, resumed_at AS at FROM routes WHERE probe_at IS NOT NULL AND circuit_opened_at IS NULL',
      )
      .map(({ route, at }) => [route, at]),
  )

  function setProbe(route: string, at: number): void {
    sql.all('UPDATE routes SET probe_at = ? WHERE route = ? AND probe_at IS NOT NULL', at, route)
  }

  const probes = (route: string): boolean => openSince.has(route) || resumed.has(route)

  /** Each wait is longer than the last; the receiver's Retry-After wins. */
  function openCircuit(route: string, { note, retryAfterSeconds = 0 }: Failure, now: number): void {
    const since = openSince.get(route) ?? now
    openSince.set(route, since)
    resumed.delete(route)
    const [row] = sql.all<{ probes: number }>('SELECT probes FROM routes WHERE route = ?', route)
    const probes = since === now ? 0 : (row?.probes ?? 0)
    const delays = delaysOf(route)
    const delay = (delays[Math.min(probes, delays.length - 1)] ?? 0) * 1000
    const wait = Math.max(Math.min(delay, LONGEST_MS), Math.min(retryAfterSeconds * 1000, LONGEST_ASKED_MS))
    const at = asked.delete(route) ? now : Math.min(now + Math.ceil(wait), lastChance(route, now))
    sql.all(
      `INSERT INTO routes (route, circuit_opened_at, probe_at, probes, circuit_reason) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (route) DO UPDATE SET circuit_opened_at = ?2, probe_at = ?3, probes = ?4, circuit_reason = ?5`,
      route,
      since,
      at,
      probes + 1,
      note,
    )
  }

  /**
   * The last probe before a cut-off, or before a fallback route takes over. Reads the deliveries at both ends of the route's queue, or
   * the deliveries of one order.
   */
  function lastChance(route: string, now: number, orderId: string | null = null): number {
    const ofOrder = `SELECT ${TIMES} FROM deliveries WHERE +route = ?1 AND order_id = ?5 AND next_at < ${NEVER}`
    const [row] = sql.all<{ cutOff: number | null; takeover: number | null }>(
      `SELECT min(iif(v.cut_off - ?2 > ?3, v.cut_off - ?2, NULL)) AS cutOff,
         min(iif(${BEFORE_TAKEOVER} >= ?4, ${BEFORE_TAKEOVER}, NULL)) AS takeover
       FROM (${orderId === null ? BOTH_ENDS : ofOrder}) d
       CROSS JOIN versions v ON v.order_id = d.order_id AND v.version = d.version`,
      ...[route, LAST_CHANCE_MS, now, now + (orderId === null ? SHARED_PROBE_MS : 1)],
      ...(orderId === null ? [] : [orderId]),
    )
    return Math.min(row?.cutOff ?? Number.POSITIVE_INFINITY, row?.takeover ?? Number.POSITIVE_INFINITY)
  }

  /** A probe under way is not moved. `begun` gives a probe and its lease the same end, so the index finds the lease. */
  function moveProbe(route: string, at: number): void {
    const [row] = sql.all<{ probeAt: number | null }>('SELECT probe_at AS probeAt FROM routes WHERE route = ?', route)
    if ((row?.probeAt ?? 0) <= at) return
    sql.all(
      `UPDATE routes SET probe_at = ?1 WHERE route = ?2 AND NOT EXISTS (
         SELECT 1 FROM deliveries d INDEXED BY open WHERE d.route = ?2 AND d.next_at = routes.probe_at AND d.state = 'sending')`,
      at,
      route,
    )
  }

  function close(route: string): void {
    openSince.delete(route)
    resumed.delete(route)
    asked.delete(route)
    sql.all(
      'UPDATE routes SET circuit_opened_at = NULL, probe_at = NULL, probes = 0, circuit_reason = NULL WHERE route = ?',
      route,
    )
  }

  return {
    /** Whether only one delivery may start: the circuit is open, or the route was resumed. */
    probes,
    probed: (): Iterable<string> => [...openSince.keys(), ...resumed.keys()],
    /** A single delivery probes the route. No other delivery starts until the probe or its lease has ended. */
    begun(route: string, until: number): void {
      asked.delete(route)
      setProbe(route, until)
    },
    /** A delivery that came since the last check may have its cut-off, or its takeover, before the next probe. */
    advanceProbe(now: number): void {
      for (const route of openSince.keys()) moveProbe(route, lastChance(route, now))
    },
    /** The same for an order that was accepted now: reads no other order. Returns whether a circuit is open. */
    advanceProbeFor(orderId: string, now: number): boolean {
      for (const route of openSince.keys()) moveProbe(route, lastChance(route, now, orderId))
      return openSince.size > 0
    },
    /** The probe made no attempt, so the next delivery may probe. */
    untried: (route: string, now: number): void => (probes(route) ? setProbe(route, now) : undefined),
    /** A route whose pause ended sends one delivery first. Only an attempt shows whether the receiver takes orders again. */
    resumed(route: string, now: number): void {
      if (openSince.has(route)) return
      const [waiting] = sql.all(
        `UPDATE routes SET probe_at = ?1 WHERE route = ?2 AND EXISTS (
           SELECT 1 FROM deliveries d WHERE d.route = ?2 AND d.next_at < ${NEVER} AND d.state <> 'sending') RETURNING route`,
        now,
        route,
      )
      if (waiting) resumed.set(route, now)
    },
    /** The route works. Deliveries that failed meanwhile are due now, in their order of arrival. */
    worked(route: string): void {
      const hadFailed = running.get(route)?.early === true
      running.delete(route)
      if (!probes(route) && !hadFailed) return
      sql.atomically(() => {
        close(route)
        sql.all(
          `UPDATE deliveries SET next_at = due_since WHERE route = ? AND next_at > due_since AND next_at < ${NEVER}
           AND state IN ('deferred', 'uncertain')`,
          route,
        )
      })
    },
    failed(
      { route, orderId, version, leasedAt: takenAt }: DeliveryKey & { readonly leasedAt: number },
      failure: Failure,
      now: number,
    ): void {
      if (failure.pausesRoute) {
        running.delete(route)
        if (probes(route)) sql.atomically(() => close(route))
        return
      }
      const resumedAt = resumed.get(route)
      if (resumedAt !== undefined) {
        // An attempt from before the resume says nothing about the repaired route.
        if (takenAt >= resumedAt) sql.atomically(() => openCircuit(route, failure, now))
        return
      }
      const since = openSince.get(route)
      if (since !== undefined) {
        // Ignore attempts from before the circuit opened: one outage must not lengthen the wait twice.
        if (takenAt >= since) sql.atomically(() => openCircuit(route, failure, now))
        return
      }
      const before = running.get(route)
      const whose = orderId === INTERCHANGE ? `interchange ${version}` : orderId
      // A failure that the same order meets again and again may be caused by the order.
      if (before?.whose === whose && !EARLY.has(failure.phase)) return
      const times = (before?.times ?? 0) + 1
      // A single Retry-After stays in force: only a failed connection shows that the next attempt may work.
      running.set(route, { times, whose, early: EARLY.has(failure.phase), since: before?.since ?? now })
      if (times < FAILURE_THRESHOLD) return
      sql.atomically(() => openCircuit(route, failure, now))
    },
    /** A person requests a probe now, with the named order if given. */
    ask(route: string, now: number, orderId: string | null): void {
      if (!openSince.has(route)) return
      asked.add(route)
      setProbe(route, now)
      if (orderId === null) return
      sql.all(
        `UPDATE deliveries SET next_at = (
           SELECT min(first.next_at) - 1 FROM deliveries first WHERE first.route = ?1 AND first.next_at IS NOT NULL)
         WHERE route = ?1 AND order_id = ?2 AND state = 'waiting' AND next_at < ${NEVER}`,
        route,
        orderId,
      )
    },
    why: (route: string): string | null =>
      openSince.has(route)
        ? (sql.all<{ why: string }>('SELECT circuit_reason AS why FROM routes WHERE route = ?', route)[0]?.why ?? null)
        : null,
  }
}
