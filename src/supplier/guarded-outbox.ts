import type { Why } from '../alerts/why.ts'
import { OutboxClosed } from '../model/outbox-closed.ts'
import { err, ok, type Result } from '../model/result.ts'
import { type ClosedAlertPorts, createClosedAlert } from '../outbox/alerts/closed-alert.ts'
import { faultText, migrate, type SchemaFault, safeMessage } from '../outbox/migrate.ts'
import { type OutboxPorts, openSupplierOutbox, type SupplierOutbox } from './supplier-outbox.ts'

export type GuardPorts = OutboxPorts & ClosedAlertPorts

/** A supplier's outbox that works only while its storage can be opened. */
export type GuardedOutbox = ReturnType<typeof openGuardedOutbox>

type OpeningFault = SchemaFault | { readonly fault: 'start'; readonly why: string }

/**
 * Waits between attempts to open; the last wait repeats. A short storage failure must not close the outbox for long.
 */
const RETRY_MS = [1_000, 5_000, 15_000, 60_000, 300_000] as const

/** Opens an outbox after its migrations. After a failure the guard alerts people, refuses all calls and tries again. */
export function openGuardedOutbox(ports: GuardPorts) {
  const { clock, name } = ports
  const alert = createClosedAlert(ports)
  let attempts = 0
  let nextAttemptAt = 0
  let opened = tryToOpen()

  function tryToOpen(): Result<SupplierOutbox, OpeningFault> {
    const found = open(ports)
    if (found.ok) return found
    nextAttemptAt = clock.now() + (RETRY_MS[attempts] ?? RETRY_MS[4])
    attempts++
    ports.log({ event: 'outbox-closed', supplier: name, why: textOf(found.error) })
    ports.setAlarm(nextAttemptAt)
    return found
  }

  function current(): Result<SupplierOutbox, OpeningFault> {
    if (!opened.ok && clock.now() >= nextAttemptAt) opened = tryToOpen()
    if (opened.ok) void alert.opened()
    else void alert.closed(textOf(opened.error), whyOf(opened.error))
    return opened
  }

  current()
  return {
    /** Throws `OutboxClosed` while the storage cannot be opened. */
    use(): SupplierOutbox {
      const found = current()
      if (found.ok) return found.value
      throw new OutboxClosed(textOf(found.error))
    },
    async alarm(): Promise<void> {
      const found = current()
      if (found.ok) await found.value.alarm()
      else ports.setAlarm(nextAttemptAt)
    },
  }
}

function open(ports: GuardPorts): Result<SupplierOutbox, OpeningFault> {
  try {
    const migrated = migrate(ports.sql, ports.clock.now())
    return migrated.ok ? ok(openSupplierOutbox(ports)) : migrated
  } catch (error) {
    return err({ fault: 'start', why: safeMessage(error) })
  }
}

const textOf = (fault: OpeningFault): string =>
  fault.fault === 'start' ? `The outbox failed while it opened its storage: ${fault.why}` : faultText(fault)

function whyOf(fault: OpeningFault): Why {
  if (fault.fault === 'newer') return { says: 'schema-newer', stored: String(fault.stored), known: String(fault.known) }
  if (fault.fault === 'failed')
    return { says: 'migration-failed', version: String(fault.version), name: fault.name, error: fault.why }
  return { says: 'outbox-start', error: fault.why }
}
