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

/** What a format writes: text, and how it must be encoded. */
export interface Written {
  readonly text: string
  readonly charset: Charset
  readonly warnings: readonly Warning[]
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
}
