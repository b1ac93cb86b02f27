import { attemptDelivery } from '../journey.ts'
import { resolveAlert } from '../outbox/alerts/raise-alert.ts'
import { type Lane, lanesBeside, nextLane } from '../outbox/lanes.ts'
import type { Lease, LeaseRules } from '../outbox/queue.ts'
import { advanceFallbacks } from '../outbox/route/fallback-chain.ts'
import { expireWaiting } from '../outbox/route/overdue.ts'
import { alertFallbacks } from '../outbox/route/passed-on.ts'
import { endPauses } from '../outbox/route/pause.ts'
import { retryRefused } from '../outbox/route/refused-by-pause.ts'
import { type PlanStart, planStart, startedLease } from '../outbox/start-accepted.ts'
import { routesDue } from '../outbox/wake.ts'
import { openingOf, openingsAt, opensAt } from '../profile/opening.ts'
import { routeNamed } from '../profile/route-named.ts'
import type { DispatchPorts } from '../steps/dispatch-ports.ts'
import { alertHeld, leaseNext } from '../steps/lease-next.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'
import { errorName, FAULT_WAIT_MS } from './fault-guard.ts'
import type { RouteHealth } from './route-health.ts'
import type { WakeTimer } from './wake-timer.ts'

/** The most requests of one attempt: check, sign in and send, and all of that twice after an expired token. */
const ATTEMPT_REQUESTS = 9
/** Reserved for alerts. Five lanes and this reserve make up the requests of a run. */
const ALERT_REQUESTS = 5

interface Surroundings {
  readonly routes: RouteHealth
  readonly timer: WakeTimer
  /** A delivery started or was handed over. */
  readonly begun: (now: number) => void
  readonly fault: (error: unknown) => void
  /** Work after an attempt has ended. */
  readonly afterAttempt: () => Promise<void>
}

/** The deliveries of one new order that start in the transaction that accepts the order. */
export interface AcceptedStarts {
  readonly plan: PlanStart
  /** Runs the attempts, once the transaction is over. Reads no row, so a storage that fails now stops no attempt. */
  run(): void
}

export type AttemptLanes = ReturnType<typeof createAttemptLanes>

/** Starts the due attempts that fit. A route that hangs delays no other route, because each route has few lanes. */
export function createAttemptLanes(
  ports: DispatcherPorts,
  { routes, timer, begun, fault, afterAttempt }: Surroundings,
) {
  const { sql, clock, supplier, budget } = ports
  const { breaker } = routes
  const parallel = new Map(supplier.routes.flatMap(({ name, pace }) => (pace?.parallel ? [[name, pace.parallel]] : [])))
  const laneCount = lanesBeside(ports.alerts.channels.length)
  const lanes = new Set<Lane>()
  const running = new Set<Promise<void>>()
  /** The rules of each route: the settings stay the same while the outbox is open. */
  const usable = new Map<string, LeaseRules | null>()
  const dispatchPorts: DispatchPorts = { ...ports, needsProbe: routes.needsProbe }

  /** Runs before any lease: after a fallback starts, the earlier route must not send. */
  function startFallbacks(now: number): void {
    const { called, more } = sql.atomically(() => {
      const advanced = advanceFallbacks(sql, ports.fallbackRules, now)
      alertHeld(advanced.stopped, ports)
      alertFallbacks(ports, advanced.called, breaker.why)
      return advanced
    })
    if (called.length > 0) {
      begun(now)
      breaker.advanceProbe(now)
    }
    if (more) timer.scheduleWake(now)
  }

  /** False when no delivery of the route can start now. An internal error blocks this route only. */
  function start(route: string, now: number): boolean {
    try {
      const lease = sql.atomically(() => {
        const rules = ports.rulesFor(route)
        const why = breaker.why(route)
        const giveUpAfterHours = routeNamed(supplier, route)?.retry.giveUpAfterHours ?? 0
        if (why !== null) expireWaiting(ports, { ...rules, giveUpAfterHours, why }, now)
        const taken = leaseNext(rules, now, ports)
        if (taken.lease && breaker.probes(route)) breaker.begun(route, now + rules.leaseMs)
        alertHeld(
          taken.held.map((held) => ({ ...held, route })),
          ports,
        )
        return taken.lease
      })
      if (lease) begin(lease)
      return lease !== null
    } catch (error) {
      fault(error)
      return false
    }
  }

  function begin(lease: Lease): void {
    const attempt: Promise<void> = run(lease).finally(() => running.delete(attempt))
    running.add(attempt)
  }

  async function attemptsEnded(): Promise<void> {
    while (running.size > 0) await Promise.allSettled(running)
  }

  async function run(lease: Lease): Promise<void> {
    const { route } = lease
    const lane: Lane = { route, startedAt: clock.now() }
    lanes.add(lane)
    try {
      const health = await attemptDelivery(lease, dispatchPorts)
      routes.recordAttempt(lease, health)
      if (health === 'healthy') begun(clock.now())
    } catch (error) {
      // The lease expires and the attempt becomes uncertain, which is correct.
      routes.block(route, clock.now() + FAULT_WAIT_MS)
      ports.log({ event: 'attempt-fault', supplier: ports.name, route, error: errorName(error) })
    } finally {
      lanes.delete(lane)
    }
    await afterAttempt()
  }

  /** A route that failed, or that has no room, waits for the alarm. */
  function hasRoom(route: string, busy: readonly Lane[], now: number): boolean {
    const failing = routes.troubled()
    if (routes.isBlocked(route, now) || failing.has(route) || breaker.probes(route)) return false
    const isNext = nextLane({ busy, due: [route], failing, parallel, lanes: laneCount }, now) === route
    return isNext && budget.left() - ALERT_REQUESTS >= (busy.length + 1) * ATTEMPT_REQUESTS
  }

  /** Null for a route whose settings cannot be used: its orders are accepted, and the alarm reports the fault. */
  function usableRules(route: string): LeaseRules | null {
    const known = usable.get(route)
    if (known !== undefined) return known
    const rules = readRules(route)
    usable.set(route, rules)
    return rules
  }

  function readRules(route: string): LeaseRules | null {
    try {
      return { ...ports.rulesFor(route) }
    } catch {
      return null
    }
  }

  function acceptedStarts(): AcceptedStarts {
    const now = clock.now()
    const planned: Lease[] = []
    return {
      plan(delivery, facts) {
        if (ports.startsWhenAccepted !== true) return null
        const busy = [...lanes, ...planned.map(({ route }) => ({ route, startedAt: now }))]
        if (!hasRoom(delivery.route, busy, now)) return null
        const rules = usableRules(delivery.route)
        if (rules === null || opensAt(now, openingOf(supplier, delivery.route), supplier.timeZone) > now) return null
        const start = planStart(sql, rules, delivery, facts, now)
        if (start !== null && start !== 'paused') planned.push(startedLease(delivery, facts, start, now))
        return start
      },
      run() {
        for (const lease of planned) begin(lease)
      },
    }
  }

  /** Ends the pauses that are over, and checks the fallback chains that are due. */
  function advanceRoutes(now: number): void {
    const { lateAfter } = ports.fallbackRules
    for (const route of endPauses(sql, now)) {
      const isBatched = routeNamed(supplier, route)?.batch !== undefined
      retryRefused(sql, route, null, isBatched, { now, lateAt: now + lateAfter })
      breaker.resumed(route, now)
      resolveAlert(ports, { kind: 'paused', route })
    }
    startFallbacks(now)
  }

  function startDueAttempts(): void {
    const now = clock.now()
    advanceRoutes(now)
    const exhausted = new Set<string>()
    const opens = openingsAt(supplier, now)
    for (;;) {
      const due = routesDue(sql, opens, now).filter((route) => !exhausted.has(route) && !routes.isBlocked(route, now))
      const route = nextLane({ busy: [...lanes], due, failing: routes.troubled(), parallel, lanes: laneCount }, now)
      if (route === null) break
      if (budget.left() - ALERT_REQUESTS < (lanes.size + 1) * ATTEMPT_REQUESTS) {
        // The next run of the alarm has a new request budget.
        timer.scheduleWake(now)
        break
      }
      if (!start(route, now)) exhausted.add(route)
    }
    timer.scheduleNextWake(now)
  }

  return { startDueAttempts, advanceRoutes, acceptedStarts /** Ends when no attempt is under way. */, attemptsEnded }
}
