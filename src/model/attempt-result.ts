/** Whether the document may have reached the receiver. Never lowered. Every rule about repeats reads this value. */
export type Reached = 'no' | 'maybe' | 'yes'

/** JSON that a transport may store between attempts. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/**
 * How far an attempt had come when the attempt ended. `settings` is the preparation in the gateway; `open` is the
 * folder or the bucket; `receipt` is the receiver's answer to the document.
 */
export type Phase = 'settings' | 'connect' | 'secure' | 'sign in' | 'open' | 'write' | 'rename' | 'receipt'

/**
 * How an attempt ended. `note` is one sentence for the order desk, with the event and the phase. `note` never holds a
 * credential.
 */
export type AttemptResult = Outcome & {
  /**
   * State that the next attempt needs, such as the recipients that already have the mail. Replaces the stored state;
   * absent keeps the stored state.
   */
  readonly progress?: Json
  readonly evidence?: SignedReceipt
}

/** The receiver's proof, stored exactly as received. */
export interface SignedReceipt {
  /** The message with headers and body (message/rfc822). */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** SHA-256 of the body. The same digest again is a repetition. */
  readonly digest: string
}

/** The phase in which an attempt failed. */
interface Early {
  readonly phase: Phase
}

type Outcome =
  | { readonly outcome: 'delivered'; readonly note: string }
  /** Handed over. The receiver's own receipt is still due. */
  | { readonly outcome: 'sent'; readonly note: string }
  /** A person must act. `routeWide`: the receiver would refuse the next order too, so the gateway pauses the route. */
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
      /** The next attempt repeats no delivered part, such as a mail that goes only to the recipients without a copy. */
      readonly repeatsNothing?: boolean
      /** TLS failed. An untrusted certificate stays untrusted, so a few such failures in a row pause the route. */
      readonly securing?: boolean
      readonly note: string
    })
  /** The document may have arrived. */
  | (Early & {
      readonly outcome: 'uncertain'
      /** The check for the document gave no answer: a person decides before the gateway sends the document again. */
      readonly holdForPerson?: boolean
      readonly note: string
    })
  /** No attempt: the supplier's system collects the document. */
  | { readonly outcome: 'kept'; readonly note: string }
