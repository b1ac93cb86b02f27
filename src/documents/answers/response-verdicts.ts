import type { Result } from '../../result.ts'
import { readCxmlResponse } from '../cxml/answer.ts'

/** What a receiver says of a document in its answer to the request that brought it. */
export interface ResponseVerdict {
  /** As HTTP would have put it: 200 and on, 400 and on, 500 and on. */
  readonly status: number
  /** For a person, one line; empty where nothing more is said. */
  readonly text: string
}

type WordReader = (bytes: Uint8Array) => Result<ResponseVerdict, string>

/** The answers that standards put into the body of a 200, by the document's format. */
const readers: Readonly<Record<string, WordReader>> = { 'cxml-1.2': readCxmlResponse }

export const answeredFormats: readonly string[] = Object.keys(readers)

export const verdictReaderFor = (format: string): WordReader | null =>
  Object.hasOwn(readers, format) ? (readers[format] ?? null) : null
