import type { AttemptResult } from '../../model/attempt-result.ts'
import { nothingSent } from '../../model/finding.ts'
import { withAbortSignal } from '../../web/time-limit.ts'
import type { TransportPorts } from '../transport.ts'

/** A host that drops packets must not use up the whole time-out. */
const PROBE_MS = 10_000

/** Probes before sending: a failed `fetch` alone does not show whether the document was sent. */
export async function probeReceiver(url: string, { wire, signal }: TransportPorts): Promise<AttemptResult | null> {
  const { hostname, port, protocol, origin } = new URL(url)
  const number = Number(port) || (protocol === 'https:' ? 443 : 80)
  const isOpen = await withAbortSignal(PROBE_MS, async (limit) => {
    const until = AbortSignal.any([signal, limit])
    const state = await wire.probe(hostname.replace(/^\[|\]$/g, ''), number, until)
    return state === 'open' || answers(origin, wire, until)
  })
  if (isOpen) return null
  return {
    outcome: 'deferred',
    reached: 'no',
    phase: 'connect',
    note: nothingSent('no-connection', { host: hostname, port: String(number) }),
  }
}

/**
 * Cloudflare's sockets cannot reach Cloudflare's own addresses, but Cloudflare's `fetch` can. A request without a body
 * is the probe.
 */
async function answers(origin: string, wire: TransportPorts['wire'], signal: AbortSignal): Promise<boolean> {
  try {
    const response = await wire.fetch(new Request(origin, { method: 'HEAD', redirect: 'manual', signal }))
    await response.body?.cancel()
    return true
  } catch {
    return false
  }
}
