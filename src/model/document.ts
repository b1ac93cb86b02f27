import type { Charset } from '../text/charset.ts'

/**
 * A change to wording, or an omitted reference, because the format has no room or no character for the text. Keys,
 * quantities and dates are never changed: an order that does not fit is refused.
 */
export interface Warning {
  /** The field in the posted JSON, such as `packages[0].stock_item.name`. */
  readonly path: string
  readonly code: 'cut' | 'replaced' | 'omitted'
  /** The original text, and the text in the document (empty when omitted). */
  readonly was: string
  readonly became: string
}

/** Why the gateway writes a version: for the first time, to replace all earlier versions, or to cancel. */
export type Purpose = 'original' | 'replacement' | 'cancellation'

/** The output of a format: a text, or a mail that carries a text. */
export type FormatOutput = TextOutput | MailOutput

/** A text and the character set of the document. */
export interface TextOutput {
  readonly text: string
  readonly charset: Charset
  readonly warnings: readonly Warning[]
  /** Set where the settings choose the media type and extension; default: the format's own. */
  readonly mediaType?: string
  readonly extension?: string
}

/** The parts of a mail. `steps/compose-mail` writes the MIME message. */
export interface MailOutput {
  readonly mail: Mail
  readonly warnings: readonly Warning[]
}

export interface Mail {
  readonly from: string
  readonly to: readonly string[]
  readonly replyTo?: string
  /** A single line. */
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachment?: Attachment
}

/** The route's file-name pattern names the attachment when the mail is composed. */
export interface Attachment {
  readonly text: string
  readonly charset: Charset
  readonly mediaType: string
  /** Without the dot. */
  readonly extension: string
}

/** The sender and recipients of the SMTP envelope. The header fields may differ. */
export interface Envelope {
  readonly from: string
  readonly to: readonly string[]
}

/** The bytes of one version of an order for one route. Stored once and sent unchanged on every attempt. */
export interface Document {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: string
  /** Safe on any file system, and the same on every attempt. */
  readonly fileName: string
  /** SHA-256 of the bytes, lower-case hex. */
  readonly digest: string
  readonly controlNumber: number | null
  readonly warnings: readonly Warning[]
  /** Names of the secrets that the bytes mark as `{{secret:NAME}}`. Absent in a document of an earlier gateway. */
  readonly secrets?: readonly string[]
  /** Only for a mail. */
  readonly envelope?: Envelope
}
