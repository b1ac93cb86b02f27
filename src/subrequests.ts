import type { ClientCertificates, Network } from './ports.ts'

/**
 * Cloudflare allows one invocation 50 requests to the outside on the Free plan, and 10,000 on Paid. Every alarm is an invocation of
 * its own, so the smaller number is kept on both plans: it costs one alarm more for every few dozen deliveries.
 */
export const SUBREQUESTS = 50

/** An attempt whose request this error refused has sent nothing by that request. */
export class SubrequestsSpentError extends Error {
  constructor() {
    super('This invocation has made as many requests as it may.')
    this.name = 'SubrequestsSpentError'
  }
}

export interface SubrequestBudget {
  /** Requests that may still be made. */
  left(): number
  /** Counts one, or throws where none is left. */
  spend(): void
  /** A new invocation has begun. */
  renew(): void
}

export function createSubrequestBudget(limit = SUBREQUESTS): SubrequestBudget {
  let used = 0
  return {
    left: () => limit - used,
    spend() {
      if (used >= limit) throw new SubrequestsSpentError()
      used++
    },
    renew() {
      used = 0
    },
  }
}

/** Every way to the network, counted. TLS over an open connection is no request of its own. */
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

/**
 * Watches one attempt. `sentNothing` answers true when the budget refused a request of it, and let nothing through that could have
 * carried the document.
 */
export function watchedWire(wire: Network): { readonly wire: Network; readonly sentNothing: () => boolean } {
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
  return {
    sentNothing: () => refused && !carried,
    wire: {
      fetch: (request) => watch(request.method !== 'GET' && request.method !== 'HEAD', () => wire.fetch(request)),
      probe: (host, port, signal) => watch(false, () => wire.probe(host, port, signal)),
      openConnection: (host, port, signal, state) => watch(true, () => wire.openConnection(host, port, signal, state)),
      secure: (line, host) => wire.secure(line, host),
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
