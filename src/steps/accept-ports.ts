import type { Acceptance, Submission } from '../outbox/accept.ts'
import type { RetractionResult, UnconfirmedCause } from '../outbox/actions/retract-acceptance.ts'
import type { DirectOccurrence } from '../outbox/alerts/direct-alert.ts'
import type { RefusedOrder } from '../outbox/refused.ts'
import type { Clock, NewId, Secrets, StartHmac } from '../ports.ts'
import type { CatalogueChanges } from '../profile/catalogue.ts'
import type { CatalogueCopy } from '../profile/catalogue-copy.ts'

/**
 * A call that the outbox must get, even after the request has ended. A repeated call changes no more, except that an
 * order without an id may be counted twice.
 */
export type PendingCall =
  | {
      readonly kind: 'withdraw'
      readonly orderId: string
      readonly requestId: string
      readonly doubt: UnconfirmedCause
    }
  | { readonly kind: 'accept'; readonly submission: Submission }
  | { readonly kind: 'keep-refused'; readonly order: RefusedOrder }
  | { readonly kind: 'count-nameless' }

/** Stores the calls for a supplier's outbox outside of the outbox, because the outbox may hang. */
export interface PendingCalls {
  /** Rejects when the store is full. */
  add(id: string, call: PendingCall): Promise<void>
  remove(id: string): Promise<void>
}

/** The stored calls, for the code that makes the calls later. */
export interface KeptCalls extends Pick<PendingCalls, 'remove'> {
  /** A page of the stored calls after this id in the order of ids, from the first for an empty id. */
  list(after: string): Promise<PendingPage>
}

export interface PendingPage {
  readonly calls: readonly { readonly id: string; readonly call: PendingCall }[]
  /** The id after which the next page begins; null for the last page. */
  readonly next: string | null
}

/** The supplier's outbox, for the webhook and the poll. */
export interface AcceptingOutbox {
  /**
   * Null when the deadline had passed, or when a withdrawal arrived first: the outbox stored no order. `judgedBy`: the
   * version of the catalogue that judged the order. For an older version the outbox answers with the newer entries, and
   * stores no order, unless it stored the request before.
   */
  accept(submission: Submission, judgedBy?: number): Promise<Acceptance | CatalogueChanges | null>
  /** The entries after this version of the catalogue; null when there are none. */
  catalogueSince(version: number): Promise<CatalogueChanges | null>
  keepRefused(order: RefusedOrder): Promise<void>
  /** A signed JSON body without an order id cannot be stored under an id. */
  countOrdersWithoutId(): Promise<void>
  /** Records that the gateway refused an order with a wrong signature. */
  addWrongSignature(): Promise<void>
  /** Undoes, as far as possible, an acceptance that the sender does not know of. */
  withdraw(orderId: string, requestId: string, doubt: UnconfirmedCause): Promise<RetractionResult>
}

/** The content of an order that was accepted last. May be stale or empty at any time, so the cache decides no order. */
export interface SeenCache {
  get(orderId: string): Promise<SeenVersion | null>
  /**
   * Null where the cache keeps no entry. Never rejects: a failure, or the day's limit, costs only a request to the
   * outbox.
   */
  put(orderId: string, seen: SeenVersion): Promise<void> | null
  /** The id of the storage that holds the supplier's orders now; null before the first id was written. */
  storageId(): Promise<string | null>
}

export interface SeenVersion {
  readonly digest: string
  readonly version: number
  /** The storage that holds the version; absent for versions from before storage had ids. */
  readonly storageId?: string
}

/** The ports of `acceptOrder`, for one supplier. */
export interface AcceptPorts {
  readonly clock: Clock
  readonly secrets: Secrets
  readonly startHmac: StartHmac
  /** Waits before work on so many bytes of an unverified body. */
  readonly waitTurn: (bytes: number) => Promise<void>
  readonly seen: SeenCache
  readonly catalogue: CatalogueCopy
  /** Returns a fresh stub on every call, because a stub that threw may stay broken. */
  readonly outbox: () => AcceptingOutbox
  readonly pending: PendingCalls
  /** Whether the gateway may read a refused body, to count the order. */
  readonly mayLook: () => boolean
  /** Sends an alert while the outbox cannot be reached. */
  readonly tell: (occurrence: DirectOccurrence) => Promise<void>
  readonly newId: NewId
  /** Work that may outlive the answer. */
  readonly waitUntil: (work: Promise<unknown>) => void
}
