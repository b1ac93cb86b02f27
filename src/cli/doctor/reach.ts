import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import net from 'node:net'
import { isCloudflare, isPrivate } from './addresses.ts'
import { type Findings, failed, passed, unsure } from './finding.ts'

/** A slower connection would fail a delivery. */
const CONNECT_MS = 10_000

export interface Address {
  readonly host: string
  readonly port: number
  /** A Worker reaches fewer addresses through a socket than through `fetch`. */
  readonly by: 'socket' | 'fetch'
}

/** Resolves the name and opens a connection; null after a failure. */
export async function* reach(address: Address): Findings<net.Socket | null> {
  if (!(yield* resolve(address))) return null
  return yield* connect(address)
}

async function* resolve({ host, by }: Address): Findings<boolean> {
  const found = await lookup(host, { all: true }).catch((error: NodeJS.ErrnoException) => error.code ?? 'failed')
  if (typeof found === 'string' || found.length === 0) {
    yield failed(
      'resolve',
      found === 'EAI_AGAIN' ? `${host} could not be looked up: no name server answered.` : `${host} has no address.`,
      found === 'EAI_AGAIN' ? 'Check that this machine is connected, and try again.' : 'Check how the name is written.',
    )
    return false
  }
  const addresses = found.map(({ address }) => address)
  const list = addresses.join(', ')
  const text = net.isIP(host) === 0 ? `${host} is ${list}` : host
  if (addresses.some(isPrivate)) {
    yield unsure(
      'resolve',
      `${text}, which is a private address.`,
      'This machine can reach the address, but Cloudflare cannot. Give a public name, or open a tunnel (Workers VPC).',
    )
  } else if (by === 'socket' && addresses.some(isCloudflare)) {
    yield unsure(
      'resolve',
      `${text}, which is an address of Cloudflare's.`,
      "Sockets of Workers don't lead there: ask for a name that does not go through Cloudflare.",
    )
  } else yield passed('resolve', `${text}.`)
  return true
}

const REASONS: Readonly<Record<string, readonly [text: string, help: string]>> = {
  ECONNREFUSED: ['refuses connections', 'Check the port, and ask whether the server runs.'],
  EHOSTUNREACH: ['cannot be reached', 'Ask whether the server is on, and whether a firewall stands between.'],
  ENETUNREACH: ['cannot be reached from the network of this machine', 'Check that this machine is connected.'],
}
const SILENT = [
  `does not answer within ${CONNECT_MS / 1000} seconds`,
  'A firewall may let in certain addresses only. Workers have no fixed ones: docs/guides/network.md lists what to do.',
] as const

async function* connect({ host, port }: Address): Findings<net.Socket | null> {
  const begun = performance.now()
  const socket = net.connect({ host, port, noDelay: true })
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_MS) })
    socket.on('error', () => {})
    yield passed('connect', `Port ${port} is open (${Math.round(performance.now() - begun)} ms).`)
    return socket
  } catch (error) {
    socket.destroy()
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const [text, help] = REASONS[code] ?? SILENT
    yield failed('connect', `${host}, port ${port}, ${text}.`, help)
    return null
  }
}
