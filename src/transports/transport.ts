import type { ZodMiniType } from 'zod/mini'
import type { Document } from '../document.ts'
import type { Secrets, Wire } from '../ports.ts'

/** A route's `transport` settings. Each transport narrows this to its own. */
export interface TransportSettings {
  readonly kind: string
}

/** One document on its way, with the identity it keeps over every retry. */
export interface Parcel {
  readonly document: Document
  /** The same for every try of one version on one route, and for nothing else: 32 hex characters. */
  readonly key: string
  readonly supplier: string
  readonly route: string
  readonly orderNumber: string
  readonly possibleRepeat: boolean
  /** The last try failed, or none was ever made: look before you send. */
  readonly doubtful: boolean
}

/** What a transport is lent for one try. */
export interface Means {
  readonly wire: Wire
  readonly secrets: Secrets
  /** Aborts when the try has lasted as long as it may. */
  readonly signal: AbortSignal
}

export type Reached = 'no' | 'maybe' | 'yes'

/** How a try ended. `note` is one sentence for the order desk: what happened, in which phase; never a credential. */
export type Receipt =
  | { readonly outcome: 'delivered'; readonly note: string }
  /** Handed over; the receiver's own word is still due. */
  | { readonly outcome: 'sent'; readonly note: string }
  /** A person must act. `routeWide`: the next order would be refused too, so the route is paused. */
  | { readonly outcome: 'refused'; readonly reached: Reached; readonly routeWide?: boolean; readonly note: string }
  | {
      readonly outcome: 'deferred'
      readonly reached: 'no' | 'maybe'
      readonly retryAfterSeconds?: number
      readonly note: string
    }
  /** It may have landed. */
  | { readonly outcome: 'uncertain'; readonly note: string }
  /** Not a try: the supplier's system comes and collects it. */
  | { readonly outcome: 'kept'; readonly note: string }

/** How a document travels: one file under `transports/`, one line in `registry.ts`. */
export interface Transport<S extends TransportSettings = TransportSettings> {
  readonly kind: string
  /** The schema of the route's `transport` settings, `kind` included. */
  readonly settings: ZodMiniType<S>
  /** The names of the secrets these settings speak of. */
  secrets(settings: S): readonly string[]
  /** The longest a try may last. At most 60 s. */
  timeoutSeconds(settings: S): number
  /** Never throws for what a network or a receiver can do: that is what receipts are for. */
  deliver(parcel: Parcel, settings: S, means: Means): Promise<Receipt>
}
