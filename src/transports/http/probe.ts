import type { AttemptResult } from '../../model/attempt-result.ts'
import { findingNote, nothingSent } from '../../model/finding.ts'
import { withAbortSignal } from '../../web/time-limit.ts'
import { noConnection } from '../no-connection.ts'
import type { TransportPorts } from '../transport.ts'

/** A host that drops packets must not use up the whole time-out. */
const PROBE_MS = 10_000

/**
 * Answers of Cloudflare itself, without a connection to the server. In order: refused, timed out, unreachable, no TLS
 * handshake, a certificate that is not trusted, no address.
 */
const NO_SERVER: ReadonlySet<number> = new Set([521, 522, 523, 525, 526, 530])

/**
 * Probes before sending: a failed `fetch` alone does not show whether the document was sent. `withCertificate`: the
 * request has a client certificate, which a probe has not, so the probe starts no TLS.
 */
export async function probeReceiver(
  url: string,
  { wire, signal }: TransportPorts,
  withCertificate = false,
): Promise<AttemptResult | null> {
  const { hostname, port, protocol, origin } = new URL(url)
  const isTls = protocol === 'https:'
  const host = hostname.replace(/^\[|\]$/g, '')
  const number = Number(port) || (isTls ? 443 : 80)
  const state = await withAbortSignal(PROBE_MS, async (limit) => {
    const until = AbortSignal.any([signal, limit])
    const probed = await wire.probe(host, number, until, isTls && !withCertificate ? 'tls' : undefined)
    return probed !== 'open' && (await answers(origin, wire, until)) ? 'open' : probed
  })
  if (state === 'open') return null
  if (state === 'closed') return noConnection({ host, port: number }, { wire, signal })
  const note = `${nothingSent('ftp-certificate', { host, port: String(number) })} ${findingNote('certificate-expired')}`
  return { outcome: 'deferred', reached: 'no', phase: 'secure', securing: true, note }
}

/**
 * Cloudflare's sockets cannot reach Cloudflare's own addresses, but Cloudflare's `fetch` can. A request without a body
 * is the probe.
 */
async function answers(origin: string, wire: TransportPorts['wire'], signal: AbortSignal): Promise<boolean> {
  try {
    const response = await wire.fetch(new Request(origin, { method: 'HEAD', redirect: 'manual', signal }))
    await response.body?.cancel()
    return !NO_SERVER.has(response.status)
  } catch {
    return false
  }
}
