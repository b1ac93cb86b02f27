import type { Result } from '../../model/result.ts'
import { readCxmlResponse } from '../cxml/answer.ts'

/** The receiver's verdict on a document, from the body of the HTTP response. */
export interface ResponseVerdict {
  /** The code as in HTTP: 2xx, 4xx or 5xx. */
  readonly status: number
  /** A single line for the order desk; empty if the receiver gave no text. */
  readonly text: string
}

type VerdictReader = (bytes: Uint8Array) => Result<ResponseVerdict, string>

/** Readers of responses that standards put into the body of a 200, by the document's format. */
const readers: Readonly<Record<string, VerdictReader>> = { 'cxml-1.2': readCxmlResponse }

export const answeredFormats: readonly string[] = Object.keys(readers)

export const verdictReaderFor = (format: string): VerdictReader | null =>
  Object.hasOwn(readers, format) ? (readers[format] ?? null) : null
