/** What the journey needs of a platform. Implemented in `platform/` for Cloudflare, and by fakes in tests. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
}

export interface Secrets {
  /** Undefined when no such secret is set. The value must never be logged, stored or put in an error. */
  get(name: string): string | undefined
}

/** The network, as transports may use it. */
export interface Wire {
  /** Like `fetch`; the caller sets `redirect` and `signal`. */
  fetch(request: Request): Promise<Response>
  /**
   * Opens a TCP connection and closes it at once. `fetch` gives one and the same error for a refused port and for a line cut
   * after the whole body, so this is the only way to know that nothing was sent.
   */
  probe(host: string, port: number, signal: AbortSignal): Promise<'open' | 'closed'>
}
