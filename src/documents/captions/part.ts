import { ORDER_FIELDS, type OrderField } from './order-fields.ts'

/** The meaning of a segment or an element, for a person who does not know the standard. */
export const CAPTIONS = [
  ...ORDER_FIELDS,
  ...(['punctuation', 'envelope', 'message', 'reference', 'mail', 'supplier', 'deliver-to', 'bill-to'] as const),
  ...(['currency', 'line', 'lines-end', 'count', 'end', 'order-kind'] as const),
] as const
export type Caption = (typeof CAPTIONS)[number]

/** A segment, or a line of XML. */
export interface DocumentPart {
  readonly text: string
  readonly caption: Caption | null
  /** The values of the order that the part holds. */
  readonly fields: readonly OrderField[]
  /** The order line of the part, from 0; null outside the lines. */
  readonly line: number | null
}

/**
 * A row of a format's table: the start of a segment or the end of an element's path, the caption, and the values inside.
 * Without values, a caption that names a value holds this value.
 */
export type CaptionRow = readonly [place: string, caption: Caption, ...fields: OrderField[]]

const KNOWN: ReadonlySet<string> = new Set(ORDER_FIELDS)

export const fieldsOf = ([, caption, ...fields]: CaptionRow): readonly OrderField[] =>
  fields.length > 0 ? fields : KNOWN.has(caption) ? [caption as OrderField] : []
