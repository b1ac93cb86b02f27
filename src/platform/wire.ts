import { connect } from 'cloudflare:sockets'
import { connect as connectLikeNode } from 'node:net'
import { connect as secureLikeNode } from 'node:tls'
import type { Network } from '../ports.ts'

export const cloudflareWire: Network = {
  fetch: (request) => fetch(request),
  async probe(hostname, port, signal) {
    const socket = connect({ hostname, port })
    const aborted = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
    )
    try {
      await Promise.race([socket.opened, aborted])
      return 'open'
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
