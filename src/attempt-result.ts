/** Whether a document may be at the receiver's. Never lowered; every rule about repeats reads it. */
export type Reached = 'no' | 'maybe' | 'yes'

/** JSON, as a transport may have it kept between tries. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/**
 * How far a try had come when it ended. What was prepared here is `settings`; `open` is the folder or the bucket; `receipt`
 * is the receiver's answer to what it had been given.
 */
export type Phase = 'settings' | 'connect' | 'secure' | 'sign in' | 'open' | 'write' | 'rename' | 'receipt'

/** How a try ended. `note` is one sentence for the order desk: what happened, in which phase; never a credential. */
export type AttemptResult = Outcome & {
  /** What the next try must know, such as who has had the mail. Replaces what was kept before; absent keeps it. */
  readonly progress?: Json
  readonly evidence?: SignedReceipt
}

/** What the receiver sent in proof of what it says: kept as it came. */
export interface SignedReceipt {
  /** A whole message, headers and body (message/rfc822). */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** SHA-256 of its body: the same once more is a repetition. */
  readonly digest: string
}

/** Where a try ended early. */
interface Early {
  readonly phase: Phase
}

type Outcome =
  | { readonly outcome: 'delivered'; readonly note: string }
  /** Handed over; the receiver's own word is still due. */
  | { readonly outcome: 'sent'; readonly note: string }
  /** A person must act. `routeWide`: the next order would be refused too, so the route is paused. */
  | (Early & {
      readonly outcome: 'refused'
      readonly reached: Reached
      readonly routeWide?: boolean
      readonly note: string
    })
  | (Early & {
      readonly outcome: 'deferred'
      readonly reached: 'no' | 'maybe'
      readonly retryAfterSeconds?: number
      /** The next attempt repeats nothing that arrived, such as a mail to the recipients that have not had it. */
      readonly repeatsNothing?: boolean
      /** The line could not be secured: a certificate that nobody trusts stays so, and a few in a row pause the route. */
      readonly securing?: boolean
      readonly note: string
    })
  /** It may have landed. */
  | (Early & {
      readonly outcome: 'uncertain'
      /** Looking for it told nothing: it is not sent again unless a person says so. */
      readonly asks?: boolean
      readonly note: string
    })
  /** Not a try: the supplier's system comes and collects it. */
  | { readonly outcome: 'kept'; readonly note: string }
