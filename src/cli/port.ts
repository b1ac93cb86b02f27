import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE_MS = 2000
const PAUSE_MS = 100

/** Whether the port is free. Waits a moment for a server that is just ending. */
export async function portIsFree(port: number, patience = PATIENCE_MS): Promise<boolean> {
  for (const until = Date.now() + patience; ; await sleep(PAUSE_MS)) {
    // Check both addresses: `localhost` may mean either, and another server could answer in place of the gateway.
    const free = (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'))
    if (free || Date.now() >= until) return free
  }
}

const canListen = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    // Only EADDRINUSE means a used port: a machine without IPv6 has other errors.
    server.once('error', (error) => resolve(!('code' in error && error.code === 'EADDRINUSE')))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
