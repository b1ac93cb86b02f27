/** The character sets a partner's system may ask for. Encoding is done by `steps/render`. */
export type Charset = 'us-ascii' | 'iso-8859-1' | 'iso-8859-15' | 'windows-1252' | 'utf-8'

/**
 * A change a writer made to wording, or a reference it left out, because the format has no room or no character for it.
 * Keys, quantities and dates are never changed: they are refused.
 */
export interface Warning {
  /** The field in the posted JSON, as `packages[0].stock_item.name`. */
  readonly path: string
  readonly code: 'cut' | 'replaced' | 'omitted'
  /** The text before, and what stands in the document instead (empty when omitted). */
  readonly was: string
  readonly became: string
}

/** Why a version of an order is written: for the first time, in place of every earlier one, or to take it back. */
export type Purpose = 'original' | 'replacement' | 'cancellation'

/** What a format writes: a text, or a mail that carries one. */
export type FormatOutput = TextOutput | MailOutput

/** Text, and how it must be encoded. */
export interface TextOutput {
  readonly text: string
  readonly charset: Charset
  readonly warnings: readonly Warning[]
  /** Where the settings decide them, instead of the format's own. */
  readonly mediaType?: string
  readonly extension?: string
}

/** The parts of a mail. `steps/compose-mail` makes MIME of them. */
export interface MailOutput {
  readonly mail: Mail
  readonly warnings: readonly Warning[]
}

export interface Mail {
  readonly from: string
  readonly to: readonly string[]
  readonly replyTo?: string
  /** One line. */
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachment?: Attachment
}

/** Named by the route's file-name pattern when the mail is composed. */
export interface Attachment {
  readonly text: string
  readonly charset: Charset
  readonly mediaType: string
  /** Without the dot. */
  readonly extension: string
}

/** Who a mail is handed over as from and to, whatever its header fields say. */
export interface Envelope {
  readonly from: string
  readonly to: readonly string[]
}

/** The bytes of one version of an order for one route. Stored once, sent again unchanged on every retry. */
export interface Document {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: string
  /** Safe on any file system; the same on every retry. */
  readonly fileName: string
  /** SHA-256 of the bytes, lower-case hex. */
  readonly digest: string
  readonly controlNumber: number | null
  readonly warnings: readonly Warning[]
  /** Of a mail only. */
  readonly envelope?: Envelope
}
