import { DAY_MS } from '../../model/day.ts'
import { remarked } from '../../model/finding.ts'
import type { Actor } from '../actions/action.ts'
import { recordEvent } from '../actions/actions.ts'
import { type AlertPorts, raiseAlert } from '../alerts/raise-alert.ts'
import { type Counter, countersOf } from '../numbers.ts'
import { type Purgeable, purgeArchived, purgeable } from '../purge.ts'
import type { LeaseRules } from '../queue.ts'
import { rolledBack } from '../rolled-back.ts'
import { lastPage, type StatementBook } from '../statements/statement-due.ts'
import { type OrderView, viewOrder } from '../views.ts'
import { type Kept, readOrderRecord } from './order-record.ts'
import { type Restored, type RestoreRules, restore } from './restore.ts'
import { endLeftOut, leaveOut } from './unarchived.ts'

/** An exported order: a view for people, and records for another outbox. */
export interface Exported extends Kept {
  readonly view: OrderView
}

/** An order that is due for its purge. */
export interface Archivable extends Purgeable {
  readonly exported: Exported
}

/** Limits for a call: the amount that a run of the cron can write, and that a call to a Durable Object can hold. */
const ORDERS = 25
const BYTES = 8_000_000

/**
 * The contents and documents of one order in the archive. Base64 makes them longer by a third, and a request of a restore takes
 * 24 MB. The rest is for the order's other rows.
 */
const MOST_BYTES = 16_000_000

function takeArchivable(ports: ExportPorts, afterCommand: () => void): Archivable[] {
  const { sql, supplier, clock } = ports
  const now = clock.now()
  const found: Archivable[] = []
  let hasAlerts = endLeftOut(ports)
  let size = 0
  for (const due of purgeable(sql, now - supplier.retentionDays * DAY_MS, now, ORDERS)) {
    const exported = archivableOf(ports, due.id)
    // The purge must not pass the orders that this call found, so a later call leaves this order out.
    if (!exported && found.length > 0) break
    if (!exported) {
      leaveOut(ports, due)
      hasAlerts = true
      continue
    }
    size += sizeOf(exported)
    if (found.length > 0 && size > BYTES) break
    found.push({ ...due, exported })
  }
  if (hasAlerts) afterCommand()
  return found
}

const sizeOf = ({ papers }: Exported): number => papers.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)

/** Null for an order that cannot be exported, or that no request can restore. */
function archivableOf(ports: ExportPorts, orderId: string): Exported | null {
  try {
    const exported = exportedOf(ports, orderId)
    return exported && sizeOf(exported) <= MOST_BYTES ? exported : null
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error
    ports.log({ event: 'archive-fault', supplier: ports.name, error: name })
    return null
  }
}

interface ExportPorts extends AlertPorts, StatementBook {
  readonly supplier: StatementBook['supplier']
  readonly rulesFor: (route: string) => LeaseRules
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

/** Exports orders from the outbox, and restores orders into another outbox. */
export const openExports = (ports: ExportPorts, afterCommand: () => void) => ({
  exported: (orderId: string): Exported | null => exportedOf(ports, orderId),
  counters: (): Counter[] => countersOf(ports.sql),
  /** The next orders to be purged, each to be archived first. */
  takeArchivable: (): Archivable[] => takeArchivable(ports, afterCommand),
  archived: (orders: readonly Purgeable[]): number => purgeArchived(ports.sql, orders, ports.clock.now()),
  restore(orders: readonly Kept[], counters: readonly Counter[], actor: Actor): Restored[] {
    const restored = ports.sql.atomically(() => takeIn(ports, orders, { counters, ...numbersIn(ports) }, actor))
    afterCommand()
    return restored
  },
  /** The outcomes of a `restore` of these orders, beforehand. */
  previewRestore: (orders: readonly Kept[], counters: readonly Counter[], actor: Actor): Restored[] =>
    rolledBack(ports.sql, () => takeIn(ports, orders, { counters, ...numbersIn(ports) }, actor)),
})

export function exportedOf({ sql, name }: Pick<ExportPorts, 'sql' | 'name'>, orderId: string): Exported | null {
  const [view, kept] = [viewOrder(sql, name, orderId), readOrderRecord(sql, orderId)]
  return view && kept ? { view, ...kept } : null
}

function takeIn(ports: ExportPorts, orders: readonly Kept[], rules: RestoreRules, actor: Actor): Restored[] {
  const { sql, clock } = ports
  const before = lastPage(ports)
  const restored = restore(sql, orders, rules, actor, clock.now())
  const taken = restored.filter(({ outcome }) => outcome === 'restored')
  if (taken.length === 0) return restored
  // The orders were received and reported before the export, so the next statement must not report them.
  sql.all(
    'UPDATE statements SET last_order = max(last_order, (SELECT max(seq) FROM orders)) WHERE number = ?',
    before.number,
  )
  let held = 0
  for (const { orderId, waiting } of taken) {
    if (waiting === null) continue
    held++
    raiseAlert(ports, {
      kind: 'held',
      cause: 'restored',
      orderId,
      version: waiting,
      why: { says: 'restored' },
      among: 'many',
    })
  }
  const { by, note } = actor
  const what = remarked('orders-restored', { count: String(taken.length), number: String(held) }, note)
  recordEvent(sql, 'restore', { by, note: what }, null, null, clock.now())
  return restored
}

function numbersIn({ supplier, rulesFor }: ExportPorts): Pick<RestoreRules, 'numbersOf' | 'rangeOf'> {
  const routes = new Map(supplier.routes.map(({ name }) => [name, rulesFor(name)]))
  const ranges = [...routes.values()].flatMap(({ ranges }) => [ranges.control ?? [], ranges.group ?? []].flat())
  return {
    numbersOf(route) {
      const rules = routes.get(route)
      return rules ? { ranges: rules.ranges, acknowledged: rules.acknowledged ?? false } : null
    },
    rangeOf: (sequence) => ranges.find((range) => range.sequence === sequence) ?? null,
  }
}
