import type { Alert } from './alerts/alert.ts'
import type { AlertOutcome } from './alerts/channels.ts'
import type { Channel } from './alerts/rules.ts'
import { dispatch } from './journey.ts'
import { watchCutOffs } from './outbox/alerts/cut-off-watch.ts'
import { watchLateness } from './outbox/alerts/late-watch.ts'
import { over } from './outbox/alerts/tell.ts'
import { createTeller } from './outbox/alerts/teller.ts'
import { type Lane, lanesBeside, nextLane } from './outbox/lanes.ts'
import type { Lease, TakeRules } from './outbox/queue.ts'
import { openBreaker } from './outbox/route/breaker.ts'
import { climb, type LadderRules } from './outbox/route/ladder.ts'
import { endOverdue } from './outbox/route/overdue.ts'
import { tellPassedOn } from './outbox/route/passed-on.ts'
import { endPauses } from './outbox/route/pause.ts'
import { routesDue, wakeAt } from './outbox/wake.ts'
import type { DispatchPorts } from './ports.ts'
import { gatesAt } from './profile/opening.ts'
import { openLookAround } from './steps/look-around.ts'
import { takeNext, tellHeld } from './steps/take-next.ts'
import { tellCustomers } from './steps/tell-customers.ts'
import type { SubrequestBudget } from './subrequests.ts'

/** What the dispatcher is lent besides what one delivery needs. */
export interface DispatcherPorts extends Omit<DispatchPorts, 'isDoubtful'> {
  /** Called only with a moment earlier than the one set last: a `setAlarm` costs a row written. */
  readonly setAlarm: (at: number) => void
  /** One try. */
  readonly sendAlert: (channel: Channel, alert: Alert) => Promise<AlertOutcome>
  /** Of requests to the outside, for each run of the alarm; `wire` counts against it. */
  readonly budget: SubrequestBudget
  readonly rulesFor: (route: string) => TakeRules
  readonly ladders: LadderRules
  /** One line for the operator's log: names of suppliers and routes, never anything of an order. */
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

export interface Dispatcher {
  /** The alarm. Starts what is due and fits, and returns without waiting for it. */
  wake(): void
  /** Something may have become due since this moment. */
  arm(since: number): void
  /** A person acted: whatever that made possible begins, and whatever it ended is told. */
  acted(): void
  /** A person wants a route tried now that is left alone, with this order if they name one. */
  probe(route: string, orderId?: string): void
  /** An order was accepted that must leave by then; null where nothing says when. */
  expect(cutOff: number | null): void
  /** Something that was handed over is late from then on, unless it is settled before. */
  tellBy(at: number): void
  /** Sets the alarm for whatever the rows say, overdue or not: an object that wakes can't know which alarms were lost. */
  resume(): void
}

const FAULT_WAIT_MS = 60_000
/** An attempt makes at most so many requests: it looks, signs in, sends, and does so twice where a token has run out. */
const ATTEMPT_REQUESTS = 9
/** Kept back for alerts. Five lanes and these are what a run may make. */
const ALERT_REQUESTS = 5

/** Works the due deliveries off in lanes, so that a route that hangs holds up no other. */
export function createDispatcher(ports: DispatcherPorts): Dispatcher {
  const { sql, clock, supplier, budget } = ports
  const parallel = new Map(supplier.routes.flatMap(({ name, pace }) => (pace?.parallel ? [[name, pace.parallel]] : [])))
  const laneCount = lanesBeside(ports.alerts.channels.length)
  const lanes = new Set<Lane>()
  const failing = new Set<string>()
  const proven = new Set<string>()
  /** Until when: what a route sends while the end of no try can be written down goes out once more, all of it. */
  const stalled = new Map<string, number>()
  const retryOf = (route: string) => supplier.routes.find(({ name }) => name === route)?.retry
  const breaker = openBreaker(sql, (route) => retryOf(route)?.delaysSeconds ?? [])
  let armed = Number.POSITIVE_INFINITY
  const lookAround = openLookAround(ports)
  /** To another run of the alarm, which may make as many requests again. */
  const handOver = (): void => arm(clock.now())
  const teller = createTeller({ ...ports, fault, tried: rearm, handOver })
  const cutOffs = watchCutOffs(ports)
  const lateness = watchLateness(ports, (route) => breaker.why(route))
  let tellingCustomers = false

  const dispatchPorts: DispatchPorts = { ...ports, isDoubtful: (route) => failing.has(route) || !proven.has(route) }

  function arm(at: number): void {
    if (at >= armed) return
    armed = at
    // The platform takes no moment before 1.
    ports.setAlarm(Math.max(1, at))
  }

  /** `after`: the moment up to which everything due has been looked at. A later one would let something fall between. */
  function rearm(after: number): void {
    const next = wakeAt(sql, gatesAt(supplier, clock.now()), after)
    if (next !== null) arm(next)
    const stalls = [...stalled.values()].filter((until) => until > clock.now())
    const soonest = Math.min(lateness.at, teller.lookAt(), cutOffs.at, ...stalls)
    if (soonest !== Number.POSITIVE_INFINITY) arm(soonest)
  }

  function pump(): void {
    const now = clock.now()
    for (const route of endPauses(sql, now)) over(ports, { kind: 'paused', route })
    climbLadders(now)
    const exhausted = new Set<string>()
    const gates = gatesAt(supplier, now)
    for (;;) {
      const due = routesDue(sql, gates, now).filter((one) => !exhausted.has(one) && (stalled.get(one) ?? 0) <= now)
      const troubled = new Set([...failing, ...breaker.open()])
      const route = nextLane({ busy: [...lanes], due, failing: troubled, parallel, lanes: laneCount }, now)
      if (route === null) break
      if (budget.left() - ALERT_REQUESTS < (lanes.size + 1) * ATTEMPT_REQUESTS) {
        handOver()
        break
      }
      if (!start(route, now)) exhausted.add(route)
    }
    rearm(now)
  }

  /** Before anything is taken: what is passed on must not leave by the route before. */
  function climbLadders(now: number): void {
    const { called, more } = sql.atomically(() => {
      const climbed = climb(sql, ports.ladders, now)
      tellHeld(climbed.stopped, ports)
      for (const one of climbed.called) tellPassedOn(ports, one, breaker.why(one.from))
      return climbed
    })
    if (called.length > 0) {
      lateness.begun(now)
      breaker.hasten(now)
    }
    if (more) arm(now)
  }

  /** False when nothing of the route can start now. A fault of ours stops this route, not the others. */
  function start(route: string, now: number): boolean {
    try {
      const lease = sql.atomically(() => {
        const rules = ports.rulesFor(route)
        const why = breaker.why(route)
        const giveUpAfterHours = retryOf(route)?.giveUpAfterHours ?? 0
        if (why !== null) endOverdue(ports, { ...rules, giveUpAfterHours, why }, now)
        const taken = takeNext(rules, now, ports)
        if (taken.lease && breaker.isOpen(route)) breaker.begun(route, now + rules.leaseMs)
        tellHeld(
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
      const health = await dispatch(lease, dispatchPorts)
      if (health === 'untried') breaker.untried(lease.route, clock.now())
      else if (health !== 'healthy') {
        failing.add(lease.route)
        breaker.failed(lease, health, clock.now())
      } else {
        breaker.worked(lease.route)
        failing.delete(lease.route)
        proven.add(lease.route)
        lateness.begun(clock.now())
      }
    } catch (error) {
      // The lease runs out and the try counts as uncertain, which is the truth.
      stalled.set(lease.route, clock.now() + FAULT_WAIT_MS)
      ports.log({ event: 'attempt-fault', supplier: ports.name, route: lease.route, error: nameOf(error) })
    } finally {
      lanes.delete(lane)
    }
    guarded(teller.look)
    guarded(pump)
    await teller.send()
  }

  function guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      fault(error)
    }
  }

  /** An alarm that throws is tried six times and then dropped: this one looks again in a minute, for as long as it takes. */
  function fault(error: unknown): void {
    ports.log({ event: 'dispatcher-fault', supplier: ports.name, error: nameOf(error) })
    arm(clock.now() + FAULT_WAIT_MS)
  }

  async function mailCustomers(): Promise<void> {
    if (tellingCustomers) return
    tellingCustomers = true
    try {
      if (!(await tellCustomers(ports))) return
      rearm(clock.now())
      await teller.send()
    } catch (error) {
      fault(error)
    } finally {
      tellingCustomers = false
    }
  }

  return {
    wake() {
      armed = Number.POSITIVE_INFINITY
      budget.renew()
      guarded(() => lateness.look(clock.now()))
      guarded(() => cutOffs.look(clock.now()))
      guarded(lookAround)
      guarded(teller.look)
      guarded(pump)
      void teller.send()
      void mailCustomers()
    },
    arm(since) {
      lateness.begun(clock.now())
      if (armed > since) rearm(since - 1)
    },
    acted() {
      lateness.begun(clock.now())
      guarded(teller.look)
      breaker.hasten(clock.now())
      rearm(-1)
    },
    probe: (route, orderId) => breaker.ask(route, clock.now(), orderId ?? null),
    expect(cutOff) {
      cutOffs.expect(cutOff)
      if (cutOff !== null) breaker.hasten(clock.now())
    },
    tellBy(at) {
      lateness.expect(at)
      arm(lateness.at)
    },
    resume: () => rearm(-1),
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)
