/** The reply of a receiver's system to a document. */
export interface Acknowledgement {
  /** `functional`: the receiver's translator read the document. `business`: the order system says if it will deliver. */
  readonly kind: 'functional' | 'business'
  readonly verdict: Verdict
  readonly subject: Subject
  /** The parties of the reply; null if the reply names none. */
  readonly sender: Party | null
  readonly recipient: Party | null
  /** The reply is marked as a test. */
  readonly test: boolean
  /** The sender's own reference. The same reference with the same content marks a repetition. */
  readonly senderReference: string
  /** The receiver rejected the document only because the receiver already had the document. */
  readonly repeat: boolean
  /** A single line for the order desk. */
  readonly reason: string | null
  /** Given by a reply without ordered quantities: the gateway compares the lines with the sent document. */
  readonly confirmed?: Confirmed
}

interface Confirmed {
  /** The receiver's own words, for the beginning of the reason. */
  readonly words: readonly string[]
  readonly lines: readonly ConfirmedLine[]
}

/** A line of a reply. A field is empty if the reply leaves it out. */
export interface ConfirmedLine {
  /** The number of the line in the reply. */
  readonly number: string
  /** The number of the line in the order. */
  readonly orderLine: string
  readonly article: string
  /** Element 1229 of UN/EDIFACT. */
  readonly status: string
  readonly quantity: string
  readonly unit: string
  readonly backOrdered: string
}

/** `received`: the document arrived, but the receiver has not yet accepted or rejected the order. */
export type Verdict = 'accepted' | 'accepted-with-changes' | 'rejected' | 'received'

/** The document that the acknowledgement is about. */
export type Subject =
  | {
      readonly by: 'control-number'
      /** The kind of number. */
      readonly of: 'interchange' | 'group'
      /** The number as the receiver sent it: `00000000004217` and `4217` are equal. */
      readonly number: string
      /** The number of the message in the interchange. Null means all messages except `exceptMessages`. */
      readonly message: string | null
      /** Messages that have their own reply. */
      readonly exceptMessages?: readonly string[]
      /** The type of the message or group, as the syntax names the type; null if the reply does not name a type. */
      readonly type: string | null
    }
  | {
      readonly by: 'order-number'
      readonly orderNumber: string
      /** The version of the order, if the receiver names the version. */
      readonly version?: number | undefined
      /** The receiver says that the reply answers a cancellation. */
      readonly cancellation?: boolean
    }
  | { readonly by: 'payload'; readonly payloadIds: readonly string[] }

export interface Party {
  readonly id: string
  /** Empty if the reply gives no qualifier. */
  readonly qualifier: string
}
