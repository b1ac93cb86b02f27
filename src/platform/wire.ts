import { connect } from 'cloudflare:sockets'
import type { Wire } from '../ports.ts'

export const cloudflareWire: Wire = {
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
}
