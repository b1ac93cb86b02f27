import type { Result } from '../../model/result.ts'

/** The receiver's verdict on a document, from the body of the HTTP response. */
export interface ResponseVerdict {
  /** The code as in HTTP: 2xx, 4xx or 5xx. */
  readonly status: number
  /** A single line for the order desk; empty if the receiver gave no text. */
  readonly text: string
}

export type VerdictReader = (bytes: Uint8Array) => Result<ResponseVerdict, string>
