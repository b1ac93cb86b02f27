import type { AttemptResult } from '../attempt-result.ts'
import type { Lease } from '../outbox/queue.ts'
import { createTransportStore } from '../outbox/transport-store.ts'
import type { DispatchPorts } from '../ports.ts'
import type { Route } from '../profile/supplier.ts'
import { watchedWire } from '../subrequests.ts'
import { TimeLimitError, withAbortSignal, withTimeout } from '../time-limit.ts'
import { transportOf } from '../transports/registry.ts'
import type { OutgoingDocument, TransportStore } from '../transports/transport.ts'
import { fillSecrets } from './fill-secrets.ts'
import { createVerdictReader } from './response-verdict.ts'
import { routeOf } from './stored-order.ts'

/** A transport that ignores its signal is left to itself this much later. */
const GRACE_MS = 2_000

/** An earlier try may have arrived, and nobody knows. What a person has resent goes in any case. */
const hasDoubt = ({ previousState: left, reached }: Lease): boolean =>
  left === 'waiting' ? reached === 'maybe' : reached !== 'no'

/** One try over the route's transport, within its time. Whatever it throws is a question, never a failure: it may have landed. */
export async function deliver(parcel: OutgoingDocument, lease: Lease, ports: DispatchPorts): Promise<AttemptResult> {
  const { wire, sentNothing } = watchedWire(ports.wire)
  const receipt = await attempt(parcel, lease, { ...ports, wire })
  return receipt.outcome === 'uncertain' && sentNothing() ? LATER : receipt
}

/** Our own limit is no doubt about the receiver. */
const LATER: AttemptResult = {
  outcome: 'deferred',
  reached: 'no',
  phase: 'connect',
  note: 'The gateway had made as many requests as one run may make. Nothing was sent.',
}

async function attempt(parcel: OutgoingDocument, lease: Lease, ports: DispatchPorts): Promise<AttemptResult> {
  try {
    const route = routeOf(lease, ports)
    const looks = hasDoubt(lease) && (route.whenUncertain ?? ports.supplier.whenUncertain) === 'check'
    return await carry(parcel, route, createTransportStore(ports.sql, lease, ports.clock), ports, looks ? lease : null)
  } catch (error) {
    return cutShort(error)
  }
}

/** A document that no delivery waits for, over the same line and within the same time; nothing of it is kept for later. */
export const deliverTest = (parcel: OutgoingDocument, route: Route, ports: DispatchPorts): Promise<AttemptResult> =>
  carry(parcel, route, NO_DRAWER, ports, null).catch(cutShort)

const NO_DRAWER: TransportStore = { get: () => null, put: () => {}, expect: () => {} }

function cutShort(error: unknown): AttemptResult {
  const why = error instanceof TimeLimitError ? 'took longer than it may' : 'ended in a fault of ours'
  return { outcome: 'uncertain', phase: 'write', note: `The try ${why}; the document may have arrived.` }
}

/** `doubted`: what an earlier try may have brought is looked for before. */
async function carry(
  parcel: OutgoingDocument,
  route: Route,
  drawer: TransportStore,
  ports: DispatchPorts,
  doubted: Lease | null,
): Promise<AttemptResult> {
  const { transport } = route
  const opened = fillSecrets(parcel, route, ports.secrets)
  if (!opened.ok) return opened.error
  const carrier = transportOf(transport)
  const limit = carrier.timeoutSeconds(transport) * 1000
  const { wire, secrets, mail, buckets, ciphers, certificates, tokens, clock, publicUrl } = ports
  const readVerdict = createVerdictReader(route, secrets)
  const lent = { readVerdict, wire, secrets, mail, buckets, ciphers, certificates, tokens, clock, publicUrl, drawer }
  const seen = doubted
    ? await withTimeout(
        limit + GRACE_MS,
        withAbortSignal(limit, async (signal) => carrier.check?.(opened.value, transport, { ...lent, signal })),
      )
    : null
  // Who says that it goes again has asked the supplier, whom looking can't.
  if (seen && !(seen.outcome === 'uncertain' && doubted?.previousState === 'waiting')) return seen
  const tried = withAbortSignal(limit, (signal) => carrier.deliver(opened.value, transport, { ...lent, signal }))
  return withTimeout(limit + GRACE_MS, tried)
}
