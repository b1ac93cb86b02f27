import type { AttemptResult } from '../model/attempt-result.ts'
import { findingNote, nothingSent } from '../model/finding.ts'
import type { TransportStore } from '../model/transport-store.ts'
import type { Lease } from '../outbox/queue.ts'
import { createTransportStore } from '../outbox/transport-store.ts'
import { requireRoute } from '../profile/route-named.ts'
import type { Route } from '../profile/supplier.ts'
import { transportOf } from '../transports/registry.ts'
import type { OutgoingDocument } from '../transports/transport.ts'
import { watchedWays } from '../web/subrequests.ts'
import { TimeLimitError, withAbortSignal, withTimeout } from '../web/time-limit.ts'
import type { DispatchPorts } from './dispatch-ports.ts'
import { fillSecrets } from './fill-secrets.ts'
import { createVerdictReader } from './response-verdict.ts'

/** Extra time before the gateway abandons a transport that ignores its signal. */
const GRACE_MS = 2_000

/** Whether an earlier attempt may have arrived. A resend by a person is sent in any case. */
const hasDoubt = ({ previousState, reached }: Lease): boolean =>
  previousState === 'waiting' ? reached === 'maybe' : reached !== 'no'

/**
 * Makes one attempt on the route's transport, within the time limit. An exception means `uncertain`, never failure:
 * the document may have arrived.
 */
export async function deliver(outgoing: OutgoingDocument, lease: Lease, ports: DispatchPorts): Promise<AttemptResult> {
  const { whySentNothing, ...ways } = watchedWays(ports)
  const result = await attempt(outgoing, lease, { ...ports, ...ways })
  const nothing = result.outcome === 'uncertain' ? whySentNothing() : null
  if (nothing === null) return result
  // The gateway's own request limit says nothing about the receiver.
  return nothing.why === 'budget'
    ? { outcome: 'deferred', reached: 'no', phase: 'connect', note: nothingSent('requests-used') }
    : { outcome: 'deferred', reached: 'no', phase: 'sign in', note: nothingSent('token-slow', { host: nothing.host }) }
}

async function attempt(outgoing: OutgoingDocument, lease: Lease, ports: DispatchPorts): Promise<AttemptResult> {
  try {
    const route = requireRoute(ports.supplier, lease.route)
    const looks = hasDoubt(lease) && (route.whenUncertain ?? ports.supplier.whenUncertain) === 'check'
    return await carry(
      outgoing,
      route,
      createTransportStore(ports.sql, lease, ports.clock),
      ports,
      looks ? lease : null,
    )
  } catch (error) {
    return cutShort(error)
  }
}

/** Delivers a test document that belongs to no delivery, with the same connection and time limit. Stores no state. */
export const deliverTest = (outgoing: OutgoingDocument, route: Route, ports: DispatchPorts): Promise<AttemptResult> =>
  carry(outgoing, route, NO_STORE, ports, null).catch(cutShort)

const NO_STORE: TransportStore = { get: () => null, put: () => {}, expect: () => {} }

function cutShort(error: unknown): AttemptResult {
  const code = error instanceof TimeLimitError ? 'cut-short-slow' : 'cut-short-fault'
  return { outcome: 'uncertain', phase: 'write', note: findingNote(code) }
}

/** With `doubted`, first checks whether an earlier attempt arrived. */
async function carry(
  outgoing: OutgoingDocument,
  route: Route,
  transportStore: TransportStore,
  ports: DispatchPorts,
  doubted: Lease | null,
): Promise<AttemptResult> {
  const { transport } = route
  const opened = fillSecrets(outgoing, route, ports.secrets)
  if (!opened.ok) return opened.error
  const transportKind = transportOf(transport)
  const limit = transportKind.timeoutSeconds(transport) * 1000
  const transportPorts = { ...ports, readVerdict: createVerdictReader(route, ports.secrets), transportStore }
  const seen = doubted
    ? await withTimeout(
        limit + GRACE_MS,
        withAbortSignal(limit, async (signal) =>
          transportKind.check?.(opened.value, transport, { ...transportPorts, signal }),
        ),
      )
    : null
  // A person who resends has asked the receiver, so a check without an answer does not stop the attempt.
  if (seen && !(seen.outcome === 'uncertain' && doubted?.previousState === 'waiting')) return seen
  const tried = withAbortSignal(limit, (signal) =>
    transportKind.deliver(opened.value, transport, { ...transportPorts, signal }),
  )
  return withTimeout(limit + GRACE_MS, tried)
}
