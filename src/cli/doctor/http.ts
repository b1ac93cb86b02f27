import type net from 'node:net'
import type { TLSSocket } from 'node:tls'
import { isAccess } from '../../transports/http/answer.ts'
import { authSecrets } from '../../transports/http/auth.ts'
import { credentialsFor } from '../../transports/http/credentials.ts'
import type { HttpSettings } from '../../transports/http.ts'
import { bound, ELSEWHERE } from './bindings.ts'
import { secure } from './certificate.ts'
import { clockFinding } from './clock.ts'
import type { Examine } from './examine.ts'
import { failedAttempt } from './failed-attempt.ts'
import { type Findings, failed, passed, unsure } from './finding.ts'
import { withLimit } from './limit.ts'
import { reach } from './reach.ts'

const ANSWER_MS = 10_000

export const examineHttp: Examine<HttpSettings> = async function* (settings, { ports, now, wrangler }) {
  const { url, auth, clientCertificate } = settings
  if (clientCertificate !== undefined) yield bound(wrangler, 'mtls_certificates', clientCertificate)
  if (!(yield* checkEndpoint(url, now()))) return
  const missing = authSecrets(auth).filter((name) => ports.secrets.get(name) === undefined)
  if (missing.length > 0) {
    return yield failed('settings', `${missing.join(' and ')} is not set.`, 'Set it in the vars file.')
  }
  if (auth?.kind === 'oauth2' && !(yield* checkEndpoint(auth.tokenUrl, now()))) return
  const { signal, end } = withLimit(settings.timeoutSeconds)
  try {
    const proof = await credentialsFor(auth, new Uint8Array(), { ...ports, signal })
    if (!proof.ok) return yield failedAttempt(proof.error)
    if (auth?.kind === 'oauth2') yield passed('sign in', `${new URL(auth.tokenUrl).host} gave a token.`)
    if (clientCertificate === undefined) yield* ask(url, proof.value.headers, now)
    else yield ELSEWHERE
  } finally {
    end()
  }
}

const IN_THE_CLEAR = [
  'Orders and credentials go in the clear.',
  'Ask the supplier for an address that begins with https://.',
] as const

/**
 * Checks name, port and certificate of an address; false if a check fails. `inTheClear`: text and advice for an address
 * without TLS.
 */
export async function* checkEndpoint(
  url: string,
  now: number,
  inTheClear: readonly [text: string, help: string] = IN_THE_CLEAR,
): Findings<boolean> {
  const { hostname, port, protocol } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const isSecure = protocol === 'https:'
  const socket: net.Socket | null = yield* reach({ host, port: Number(port) || (isSecure ? 443 : 80), by: 'fetch' })
  if (!socket) return false
  if (!isSecure) {
    socket.destroy()
    yield unsure('secure', ...inTheClear)
    return true
  }
  const secured: TLSSocket | null = yield* secure(socket, host, now)
  secured?.destroy()
  return secured !== null
}

/** Sends a request without a body, so without an order. A success says little, but a refusal is useful. */
async function* ask(url: string, proof: Readonly<Record<string, string>>, now: () => number): Findings {
  let response: Response
  try {
    const signal = AbortSignal.timeout(ANSWER_MS)
    response = await fetch(new Request(url, { method: 'HEAD', headers: proof, redirect: 'manual', signal }))
  } catch {
    yield unsure(
      'open',
      'A question without a body (HEAD) got no answer.',
      'That may be its way with such questions. --send-test tells whether it takes documents.',
    )
    return
  }
  const { status, headers } = response
  if (status === 401 || status === 403) {
    yield unsure(
      'sign in',
      `It answered ${status} to a question without a body (HEAD).`,
      'Either it does not accept our credentials, or it knows no such questions: compare the credentials; --send-test tells.',
    )
  } else if (isAccess(headers)) {
    const help = 'Compare the service token, and look whether a policy of the application lets it in (Service Auth).'
    yield failed('sign in', 'Cloudflare Access asks us to sign in: it does not accept our service token.', help)
  } else if (status >= 300 && status < 400) {
    yield failed(
      'open',
      `It answered ${status}: it points to another address, which is not followed.`,
      'Give the address it points to.',
    )
  } else if (status >= 500) {
    yield unsure(
      'open',
      `It answered ${status} to a question without a body (HEAD).`,
      'Ask the supplier whether their system is well.',
    )
  } else {
    const isShy = status >= 400 ? ', as systems do that take documents only' : ''
    yield passed('open', `It answered ${status} to a question without a body (HEAD)${isShy}.`)
  }
  const clock = clockFinding(headers.get('date'), now())
  if (clock) yield clock
}
