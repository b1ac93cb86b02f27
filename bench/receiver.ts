import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A supplier's system that accepts every document at once. */
export interface Receiver {
  readonly url: string
  close(): void
}

export async function openReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    request.resume().once('end', () => response.end('ok'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/orders`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
