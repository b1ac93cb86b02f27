import { takeMessages, type UnsentMessages } from '../outbox/alerts/moved-messages.ts'
import { type Ended, type Occurrence, raiseAlert, resolveAlert } from '../outbox/alerts/raise-alert.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'

/** Alerts about events outside the outbox. The outbox sends the alerts and stores the incidents. */
export const createOutsideAlerts = (ports: DispatcherPorts, afterCommand: () => void) => ({
  tell(occurrence: Occurrence): void {
    ports.sql.atomically(() => raiseAlert(ports, occurrence))
    afterCommand()
  },
  /** Sends the unsent alerts of an outbox whose orders were moved here. */
  takeMessages(messages: UnsentMessages): void {
    ports.sql.atomically(() => takeMessages(ports, messages))
    afterCommand()
  },
  /** Resolves an incident by route, by cause, or as a kind. Writes no row without an incident. */
  over(ended: Ended): void {
    ports.sql.atomically(() => resolveAlert(ports, ended))
    afterCommand()
  },
})
