import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * The KV namespace SEEN with workerd's protocol, in memory. Runs outside, like the real namespace: its work is not the
 * gateway's work.
 */
export interface Seen {
  readonly address: string
  /** Calls so far. */
  readonly calls: { get: number; put: number }
  close(): void
}

export async function openSeen(): Promise<Seen> {
  const values = new Map<string, Buffer>()
  const calls = { get: 0, put: 0 }
  const server = createServer(async (request, response) => {
    const { pathname: key } = new URL(request.url ?? '/', 'http://seen')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (request.method === 'PUT') {
      calls.put++
      values.set(key, Buffer.concat(chunks))
      response.end()
      return
    }
    // Storage of a bench begins empty, so a list of keys names no earlier orders: they would hold the new orders.
    if (key === '/') {
      response.end(JSON.stringify({ keys: [], list_complete: true }))
      return
    }
    calls.get++
    const value = values.get(key)
    response.writeHead(value ? 200 : 404).end(value)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `127.0.0.1:${port}`,
    calls,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
