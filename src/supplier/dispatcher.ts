import type { Submission } from '../outbox/accept.ts'
import { createAlertSender } from '../outbox/alerts/alert-sender.ts'
import { watchCutOffs } from '../outbox/alerts/cut-off-watch.ts'
import { watchLateness } from '../outbox/alerts/late-watch.ts'
import type { SendMail } from '../ports.ts'
import { TimeLimitError, withTimeout } from '../web/time-limit.ts'
import { type AcceptedStarts, createAttemptLanes } from './attempt-lanes.ts'
import { createCatalogueReleases } from './catalogue/catalogue-releases.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'
import { createFaultGuard } from './fault-guard.ts'
import { createCustomerMailer } from './mail-customer-notices.ts'
import { createPeriodicChecks } from './periodic-checks.ts'
import { createReminders } from './reminders.ts'
import { createRouteHealth } from './route-health.ts'
import { createSearchIndexer } from './search-indexer.ts'
import { createSendings } from './sendings.ts'
import { createWakeTimer } from './wake-timer.ts'

export type Dispatcher = ReturnType<typeof createDispatcher>

/** Most attempts end within this time. */
const HOLD_MS = 10_000

/** Attempts the due deliveries, sends the alerts and the customer notices, and sets the alarm for the next work. */
export function createDispatcher(ports: DispatcherPorts) {
  const { clock, budget } = ports
  const routes = createRouteHealth(ports)
  const { breaker } = routes
  const timer = createWakeTimer(ports, () =>
    Math.min(
      ...[releases.at, lateness.at, alertSender.nextCheckAt(), cutOffs.at, searchIndexer.at, reminders.at],
      sendings.nextCheckAt(),
      routes.nextUnblocked(clock.now()),
    ),
  )
  const faultGuard = createFaultGuard(ports, timer)
  const { fault, guarded } = faultGuard
  const periodicChecks = createPeriodicChecks(ports)
  const releases = createCatalogueReleases(ports)
  const sendings = createSendings(ports, timer, faultGuard)
  const alertSender = createAlertSender({
    ...ports,
    sendAlert: (channel, alert) => sendings.watch(ports.sendAlert(channel, alert)),
    fault,
    tried: timer.scheduleNextWake,
    continueLater: () => timer.scheduleWake(clock.now()),
  })
  const cutOffs = watchCutOffs(ports)
  const searchIndexer = createSearchIndexer(ports)
  const lateness = watchLateness(ports, (route) => breaker.why(route))
  const { startDueAttempts, advanceRoutes, acceptedStarts, attemptsEnded } = createAttemptLanes(ports, {
    routes,
    timer,
    begun: lateness.begun,
    fault,
    afterAttempt,
  })
  const customerMail: SendMail = (mail) => sendings.watch(ports.mail(mail))
  const mailCustomers = createCustomerMailer({ ...ports, mail: customerMail }, { mailed, fault })
  const reminders = createReminders(ports, { mailed, fault, expect: lateness.expect })

  async function afterAttempt(): Promise<void> {
    guarded(alertSender.look)
    guarded(startDueAttempts)
    guarded(reminders.refresh)
    timer.scheduleWake(reminders.at)
    await alertSender.send()
  }

  async function mailed(): Promise<void> {
    timer.scheduleNextWake(clock.now())
    await alertSender.send()
  }

  /** A released order may have a cut-off before the next probe. */
  function releaseKnown(): void {
    if (releases.look()) breaker.advanceProbe(clock.now())
  }

  /** An order that a fallback route takes over now is not late. */
  function watchLate(): void {
    const now = clock.now()
    if (now >= lateness.at) guarded(() => advanceRoutes(now))
    guarded(() => lateness.look(now))
  }

  /** The promise ends with the alerts and mails that this call started. */
  function wake(): Promise<unknown> {
    timer.alarmStarted()
    budget.renew()
    guarded(releaseKnown)
    watchLate()
    guarded(() => cutOffs.look(clock.now()))
    guarded(periodicChecks)
    guarded(searchIndexer.look)
    guarded(alertSender.look)
    guarded(startDueAttempts)
    return Promise.all([alertSender.send(), mailCustomers(), reminders.send()])
  }

  return {
    /** Starts the due attempts that fit, and returns without waiting for the attempts. */
    wake: () => void wake(),
    /**
     * The alarm. Waits for short attempts, alerts and mails, so they need no second alarm. The platform repeats the alarm of
     * an object that stops.
     */
    async alarm(): Promise<void> {
      const earlierAlarm = timer.hold(clock.now() + HOLD_MS)
      try {
        const sent = wake()
        await withTimeout(HOLD_MS, Promise.race([Promise.all([attemptsEnded(), sent]), earlierAlarm]))
      } catch (error) {
        if (!(error instanceof TimeLimitError)) throw error
      } finally {
        watchLate()
        guarded(timer.endHold)
      }
    },
    /** The first deliveries of one order that is being accepted now. */
    acceptedStarts,
    /**
     * An order was stored whose first check is at `dueAt`. A fault here costs the order neither the answer nor the attempts.
     */
    afterAccept(
      { orderId, cutOff }: Pick<Submission, 'orderId' | 'cutOff'>,
      dueAt: number,
      starts: AcceptedStarts,
    ): void {
      try {
        guarded(() => {
          const now = clock.now()
          cutOffs.expect(cutOff)
          searchIndexer.expect()
          lateness.begun(now)
          const isProbeMoved = breaker.advanceProbeFor(orderId, now)
          if (isProbeMoved || timer.comesTooLate(dueAt)) timer.scheduleNextWake(Math.min(dueAt, now) - 1)
        })
      } finally {
        starts.run()
      }
    },
    /** After a person's action: starts the deliveries that may now start, and ends incidents. */
    afterCommand(): void {
      lateness.begun(clock.now())
      guarded(alertSender.look)
      breaker.advanceProbe(clock.now())
      timer.scheduleNextWake(-1)
    },
    /** A person asks for an attempt on a route with an open circuit, perhaps with a certain order. */
    probe: (route: string, orderId?: string) => breaker.ask(route, clock.now(), orderId ?? null),
    /** The pause of a route ended: one delivery goes first. */
    probeResumed: (route: string) => breaker.resumed(route, clock.now()),
    /** A sent delivery becomes late at this time, unless a receipt settles the delivery first. */
    wakeAtLatest(at: number): void {
      lateness.expect(at)
      timer.scheduleWake(lateness.at)
    },
    /** Judges again the orders that are held for an unknown number, from this place on. Runs in the caller's transaction. */
    releaseKnown: releases.request,
    /** Sets the alarm from the stored rows: an object that wakes cannot know which alarms were lost. */
    resume: () => timer.scheduleNextWake(-1),
  }
}
