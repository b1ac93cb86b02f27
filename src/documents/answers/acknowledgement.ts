import type { Result } from '../../result.ts'

/** What a receiver's system says of a document it was sent. */
export interface Acknowledgement {
  /** `technical`: its translator could read it. `business`: its order system says whether it will deliver. */
  readonly kind: 'technical' | 'business'
  readonly verdict: Verdict
  readonly subject: Subject
  /** Whose system speaks, and to whom; null where the document doesn't say. */
  readonly sender: Party | null
  readonly recipient: Party | null
  /** It says of itself that it is a test. */
  readonly test: boolean
  /** What it is called by its sender: the same once more is a repetition. */
  readonly senderReference: string
  /** A rejection for nothing but that they had the document already. */
  readonly repeat: boolean
  /** For a person, one line. */
  readonly reason: string | null
}

/** `received`: it arrived, and nothing is said yet about whether it will do. */
export type Verdict = 'accepted' | 'accepted-with-changes' | 'rejected' | 'received'

/** Which document is spoken of. */
export type Subject =
  | {
      readonly by: 'control-number'
      /** What the number is that of. */
      readonly of: 'interchange' | 'group'
      /** As it came back: `00000000004217` and `4217` are the same. */
      readonly number: string
      /** Of which message in the interchange; null where all of it is meant, but for those in `besides`. */
      readonly message: string | null
      /** Messages that have a word of their own. */
      readonly exceptMessages?: readonly string[]
      /** The kind of message or group that is spoken of, as its syntax names it; null where it isn't said. */
      readonly type: string | null
    }
  | {
      readonly by: 'order-number'
      readonly orderNumber: string
      /** The version of the order, where the sender names one. */
      readonly version?: number | undefined
      /** The sender says that it answers a cancellation. */
      readonly cancellation?: boolean
    }
  | { readonly by: 'payload'; readonly payloadIds: readonly string[] }

export interface Party {
  readonly id: string
  /** Empty where none is given. */
  readonly qualifier: string
}

/** What was sent may hold several. The error is the reason why it can't be read, for the one who sent it. Never throws. */
export type AcknowledgementReader = (bytes: Uint8Array) => Result<readonly Acknowledgement[], string>

/** More than any acknowledgement of one order needs, and little enough to read at once. */
export const ACKNOWLEDGEMENT_BYTES = 1_048_576

const REASON_LENGTH = 500

/** What somebody else's system wrote, as one line that no screen or log can be upset by. Null when nothing is left. */
export function reasonFrom(parts: readonly string[]): string | null {
  const line = [...new Set(parts.map(oneLine).filter((part) => part !== ''))].join(' ')
  return line === '' ? null : line.slice(0, REASON_LENGTH).toWellFormed()
}

const oneLine = (text: string): string => text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()

/** A value of theirs inside a sentence of ours. */
export const quoted = (value: string): string => `'${oneLine(value.slice(0, 60)).toWellFormed()}'`
