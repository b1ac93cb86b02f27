import type { Alert } from '../alerts/alert.ts'
import type { AlertOutcome } from '../alerts/channels.ts'
import type { LeaseRules } from '../outbox/queue.ts'
import type { FallbackRules } from '../outbox/route/fallback-chain.ts'
import type { Channel } from '../profile/alert-rules.ts'
import type { DispatchPorts } from '../steps/dispatch-ports.ts'
import type { SubrequestBudget } from '../web/subrequests.ts'

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
  /** The first attempt of a new order starts within the call that accepts the order. Else it starts with the alarm. */
  readonly startsWhenAccepted?: boolean | undefined
  /** The size of the outbox's storage. */
  readonly storageBytes?: (() => number) | undefined
  /** Writes one line to the operator's log: names of suppliers and routes, never order data. */
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}
