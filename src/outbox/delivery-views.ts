import { alertWording } from '../../templates/alerts.ts'
import { isAcceptedWithChanges } from '../model/accepted-with-changes.ts'
import type { Phase, Reached } from '../model/attempt-result.ts'
import { type DeliveryState, type HoldReason, sharesChain } from '../model/delivery-state.ts'
import type { Purpose, Warning } from '../model/document.ts'
import { type Finding, findingNote, readFindings } from '../model/finding.ts'
import { isLasting } from '../model/lasting-cause.ts'
import { utcTime } from '../model/local-time.ts'
import { nextStep } from '../model/next-step.ts'
import type { Standstill } from '../model/order-standing.ts'
import type { RoutePause } from '../profile/desk-advice.ts'
import { INTERCHANGE } from './blobs.ts'
import { documentMetadata } from './documents.ts'
import { REFUSED_BEFORE } from './refused-before.ts'
import { AT_ONCE, NEVER } from './schema.ts'
import type { Sql } from './sql.ts'

/** A delivery in an order's view. Times are ISO 8601, UTC. */
export interface DeliveryView {
  readonly route: string
  readonly version: number
  readonly state: DeliveryState
  readonly holdReason: HoldReason | null
  readonly reached: Reached
  readonly purpose: Purpose
  /** The route that this route replaces as a fallback; null for a primary route. */
  readonly fallbackFor: string | null
  /** The receiver refused the document, or the document could not be written, and another route took over; else absent. `note` says why. */
  readonly refusedBefore?: true
  /** The document says that the order may have arrived by another route already. */
  readonly possibleRepeat: boolean
  /** When the next fallback route takes over, unless the delivery is settled by then. */
  readonly fallbackAt: string | null
  readonly attempts: number
  readonly nextAttemptAt: string | null
  /** The end of the attempt under way at the latest; absent without an attempt under way. */
  readonly attemptEndsAt?: string
  readonly controlNumber: number | null
  /**
   * The interchange that holds the document and the number of orders in the interchange; null for a document of a
   * single order.
   */
  readonly interchange: { readonly number: number; readonly orders: number } | null
  readonly fileName: string | null
  readonly warnings: readonly Warning[]
  /** Why the gateway does not send the delivery without a person; null where the gateway goes on, and for a held delivery. */
  readonly standstill: Standstill | null
  /** The author of the pause of the route; null while the route is not paused. */
  readonly routePause: RoutePause | null
  readonly note: string | null
  /** The findings of the note, as codes and values, for texts in other languages. */
  readonly findings: readonly Finding[]
  /** The phase in which the last attempt ended early. `nextStep` is the step for a person, also for a held delivery. */
  readonly phase: Phase | null
  readonly nextStep: string | null
}

type DeliveryRow = Omit<
  DeliveryView,
  | 'nextStep'
  | 'findings'
  | 'nextAttemptAt'
  | 'attemptEndsAt'
  | 'warnings'
  | 'fileName'
  | 'fallbackFor'
  | 'refusedBefore'
  | 'possibleRepeat'
  | 'fallbackAt'
  | 'interchange'
  | 'standstill'
> & {
  readonly primaryRoute: string
  readonly refusedBefore: number
  readonly possibleRepeat: number
  /** The last failure; null while the circuit is closed. */
  readonly circuitReason: string | null
  readonly fallbackCheckAt: number | null
  readonly nextAt: number | null
  readonly metadata: string | null
  readonly shared: number | null
  readonly interchangePosition: number | null
  readonly orders: number | null
}

type StandstillFacts = Pick<
  DeliveryRow,
  | 'version'
  | 'note'
  | 'route'
  | 'primaryRoute'
  | 'state'
  | 'routePause'
  | 'nextAt'
  | 'fallbackCheckAt'
  | 'circuitReason'
>

/** Metadata stored with a document of one order, or of each order in an interchange. */
interface About {
  readonly fileName: string
  readonly warnings?: readonly Warning[]
  readonly each?: readonly (readonly Warning[])[]
}

/** Deliveries of one order, by version and route. */
export function deliveryViews(sql: Sql, orderId: string): DeliveryView[] {
  const rows = sql.all<DeliveryRow>(
    `SELECT d.route, d.version, d.state, d.hold_reason AS holdReason, d.reached, d.purpose, d.attempts, d.next_at AS nextAt,
     ${REFUSED_BEFORE} AS refusedBefore,
     d.control_number AS controlNumber, d.primary_route AS primaryRoute, d.possible_repeat AS possibleRepeat, d.fallback_check_at AS fallbackCheckAt, d.note, d.phase,
     CASE WHEN p.paused_at IS NULL THEN NULL WHEN p.paused_by IS NULL THEN 'gateway' ELSE 'person' END AS routePause,
     CASE WHEN p.circuit_opened_at IS NOT NULL THEN p.circuit_reason END AS circuitReason,
     ${documentMetadata(`iif(d.interchange > 0, '${INTERCHANGE}', d.order_id)`, 'iif(d.interchange > 0, d.interchange, d.version)')} AS metadata,
     iif(d.interchange > 0, d.interchange, NULL) AS shared, d.interchange_position AS interchangePosition, i.orders
     FROM deliveries d LEFT JOIN interchanges i ON i.seq = d.interchange
     LEFT JOIN routes p ON p.route = d.route
     WHERE d.order_id = ? ORDER BY d.version, d.route`,
    orderId,
  )
  return rows.map(
    ({
      nextAt,
      metadata,
      phase,
      primaryRoute,
      refusedBefore,
      possibleRepeat,
      fallbackCheckAt,
      shared,
      interchangePosition,
      orders,
      circuitReason,
      ...row
    }) => {
      const document: About | null = metadata === null ? null : JSON.parse(metadata)
      const waits = nextAt !== null && nextAt < NEVER && row.state !== 'sending'
      // The text of the alert, in English like every note of a delivery.
      const step = nextStep(row.state, phase, row.routePause, row.note)
      const next =
        row.holdReason === null
          ? step && findingNote(step.code, step.values)
          : alertWording.en.reasons[row.holdReason].todo
      return {
        ...row,
        phase: next === null ? null : phase,
        nextStep: next,
        findings: row.note === null ? [] : readFindings(row.note),
        fallbackFor: primaryRoute === row.route ? null : primaryRoute,
        ...(refusedBefore === 1 ? { refusedBefore: true as const } : {}),
        possibleRepeat: possibleRepeat === 1,
        fallbackAt:
          nextAt !== null && fallbackCheckAt !== null && fallbackCheckAt > AT_ONCE && fallbackCheckAt < NEVER
            ? utcTime(fallbackCheckAt)
            : null,
        nextAttemptAt: waits ? utcTime(nextAt) : null,
        ...(row.state === 'sending' && nextAt !== null ? { attemptEndsAt: utcTime(nextAt) } : {}),
        fileName: document?.fileName ?? null,
        warnings: document?.warnings ?? document?.each?.[(interchangePosition ?? 0) - 1] ?? [],
        standstill: standstillOf({ ...row, nextAt, fallbackCheckAt, circuitReason, primaryRoute }, rows),
        interchange: shared === null ? null : { number: row.controlNumber ?? shared, orders: orders ?? 1 },
      }
    },
  )
}

const STARTED: ReadonlySet<DeliveryState> = new Set(['waiting', 'deferred', 'uncertain'])

/** Agrees with `waitsFor`, and reads nothing more: a list of orders has no time for each wait. */
function standstillOf(
  { state, routePause, note, nextAt, fallbackCheckAt, circuitReason, ...delivery }: StandstillFacts,
  all: readonly StandstillFacts[],
): Standstill | null {
  if (nextAt === null) return null
  if (state === 'refused') {
    if (fallbackCheckAt !== null && fallbackCheckAt < NEVER) return null
    return note !== null && isAcceptedWithChanges(note) ? 'changed' : 'refused'
  }
  if (!STARTED.has(state)) return null
  if (routePause !== null) return 'pause'
  if (state === 'deferred' && note !== null && isLasting(note)) return 'lasting'
  const isBehind = all.some(
    (other) =>
      other.version < delivery.version &&
      sharesChain(other, delivery) &&
      other.nextAt !== null &&
      other.state !== 'refused' &&
      other.state !== 'sent',
  )
  if (circuitReason === null || nextAt >= NEVER || isBehind) return null
  return isLasting(circuitReason) ? 'lasting' : 'circuit'
}
