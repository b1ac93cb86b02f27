import type { AttemptResult } from '../../attempt-result.ts'
import { withAbortSignal } from '../../time-limit.ts'
import type { TransportPorts } from '../transport.ts'

/** A black hole is not worth the whole time-out. */
const PROBE_MS = 10_000

/** Looks before it sends: from a failed `fetch` alone nobody can tell whether the document left. */
export async function probeReceiver(url: string, { wire, signal }: TransportPorts): Promise<AttemptResult | null> {
  const { hostname, port, protocol, origin } = new URL(url)
  const number = Number(port) || (protocol === 'https:' ? 443 : 80)
  const isOpen = await withAbortSignal(PROBE_MS, async (limit) => {
    const until = AbortSignal.any([signal, limit])
    const door = await wire.probe(hostname.replace(/^\[|\]$/g, ''), number, until)
    return door === 'open' || answers(origin, wire, until)
  })
  if (isOpen) return null
  return {
    outcome: 'deferred',
    reached: 'no',
    phase: 'connect',
    note: `No connection to ${hostname}, port ${number}. Nothing was sent.`,
  }
}

/** Cloudflare's sockets don't reach Cloudflare's own addresses, but its `fetch` does: a question without a body tells. */
async function answers(origin: string, wire: TransportPorts['wire'], signal: AbortSignal): Promise<boolean> {
  try {
    const response = await wire.fetch(new Request(origin, { method: 'HEAD', redirect: 'manual', signal }))
    await response.body?.cancel()
    return true
  } catch {
    return false
  }
}
