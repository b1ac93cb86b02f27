/** A receiver's verdict on a document, from the body of the HTTP response. */
export interface ResponseVerdict {
  /** The HTTP status with the same meaning: 2xx, 4xx or 5xx. */
  readonly status: number
  /** A single line for the order desk; empty if the receiver gave no text. */
  readonly text: string
}
