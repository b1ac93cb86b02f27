import net from 'node:net'
import type { PeerCertificate, TLSSocket } from 'node:tls'
import { DAY_MS } from '../../model/day.ts'
import type { Network, TcpConnection } from '../../ports.ts'
import { nodeWire, startTls, waitUntilSecured } from '../node-wire.ts'
import { daysLeft } from './days-left.ts'
import { type Finding, type Findings, failed, passed, unsure } from './finding.ts'

/** Data that a server showed during the TLS handshake. */
interface Shown {
  readonly host: string
  readonly protocol: string
  /** From the server's certificate to the root, as far as known. */
  readonly chain: readonly PeerCertificate[]
  /** Why the certificate is not trusted; null for a trusted certificate. */
  readonly distrust: string | null
}

/** Days that a supplier needs to renew a certificate. */
export const SOON_DAYS = 30

/** Starts TLS with any server and reports the server's certificate. Continues only with a trusted certificate. */
export async function* secure(socket: TcpConnection, host: string, now: number): Findings<TLSSocket | null> {
  const secured = startTls(socket, host, false)
  try {
    await waitUntilSecured(secured)
  } catch (error) {
    yield unsecured(error)
    return null
  }
  const finding = judge(shownBy(secured, host), now)
  yield finding
  if (finding.verdict !== 'bad') return secured
  secured.destroy()
  return null
}

/** A network that remembers the last handshake, for sessions that start TLS themselves. */
export function lookingWire(): { readonly wire: Network; shown(): Shown | null; failure(): unknown } {
  let shown: Shown | null = null
  let failure: unknown = null
  const wire: Network = {
    ...nodeWire,
    async secure(line, host) {
      const secured = startTls(line, host, false)
      try {
        await waitUntilSecured(secured)
      } catch (error) {
        failure = error
        throw error
      }
      shown ??= shownBy(secured, host)
      if (shown.distrust === null) return secured
      secured.destroy()
      throw new Error('The certificate is not to be trusted.')
    },
  }
  return { wire, shown: () => shown, failure: () => failure }
}

function shownBy(secured: TLSSocket, host: string): Shown {
  const chain: PeerCertificate[] = []
  let next = secured.getPeerCertificate(true)
  // The last certificate names itself as issuer.
  while (next?.raw && !chain.some(({ fingerprint256 }) => fingerprint256 === next.fingerprint256)) {
    chain.push(next)
    next = next.issuerCertificate
  }
  const { authorized, authorizationError } = secured
  const distrust = authorized ? null : String(Reflect.get(Object(authorizationError), 'code') ?? authorizationError)
  return { host, protocol: secured.getProtocol() ?? 'TLS', chain, distrust }
}

/** How Workers, which trust only public authorities, judge this certificate. */
export function judge({ host, protocol, chain, distrust }: Shown, now: number): Finding {
  const [own] = chain
  if (!own) return failed('secure', 'The server showed no certificate.', 'Ask the supplier to install one.')
  const until = new Date(own.valid_to)
  const days = Math.floor((until.getTime() - now) / DAY_MS)
  const names = chain.map((certificate) => nameOf(certificate)).join(' ← ')
  const text = `${protocol}, ${names}`
  if (distrust !== null) {
    const [why, help] = distrustOf(distrust, own, host, until)
    return failed('secure', `${text}: ${why}`, help)
  }
  const left = `valid for ${daysLeft(days)}`
  return days <= SOON_DAYS
    ? unsure('secure', `${text}, ${left}.`, `Ask the supplier to renew it before ${dayOf(until)}.`)
    : passed('secure', `${text}, ${left}.`)
}

const PRIVATE_WAY =
  'Workers trust only public authorities. The supplier needs a public certificate, or can offer SFTP, which pins keys. On this machine: NODE_EXTRA_CA_CERTS=ca.pem'

function distrustOf(code: string, own: PeerCertificate, host: string, until: Date): readonly [string, string] {
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return [
        `it is for ${(own.subjectaltname ?? nameOf(own)).replaceAll(/DNS:|IP Address:/g, '')}, not for ${host}.`,
        net.isIP(host) === 0
          ? 'Give the name that is in the certificate, or ask the supplier for one with this name.'
          : 'Certificates are for names: give the name of the server in place of its address.',
      ]
    case 'CERT_HAS_EXPIRED':
      return [`it was valid until ${dayOf(until)}.`, 'Ask the supplier to renew it.']
    case 'CERT_NOT_YET_VALID':
      return [`it becomes valid on ${dayOf(new Date(own.valid_from))}.`, 'Wait, or look at the clock of this machine.']
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return [
        'the chain up to a public authority is not complete.',
        `Ask the supplier to let the server send the certificates in between too. If their authority is a private one: ${PRIVATE_WAY}`,
      ]
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return ['nobody but itself has signed it.', PRIVATE_WAY]
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return ['its authority is not a public one.', PRIVATE_WAY]
    default:
      return [`it cannot be trusted (${code}).`, PRIVATE_WAY]
  }
}

/** Finding of a failed handshake. */
export function unsecured(error: unknown): Finding {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isPlain = code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG'
  return isPlain
    ? failed(
        'secure',
        'The server does not speak TLS on this port.',
        'Check the port, and the setting of security or https.',
      )
    : failed(
        'secure',
        `The line could not be secured${code ? ` (${code})` : ''}.`,
        'The server may know only versions of TLS that are no longer used, or want a certificate of ours. Ask the supplier.',
      )
}

const nameOf = ({ subject, issuer }: PeerCertificate): string =>
  [subject?.CN ?? subject?.O ?? issuer?.CN ?? '(no name)'].flat().join(', ')

const dayOf = (date: Date): string =>
  Number.isNaN(date.getTime()) ? 'an unknown day' : date.toISOString().slice(0, 10)
