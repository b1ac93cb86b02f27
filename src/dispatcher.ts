import type { Alert } from './alert.ts'
import { dispatch } from './journey.ts'
import { type AlertChannel, alertFailed, alertSent, nextAlert } from './outbox/alerts.ts'
import { type Lane, nextLane } from './outbox/lanes.ts'
import { nextLate, takeLate } from './outbox/late.ts'
import { type Lease, routesDue, type TakeRules, take, wakeAt } from './outbox/queue.ts'
import { tell } from './outbox/tell.ts'
import type { DispatchPorts } from './ports.ts'

/** What the dispatcher is lent besides what one delivery needs. */
export interface DispatcherPorts extends Omit<DispatchPorts, 'isDoubtful'> {
  /** Called only with a moment earlier than the one set last: a `setAlarm` costs a row written. */
  readonly setAlarm: (at: number) => void
  /** False when it could not be sent now. */
  readonly sendAlert: (channel: AlertChannel, alert: Alert) => Promise<boolean>
  readonly rulesFor: (route: string) => TakeRules
  /** One line for the operator's log: ids only. */
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

export interface Dispatcher {
  /** The alarm. Starts what is due and fits, and returns without waiting for it. */
  wake(): void
  /** Something may have become due. */
  arm(at: number): void
  /** Sets the alarm for whatever the rows say, overdue or not: an object that wakes can't know which alarms were lost. */
  resume(): void
}

/** Works the due deliveries off in lanes, so that a route that hangs holds up no other. */
export function createDispatcher(ports: DispatcherPorts): Dispatcher {
  const { sql, clock, supplier } = ports
  const routes = supplier.routes.map(({ name }) => name)
  const lanes = new Set<Lane>()
  const failing = new Set<string>()
  const proven = new Set<string>()
  let armed = Number.POSITIVE_INFINITY
  let lateAt = nextLate(sql) ?? Number.POSITIVE_INFINITY
  let sendingAlerts = false

  const dispatchPorts: DispatchPorts = { ...ports, isDoubtful: (route) => failing.has(route) || !proven.has(route) }

  function arm(at: number): void {
    if (at >= armed) return
    armed = at
    ports.setAlarm(at)
  }

  function rearm(after = clock.now()): void {
    const next = wakeAt(sql, routes, after)
    if (next !== null) arm(next)
    if (lateAt !== Number.POSITIVE_INFINITY) arm(lateAt)
  }

  function pump(): void {
    const exhausted = new Set<string>()
    for (;;) {
      const now = clock.now()
      const due = routesDue(sql, routes, now).filter((route) => !exhausted.has(route))
      const route = nextLane({ busy: [...lanes], due, failing }, now)
      if (route === null) return
      const { lease, held } = take(sql, ports.rulesFor(route), now)
      for (const { reason, ...one } of held)
        tell(ports, { kind: 'held', ...one, route, reason, why: WHY_HELD[reason] ?? '' })
      if (lease) void run(lease)
      else exhausted.add(route)
    }
  }

  async function run(lease: Lease): Promise<void> {
    const lane: Lane = { route: lease.route, startedAt: clock.now() }
    lanes.add(lane)
    try {
      const health = await dispatch(lease, dispatchPorts)
      if (health === 'failing') failing.add(lease.route)
      else failing.delete(lease.route)
      if (health === 'healthy') proven.add(lease.route)
    } catch (error) {
      // The lease runs out and the try counts as uncertain, which is the truth.
      ports.log({
        event: 'attempt-fault',
        supplier: ports.name,
        orderId: lease.orderId,
        route: lease.route,
        error: nameOf(error),
      })
    } finally {
      lanes.delete(lane)
    }
    pump()
    rearm()
    await sendAlerts()
  }

  async function sendAlerts(): Promise<void> {
    if (sendingAlerts) return
    sendingAlerts = true
    try {
      for (let due = nextAlert(sql, clock.now()); due; due = nextAlert(sql, clock.now())) {
        if (await ports.sendAlert(due.channel, due.alert)) alertSent(sql, due.seq)
        else alertFailed(sql, due, clock.now())
      }
    } finally {
      sendingAlerts = false
    }
    rearm()
  }

  function tellLate(): void {
    if (clock.now() < lateAt) return
    for (const late of takeLate(sql, clock.now())) {
      const why = sql.all<{ note: string | null }>(
        'SELECT note FROM deliveries WHERE order_id = ? AND version = ? AND route = ?',
        late.orderId,
        late.version,
        late.route,
      )
      tell(ports, { kind: 'late', ...late, why: why[0]?.note ?? 'no try has been made.' })
    }
    lateAt = nextLate(sql) ?? Number.POSITIVE_INFINITY
  }

  return {
    wake() {
      armed = Number.POSITIVE_INFINITY
      tellLate()
      pump()
      rearm()
      void sendAlerts()
    },
    arm(at) {
      lateAt = Math.min(lateAt, at + (ports.alerts?.afterMinutes ?? 15) * 60_000)
      arm(at)
    },
    resume: () => rearm(-1),
  }
}

const WHY_HELD: Readonly<Record<string, string>> = {
  stale: 'its delivery date or its time has passed before it could be sent.',
  uncertain: 'a try was cut short on our side, so the document may have arrived.',
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)
