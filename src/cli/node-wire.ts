import { once } from 'node:events'
import net from 'node:net'
import tls from 'node:tls'
import type { Network, TcpConnection } from '../ports.ts'
import { isUnknownHost } from './local/names.ts'

/** The network for transports, on Node: this machine can try what a transport does to a supplier's system. */
export const nodeWire: Network = {
  fetch: (request) => fetch(request),
  async probe(host, port, signal, layer) {
    const line = await nodeWire.openConnection(host, port, signal).catch(() => null)
    if (!line) return 'closed'
    signal.addEventListener('abort', () => line.destroy(), { once: true })
    const secured = layer !== 'tls' || (await nodeWire.secure(line, host).catch(() => null)) !== null
    line.destroy()
    // A handshake that takes too long shows nothing about the certificate.
    return secured || signal.aborted ? 'open' : 'unsecured'
  },
  isUnknownName: isUnknownHost,
  async openConnection(host, port, signal) {
    const socket = net.connect({ host, port, noDelay: true })
    try {
      await once(socket, 'connect', { signal })
      // Prevents an uncaught error until the caller listens for errors.
      socket.on('error', () => {})
      return socket
    } catch (error) {
      socket.destroy()
      throw error
    }
  },
  async secure(line, host) {
    const secured = startTls(line, host, true)
    await waitUntilSecured(secured)
    return secured
  },
}

/** Starts TLS at once over a connection that no code reads. Without `insists`, accepts an untrusted certificate. */
export function startTls(line: TcpConnection, host: string, insists: boolean): tls.TLSSocket {
  // `Network` opens sockets of Node; the type shows only the calls of most callers.
  const socket = line as net.Socket
  const servername = net.isIP(host) === 0 ? { servername: host } : {}
  const secured = tls.connect({ socket, host, ...servername, rejectUnauthorized: insists })
  // Libraries add more listeners to a control connection than Node expects.
  secured.setMaxListeners(0)
  return secured
}

/** Rejects if the server closes the connection during the handshake, for which Node emits no error. */
export async function waitUntilSecured(secured: tls.TLSSocket): Promise<void> {
  const watch = new AbortController()
  const { signal } = watch
  const closed = once(secured, 'close', { signal }).then(() => {
    throw new Error('The line was closed.')
  })
  closed.catch(() => {})
  try {
    await Promise.race([once(secured, 'secureConnect', { signal }), closed])
    secured.on('error', () => {})
  } finally {
    watch.abort()
  }
}
