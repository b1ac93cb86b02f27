import type { ClientCertificates, Network } from '../ports.ts'

/**
 * Cloudflare allows one invocation 50 requests to the network on the Free plan, and 10,000 on Paid. Every alarm is a
 * new invocation, so both plans use the smaller number. The price is one more alarm for every few dozen deliveries.
 */
export const SUBREQUESTS = 50

/** A request that this error refused sent no byte. */
export class SubrequestsSpentError extends Error {
  constructor() {
    super('This invocation has made as many requests as it may.')
    this.name = 'SubrequestsSpentError'
  }
}

export type SubrequestBudget = ReturnType<typeof createSubrequestBudget>

export function createSubrequestBudget(limit = SUBREQUESTS) {
  let used = 0
  return {
    left: () => limit - used,
    /** Counts a request, or throws when the budget is used up. */
    spend(): void {
      if (used >= limit) throw new SubrequestsSpentError()
      used++
    },
    /** Starts a new invocation. */
    renew(): void {
      used = 0
    },
  }
}

/** Counts every request to the network. TLS over an open connection is no new request. */
export const countedWire = (wire: Network, budget: SubrequestBudget): Network => ({
  async fetch(request) {
    budget.spend()
    return wire.fetch(request)
  },
  async probe(host, port, signal) {
    budget.spend()
    return wire.probe(host, port, signal)
  },
  async openConnection(host, port, signal, state) {
    budget.spend()
    return wire.openConnection(host, port, signal, state)
  },
  secure: (line, host) => wire.secure(line, host),
})

/** The ways of one attempt to the network. */
interface Ways {
  readonly wire: Network
  readonly certificates: ClientCertificates
}

/**
 * Watches one attempt. `sentNothing` returns true when the budget refused a request and no earlier request could have
 * carried the document.
 */
export function watchedWays({ wire, certificates }: Ways): Ways & { readonly sentNothing: () => boolean } {
  let refused = false
  let carried = false
  async function watch<T>(carries: boolean, request: () => Promise<T>): Promise<T> {
    try {
      const answer = await request()
      carried ||= carries
      return answer
    } catch (error) {
      if (error instanceof SubrequestsSpentError) refused = true
      else carried ||= carries
      throw error
    }
  }
  const watchFetch = (way: Pick<Network, 'fetch'>, request: Request): Promise<Response> =>
    watch(request.method !== 'GET' && request.method !== 'HEAD', () => way.fetch(request))
  return {
    sentNothing: () => refused && !carried,
    wire: {
      fetch: (request) => watchFetch(wire, request),
      probe: (host, port, signal) => watch(false, () => wire.probe(host, port, signal)),
      openConnection: (host, port, signal, state) => watch(true, () => wire.openConnection(host, port, signal, state)),
      secure: (line, host) => wire.secure(line, host),
    },
    certificates: {
      get(name) {
        const binding = certificates.get(name)
        return binding && { fetch: (request) => watchFetch(binding, request) }
      },
    },
  }
}

export const countedCertificates = (
  certificates: ClientCertificates,
  budget: SubrequestBudget,
): ClientCertificates => ({
  get(name) {
    const binding = certificates.get(name)
    return (
      binding && {
        async fetch(request) {
          budget.spend()
          return binding.fetch(request)
        },
      }
    )
  },
})
