import type { Acceptance, Submission } from '../outbox/accept.ts'
import { type EarlierCause, presentCause } from '../outbox/actions/earlier-causes.ts'
import {
  type RetractionResult,
  retractAcceptance,
  type UnconfirmedCause,
} from '../outbox/actions/retract-acceptance.ts'
import { isUnknownReason, placeOf } from '../outbox/catalogue/held-unknown.ts'
import { incrementValue } from '../outbox/facts.ts'
import { keepRefused, type RefusedOrder } from '../outbox/refused.ts'
import type { ReinstatePorts } from '../outbox/reinstate.ts'
import { isStoredRequest } from '../outbox/request-ledger.ts'
import { storageIdOf } from '../outbox/storage-id.ts'
import { alertHeldUnconfirmed, alertSentUnconfirmed } from '../outbox/unconfirmed.ts'
import { openWrongSignatures } from '../outbox/wrong-signatures.ts'
import type { CatalogueChanges } from '../profile/catalogue.ts'
import { sendUnconfirmedAt } from '../profile/shipping.ts'
import { type CommitPorts, commit } from '../steps/commit.ts'
import type { OrderProgress } from '../steps/dispatch-ports.ts'
import type { AcceptedStarts } from './attempt-lanes.ts'
import type { LiveSupplier } from './catalogue/live-supplier.ts'

export interface IntakePorts extends CommitPorts, Pick<ReinstatePorts, 'fallbackRules'> {
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
  readonly showProgress?: ((progress: OrderProgress) => void) | undefined
}

/** The dispatcher's work after an order was stored or withdrawn. */
interface Afterwards {
  afterAccept(order: Pick<Submission, 'orderId' | 'cutOff'>, dueAt: number, starts: AcceptedStarts): void
  releaseKnown(after: number): void
  afterCommand(): void
  acceptedStarts(): AcceptedStarts
}

/** Accepts orders into the outbox, and withdraws accepted orders. */
export function openIntake(
  ports: IntakePorts,
  dispatcher: Afterwards,
  catalogue: Pick<LiveSupplier, 'changesFor' | 'version'>,
) {
  const { sql, clock, supplier } = ports

  const signatures = openWrongSignatures(ports)
  const storageId = storageIdOf(sql)

  /** `isByNewest`: the order was judged by the newest entries of the catalogue. */
  function acceptOne(submission: Submission, arrivedAt: number, isByNewest: boolean): Acceptance | null {
    const starts = dispatcher.acceptedStarts()
    const committed = commit(submission, arrivedAt, ports, starts.plan)
    const { holdReason: reason = null } = committed?.acceptance ?? {}
    try {
      if (!isByNewest && isUnknownReason(reason) && catalogue.version() > 0)
        dispatcher.releaseKnown(placeOf(sql, submission.orderId) - 1)
    } finally {
      // An attempt that the transaction leased, and that never begins, would count as perhaps arrived.
      if (committed && committed.dueAt !== null) dispatcher.afterAccept(submission, committed.dueAt, starts)
    }
    const { status, holdReason } = committed?.acceptance ?? {}
    const orderNumber = submission.orderNumber ?? submission.orderId
    if (status) ports.showProgress?.({ orderNumber, outcome: holdReason ? `${status} (${holdReason})` : status })
    if (committed && submission.source === 'webhook') signatures.end()
    return committed && { ...committed.acceptance, storageId }
  }

  /** A failure of one order must not keep the other orders out. */
  function tryAccept(submission: Submission, arrivedAt: number): Acceptance | null {
    try {
      return acceptOne(submission, arrivedAt, false)
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error
      ports.log({ event: 'accept-fault', supplier: ports.name, error: name })
      return null
    }
  }

  function accept(submission: Submission): Acceptance | null
  function accept(submission: Submission, judgedBy: number | undefined): Acceptance | CatalogueChanges | null
  function accept(submission: Submission, judgedBy?: number): Acceptance | CatalogueChanges | null {
    const changes = judgedBy === undefined ? null : catalogue.changesFor(judgedBy)
    // The second call of a stored request gets the answer of the first call, whatever people entered since.
    if (changes && !isStoredRequest(sql, submission)) return changes
    return acceptOne(submission, clock.now(), judgedBy !== undefined)
  }

  return {
    accept,
    catalogueSince: (version: number): CatalogueChanges | null => catalogue.changesFor(version),
    acceptAll(submissions: readonly Submission[]): (Acceptance | null)[] {
      const arrivedAt = clock.now()
      return submissions.map((submission) => tryAccept(submission, arrivedAt))
    },
    keepRefused(order: RefusedOrder): void {
      keepRefused(sql, order, clock.now())
      ports.showProgress?.({ orderNumber: order.orderNumber ?? order.orderId, outcome: 'refused' })
      signatures.end()
    },
    /** Records that the gateway refused an order with a wrong signature. */
    addWrongSignature(): void {
      if (sql.atomically(signatures.add)) dispatcher.afterCommand()
    },
    /** A signed body without an order id cannot be stored, so the outbox only counts the body. */
    countOrdersWithoutId: (): void => incrementValue(sql, 'orders-without-id'),
    withdraw(
      orderId: string,
      requestId: string,
      cause: UnconfirmedCause | EarlierCause = 'answered-error',
    ): RetractionResult {
      const doubt = presentCause(cause)
      const now = clock.now()
      const until = (route: string, cutOff: number | null) => sendUnconfirmedAt(supplier, route, now, cutOff)
      const withdrawn = sql.atomically(() => {
        const { found, version, held } = retractAcceptance(ports, orderId, requestId, doubt, until)
        if (found === 'left') alertSentUnconfirmed(ports, orderId, version, doubt)
        if (found === 'held' || held > 0) alertHeldUnconfirmed(ports, orderId, version, doubt)
        return found
      })
      dispatcher.afterCommand()
      return withdrawn
    },
  }
}
