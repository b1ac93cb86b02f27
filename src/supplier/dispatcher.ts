import type { Alert } from '../alerts/alert.ts'
import type { AlertOutcome } from '../alerts/channels.ts'
import { attemptDelivery } from '../journey.ts'
import { createAlertSender } from '../outbox/alerts/alert-sender.ts'
import { watchCutOffs } from '../outbox/alerts/cut-off-watch.ts'
import { watchLateness } from '../outbox/alerts/late-watch.ts'
import { resolveAlert } from '../outbox/alerts/raise-alert.ts'
import { type Lane, lanesBeside, nextLane } from '../outbox/lanes.ts'
import type { Lease, LeaseRules } from '../outbox/queue.ts'
import { createCircuitBreaker } from '../outbox/route/circuit-breaker.ts'
import { advanceFallbacks, type FallbackRules } from '../outbox/route/fallback-chain.ts'
import { expireWaiting } from '../outbox/route/overdue.ts'
import { alertFallback } from '../outbox/route/passed-on.ts'
import { endPauses } from '../outbox/route/pause.ts'
import { routesDue, wakeAt } from '../outbox/wake.ts'
import type { Channel } from '../profile/alert-rules.ts'
import { openingsAt } from '../profile/opening.ts'
import { routeNamed } from '../profile/route-named.ts'
import type { DispatchPorts } from '../steps/dispatch-ports.ts'
import { alertHeld, leaseNext } from '../steps/lease-next.ts'
import type { SubrequestBudget } from '../web/subrequests.ts'
import { mailCustomerNotices } from './mail-customer-notices.ts'
import { createPeriodicChecks } from './periodic-checks.ts'

/** The platform as the dispatcher needs it, next to the ports of a single delivery. */
export interface DispatcherPorts extends Omit<DispatchPorts, 'needsProbe'> {
  /** Called only with a time before the alarm already set: Cloudflare bills each `setAlarm` as a row written. */
  readonly setAlarm: (at: number) => void
  /** Makes a single attempt. */
  readonly sendAlert: (channel: Channel, alert: Alert) => Promise<AlertOutcome>
  /** The requests to the network in one run of the alarm. `wire` counts against this budget. */
  readonly budget: SubrequestBudget
  readonly rulesFor: (route: string) => LeaseRules
  readonly fallbackRules: FallbackRules
  /** Writes one line to the operator's log: names of suppliers and routes, never order data. */
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

export interface Dispatcher {
  /** The alarm. Starts the due attempts that fit, and returns without waiting for the attempts. */
  wake(): void
  /** Work may have become due since this time. */
  scheduleWake(since: number): void
  /** After a person's action: starts the deliveries that may now start, and ends incidents. */
  afterCommand(): void
  /** A person asks for an attempt on a route with an open circuit, perhaps with a certain order. */
  probe(route: string, orderId?: string): void
  /** An accepted order must be sent by `cutOff`; null for an order without a cut-off. */
  expect(cutOff: number | null): void
  /** A sent delivery becomes late at this time, unless a receipt settles the delivery first. */
  wakeAtLatest(at: number): void
  /** Sets the alarm from the stored rows: an object that wakes cannot know which alarms were lost. */
  resume(): void
}

const FAULT_WAIT_MS = 60_000
/** The most requests of one attempt: check, sign in and send, and all of that twice after an expired token. */
const ATTEMPT_REQUESTS = 9
/** Reserved for alerts. Five lanes and this reserve make up the requests of a run. */
const ALERT_REQUESTS = 5

/** Attempts the due deliveries in lanes, so that a hanging route delays no other route. */
export function createDispatcher(ports: DispatcherPorts): Dispatcher {
  const { sql, clock, supplier, budget } = ports
  const parallel = new Map(supplier.routes.flatMap(({ name, pace }) => (pace?.parallel ? [[name, pace.parallel]] : [])))
  const laneCount = lanesBeside(ports.alerts.channels.length)
  const lanes = new Set<Lane>()
  const failing = new Set<string>()
  const healthyRoutes = new Set<string>()
  /** A route waits until this time if a result could not be stored: else the route would repeat each document. */
  const blockedUntil = new Map<string, number>()
  const breaker = createCircuitBreaker(sql, (route) => routeNamed(supplier, route)?.retry.delaysSeconds ?? [])
  let armed = Number.POSITIVE_INFINITY
  const periodicChecks = createPeriodicChecks(ports)
  /** Continues in another run of the alarm, which has a new request budget. */
  const handOver = (): void => scheduleWake(clock.now())
  const alertSender = createAlertSender({ ...ports, fault, tried: scheduleNextWake, handOver })
  const cutOffs = watchCutOffs(ports)
  const lateness = watchLateness(ports, (route) => breaker.why(route))
  let isMailing = false

  const needsProbe = (route: string): boolean => failing.has(route) || !healthyRoutes.has(route)
  const dispatchPorts: DispatchPorts = { ...ports, needsProbe }

  function scheduleWake(at: number): void {
    if (at >= armed) return
    armed = at
    // Cloudflare accepts no alarm before 1.
    ports.setAlarm(Math.max(1, at))
  }

  /** `after`: the time up to which all due rows have been checked. A later value would skip rows. */
  function scheduleNextWake(after: number): void {
    const next = wakeAt(sql, openingsAt(supplier, clock.now()), after)
    if (next !== null) scheduleWake(next)
    const stalls = [...blockedUntil.values()].filter((until) => until > clock.now())
    const soonest = Math.min(lateness.at, alertSender.nextCheckAt(), cutOffs.at, ...stalls)
    if (soonest !== Number.POSITIVE_INFINITY) scheduleWake(soonest)
  }

  function startDueAttempts(): void {
    const now = clock.now()
    for (const route of endPauses(sql, now)) resolveAlert(ports, { kind: 'paused', route })
    startFallbacks(now)
    const exhausted = new Set<string>()
    const opens = openingsAt(supplier, now)
    for (;;) {
      const due = routesDue(sql, opens, now).filter((one) => !exhausted.has(one) && (blockedUntil.get(one) ?? 0) <= now)
      const troubled = new Set([...failing, ...breaker.open()])
      const route = nextLane({ busy: [...lanes], due, failing: troubled, parallel, lanes: laneCount }, now)
      if (route === null) break
      if (budget.left() - ALERT_REQUESTS < (lanes.size + 1) * ATTEMPT_REQUESTS) {
        handOver()
        break
      }
      if (!start(route, now)) exhausted.add(route)
    }
    scheduleNextWake(now)
  }

  /** Runs before any lease: after a fallback starts, the earlier route must not send. */
  function startFallbacks(now: number): void {
    const { called, more } = sql.atomically(() => {
      const advanced = advanceFallbacks(sql, ports.fallbackRules, now)
      alertHeld(advanced.stopped, ports)
      for (const one of advanced.called) alertFallback(ports, one, breaker.why(one.from))
      return advanced
    })
    if (called.length > 0) {
      lateness.begun(now)
      breaker.advanceProbe(now)
    }
    if (more) scheduleWake(now)
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
        if (taken.lease && breaker.isOpen(route)) breaker.begun(route, now + rules.leaseMs)
        alertHeld(
          taken.held.map((one) => ({ ...one, route })),
          ports,
        )
        return taken.lease
      })
      if (lease) void run(lease)
      return lease !== null
    } catch (error) {
      fault(error)
      return false
    }
  }

  async function run(lease: Lease): Promise<void> {
    const lane: Lane = { route: lease.route, startedAt: clock.now() }
    lanes.add(lane)
    try {
      const health = await attemptDelivery(lease, dispatchPorts)
      if (health === 'untried') breaker.untried(lease.route, clock.now())
      else if (health !== 'healthy') {
        failing.add(lease.route)
        breaker.failed(lease, health, clock.now())
      } else {
        breaker.worked(lease.route)
        failing.delete(lease.route)
        healthyRoutes.add(lease.route)
        lateness.begun(clock.now())
      }
    } catch (error) {
      // The lease expires and the attempt becomes uncertain, which is correct.
      blockedUntil.set(lease.route, clock.now() + FAULT_WAIT_MS)
      ports.log({ event: 'attempt-fault', supplier: ports.name, route: lease.route, error: nameOf(error) })
    } finally {
      lanes.delete(lane)
    }
    guarded(alertSender.look)
    guarded(startDueAttempts)
    await alertSender.send()
  }

  function guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      fault(error)
    }
  }

  /** Cloudflare drops an alarm that throws six times, so catch the error and set an alarm in a minute. */
  function fault(error: unknown): void {
    ports.log({ event: 'dispatcher-fault', supplier: ports.name, error: nameOf(error) })
    scheduleWake(clock.now() + FAULT_WAIT_MS)
  }

  async function mailCustomers(): Promise<void> {
    if (isMailing) return
    isMailing = true
    try {
      if (!(await mailCustomerNotices(ports))) return
      scheduleNextWake(clock.now())
      await alertSender.send()
    } catch (error) {
      fault(error)
    } finally {
      isMailing = false
    }
  }

  return {
    wake() {
      armed = Number.POSITIVE_INFINITY
      budget.renew()
      guarded(() => lateness.look(clock.now()))
      guarded(() => cutOffs.look(clock.now()))
      guarded(periodicChecks)
      guarded(alertSender.look)
      guarded(startDueAttempts)
      void alertSender.send()
      void mailCustomers()
    },
    scheduleWake(since) {
      lateness.begun(clock.now())
      if (armed > since) scheduleNextWake(since - 1)
    },
    afterCommand() {
      lateness.begun(clock.now())
      guarded(alertSender.look)
      breaker.advanceProbe(clock.now())
      scheduleNextWake(-1)
    },
    probe: (route, orderId) => breaker.ask(route, clock.now(), orderId ?? null),
    expect(cutOff) {
      cutOffs.expect(cutOff)
      if (cutOff !== null) breaker.advanceProbe(clock.now())
    },
    wakeAtLatest(at) {
      lateness.expect(at)
      scheduleWake(lateness.at)
    },
    resume: () => scheduleNextWake(-1),
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)
