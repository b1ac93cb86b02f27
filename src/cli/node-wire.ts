import { once } from 'node:events'
import net from 'node:net'
import tls from 'node:tls'
import type { Network, TcpConnection } from '../ports.ts'

/** The network as transports want it, from Node: what they do to a supplier's system can be tried from here. */
export const nodeWire: Network = {
  fetch: (request) => fetch(request),
  async probe(host, port, signal) {
    try {
      const line = await nodeWire.openConnection(host, port, signal)
      line.destroy()
      return 'open'
    } catch {
      return 'closed'
    }
  },
  async openConnection(host, port, signal) {
    const socket = net.connect({ host, port, noDelay: true })
    try {
      await once(socket, 'connect', { signal })
      // Who takes the line over hears what fails on it from then on; until then nobody may be listening.
      socket.on('error', () => {})
      return socket
    } catch (error) {
      socket.destroy()
      throw error
    }
  },
  async secure(line, host) {
    const secured = startTls(line, host, true)
    await securedOrGone(secured)
    return secured
  },
}

/** TLS over a line that nobody reads from; it begins at once. Unless `insists`, a certificate that nobody trusts will do. */
export function startTls(line: TcpConnection, host: string, insists: boolean): tls.TLSSocket {
  // The wire's lines are sockets of Node's; the port says only what most callers need.
  const socket = line as net.Socket
  const servername = net.isIP(host) === 0 ? { servername: host } : {}
  const secured = tls.connect({ socket, host, ...servername, rejectUnauthorized: insists })
  // Libraries hang more on a control connection than Node expects.
  secured.setMaxListeners(0)
  return secured
}

/** Rejects when the other side hangs up in the middle of it, of which Node makes no error. */
export async function securedOrGone(secured: tls.TLSSocket): Promise<void> {
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
