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
  async fetch(request, purpose) {
    budget.spend()
    return wire.fetch(request, purpose)
  },
  async probe(host, port, signal, layer) {
    budget.spend()
    return wire.probe(host, port, signal, layer)
  },
  async isUnknownName(host, signal) {
    budget.spend()
    return wire.isUnknownName(host, signal)
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

/** The reason why an attempt without a result certainly carried no document. */
type SentNothing = { readonly why: 'budget' } | { readonly why: 'sign-in'; readonly host: string }

/**
 * Watches one attempt. `whySentNothing` returns a reason when the budget refused a request, or a token request has no answer
 * yet, and no request could have carried the document; otherwise null.
 */
export function watchedWays({
  wire,
  certificates,
}: Ways): Ways & { readonly whySentNothing: () => SentNothing | null } {
  let refused = false
  /** Requests that carry the document, from their start. */
  let carrying = 0
  let signingIn: string | null = null
  async function watch<T>(carries: boolean, request: () => Promise<T>): Promise<T> {
    if (carries) carrying++
    try {
      return await request()
    } catch (error) {
      if (error instanceof SubrequestsSpentError) {
        refused = true
        if (carries) carrying--
      }
      throw error
    }
  }
  async function signIn(request: Request): Promise<Response> {
    signingIn = new URL(request.url).host
    try {
      return await watch(false, () => wire.fetch(request, 'sign-in'))
    } finally {
      signingIn = null
    }
  }
  const watchFetch = (way: Pick<Network, 'fetch'>, request: Request): Promise<Response> =>
    watch(request.method !== 'GET' && request.method !== 'HEAD', () => way.fetch(request))
  return {
    whySentNothing() {
      if (carrying > 0) return null
      if (refused) return { why: 'budget' }
      return signingIn === null ? null : { why: 'sign-in', host: signingIn }
    },
    wire: {
      fetch: (request, purpose) => (purpose === 'sign-in' ? signIn(request) : watchFetch(wire, request)),
      probe: (host, port, signal, layer) => watch(false, () => wire.probe(host, port, signal, layer)),
      isUnknownName: (host, signal) => wire.isUnknownName(host, signal),
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
