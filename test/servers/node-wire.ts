import { connect, type Socket } from 'node:net'
import type { Wire } from '../../src/ports.ts'

/** The network as it is, from Node. */
export const nodeWire: Wire = {
  fetch: (request) => fetch(request),
  probe: (host, port, signal) =>
    dial(host, port, signal).then(
      (socket) => {
        socket.destroy()
        return 'open'
      },
      () => 'closed',
    ),
  dial,
}

function dial(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true })
    signal.addEventListener('abort', () => {
      if (socket.connecting) socket.destroy()
      reject(signal.reason)
    })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}
