import { connect } from 'cloudflare:sockets'
import { connect as connectLikeNode } from 'node:net'
import { connect as secureLikeNode } from 'node:tls'
import type { Network } from '../ports.ts'
import { isUnknownName } from './names.ts'

export const cloudflareWire: Network = {
  fetch: (request) => fetch(request),
  isUnknownName,
  async probe(hostname, port, signal, layer) {
    const socket = connect(
      { hostname, port },
      { secureTransport: layer === 'tls' ? 'starttls' : 'off', allowHalfOpen: false },
    )
    const aborted = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
    )
    aborted.catch(() => {})
    try {
      await Promise.race([socket.opened, aborted])
      return layer === 'tls' ? await probeTls(socket, aborted, signal) : 'open'
    } catch {
      return 'closed'
    } finally {
      socket.closed.catch(() => {})
      await socket.close().catch(() => {})
    }
  },
  openConnection: (host, port, signal, state = 'flowing') =>
    new Promise((resolve, reject) => {
      const socket = connectLikeNode({ host, port })
      const give = (): void => {
        socket.destroy()
        reject(signal.reason)
      }
      const fail = (error: Error): void => {
        signal.removeEventListener('abort', give)
        reject(error)
      }
      socket.once('error', fail)
      socket.once('connect', () => {
        signal.removeEventListener('abort', give)
        socket.removeListener('error', fail)
        if (state === 'paused') socket.pause()
        resolve(socket)
      })
      signal.addEventListener('abort', give, { once: true })
    }),
  secure: (line, host) =>
    new Promise((resolve, reject) => {
      const secured = secureLikeNode({ socket: line, host }, () => {
        secured.removeListener('error', reject)
        // Libraries attach more listeners to a control connection than Node expects.
        secured.setMaxListeners(0)
        resolve(secured)
      })
      secured.once('error', reject)
      // A server that closes the connection during the handshake raises no error event.
      secured.once('close', () => reject(new Error('The line was closed.')))
    }),
}

/** A handshake that takes too long shows nothing about the certificate, so the request may be tried. */
async function probeTls(socket: Socket, aborted: Promise<never>, signal: AbortSignal): Promise<'open' | 'unsecured'> {
  const secured = socket.startTls()
  secured.closed.catch(() => {})
  try {
    await Promise.race([secured.opened, aborted])
    return 'open'
  } catch {
    return signal.aborted ? 'open' : 'unsecured'
  } finally {
    // Not awaited: closing a socket without a handshake may never end.
    secured.close().catch(() => {})
  }
}
