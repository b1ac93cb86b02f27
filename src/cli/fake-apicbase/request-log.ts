/** A received request. */
export interface LoggedRequest {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** 0: the connection was closed without a response. */
  status: number
  /** The deliberate fault. */
  fault?: string
}

/** Every request, with any result. The rate limit is checked against this log. */
export type RequestLog = ReturnType<typeof createRequestLog>

export function createRequestLog() {
  let requests: LoggedRequest[] = []
  return {
    get requests() {
      return requests
    },
    add(at: number, method: string, path: string): LoggedRequest {
      const request: LoggedRequest = { at, method, path, status: 0 }
      requests.push(request)
      return request
    },
    /** Highest number of requests within any window of this length. */
    most(windowMs: number): number {
      const times = requests.map(({ at }) => at).sort((a, b) => a - b)
      let [most, from] = [0, 0]
      for (const [upTo, at] of times.entries()) {
        while (at - (times[from] ?? 0) >= windowMs) from++
        most = Math.max(most, upTo - from + 1)
      }
      return most
    },
    /** Number of responses for each status, and number of each fault. */
    tally(): Readonly<Record<string, number>> {
      const counts: Record<string, number> = {}
      for (const { status, fault } of requests) {
        const what = fault === undefined ? String(status) : `fault ${fault}`
        counts[what] = (counts[what] ?? 0) + 1
      }
      return counts
    },
    clear: () => {
      requests = []
    },
  }
}
