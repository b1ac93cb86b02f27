import { alertWording } from '../../templates/alerts.ts'
import type { Phase, Reached } from '../attempt-result.ts'
import type { Purpose, Warning } from '../document.ts'
import { utcTime } from '../local-time.ts'
import { nextStep } from '../next-step.ts'
import { BODY, INTERCHANGE } from './blobs.ts'
import { AT_ONCE, NEVER } from './schema.ts'
import type { Sql } from './sql.ts'
import type { DeliveryState, HoldReason } from './state.ts'

/** One delivery as an order's view shows it. Times are ISO 8601, UTC. */
export interface DeliveryView {
  readonly route: string
  readonly version: number
  readonly state: DeliveryState
  readonly holdReason: HoldReason | null
  readonly reached: Reached
  readonly purpose: Purpose
  /** The route whose place it has taken; null for one that sends by itself. */
  readonly inPlaceOf: string | null
  /** Its document says that the order may have come by another route already. */
  readonly possibleRepeat: boolean
  /** When another route takes its place, unless it is settled by then. */
  readonly fallbackAt: string | null
  readonly attempts: number
  readonly nextAttemptAt: string | null
  readonly controlNumber: number | null
  /** The others in its document, where it shares one; null where it has its own. */
  readonly interchange: { readonly number: number; readonly orders: number } | null
  readonly fileName: string | null
  readonly warnings: readonly Warning[]
  readonly note: string | null
  /** How far the last try came, where it ended early, and what a person does about that, or about what is held. */
  readonly phase: Phase | null
  readonly next: string | null
}

type DeliveryRow = Omit<
  DeliveryView,
  'next' | 'nextAttemptAt' | 'warnings' | 'fileName' | 'inPlaceOf' | 'possibleRepeat' | 'fallbackAt' | 'interchange'
> & {
  readonly ladder: string
  readonly repeat: number
  readonly callAt: number | null
  readonly nextAt: number | null
  readonly about: string | null
  readonly shared: number | null
  readonly place: number | null
  readonly orders: number | null
}

/** What is kept beside a document: of one order, or of each in an interchange. */
interface About {
  readonly fileName: string
  readonly warnings?: readonly Warning[]
  readonly each?: readonly (readonly Warning[])[]
}

/** As the alert about it says, in English like every note of a delivery. */
const HOLD_STEPS = alertWording.en.reasons

/** Of one order, in order of version and route. */
export function deliveryViews(sql: Sql, orderId: string): DeliveryView[] {
  const rows = sql.all<DeliveryRow>(
    `SELECT d.route, d.version, d.state, d.hold_reason AS holdReason, d.reached, d.purpose, d.attempts, d.next_at AS nextAt,
     d.control_number AS controlNumber, d.ladder, d.repeat, d.call_at AS callAt, d.note, d.phase,
     p.about, iif(d.interchange > 0, d.interchange, NULL) AS shared, d.place, i.orders
     FROM deliveries d LEFT JOIN pieces p
       ON p.order_id = iif(d.interchange > 0, '${INTERCHANGE}', d.order_id) AND p.version = iif(d.interchange > 0, d.interchange, d.version)
       AND p.route = d.route AND p.piece = 0 AND p.route <> '${BODY}'
     LEFT JOIN interchanges i ON i.seq = d.interchange
     WHERE d.order_id = ? ORDER BY d.version, d.route`,
    orderId,
  )
  return rows.map(({ nextAt, about, phase, ladder, repeat, callAt, shared, place, orders, ...row }) => {
    const document: About | null = about === null ? null : JSON.parse(about)
    const waits = nextAt !== null && nextAt < NEVER && row.state !== 'sending'
    const next = row.holdReason === null ? nextStep(row.state, phase) : HOLD_STEPS[row.holdReason].todo
    return {
      ...row,
      phase: next === null ? null : phase,
      next,
      inPlaceOf: ladder === row.route ? null : ladder,
      possibleRepeat: repeat === 1,
      fallbackAt: nextAt !== null && callAt !== null && callAt > AT_ONCE && callAt < NEVER ? utcTime(callAt) : null,
      nextAttemptAt: waits ? utcTime(nextAt) : null,
      fileName: document?.fileName ?? null,
      warnings: document?.warnings ?? document?.each?.[(place ?? 0) - 1] ?? [],
      interchange: shared === null ? null : { number: row.controlNumber ?? shared, orders: orders ?? 1 },
    }
  })
}
