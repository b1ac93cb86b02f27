import { once } from 'node:events'
import net from 'node:net'
import type { Wire } from '../../src/ports.ts'

/** The real network, from Node. */
export const nodeWire: Wire = {
  fetch: (request) => fetch(request),
  async probe(host, port, signal) {
    try {
      ;(await this.dial(host, port, signal)).destroy()
      return 'open'
    } catch {
      return 'closed'
    }
  },
  async dial(host, port, signal) {
    const socket = net.connect({ host, port, noDelay: true })
    try {
      await once(socket, 'connect', { signal })
      return socket
    } catch (error) {
      socket.destroy()
      throw error
    }
  },
  secure: async () => {
    throw new Error('Nobody speaks TLS here.')
  },
}
