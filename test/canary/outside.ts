import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Everything outside the gateway: the ERP, which does as the path says; Apicbase's order API; whoever takes alerts. */
export interface Outside {
  readonly url: string
  /** What the order API lists. */
  orders: readonly object[]
  readonly requests: readonly string[]
  close(): void
}

export async function openOutside(token: string): Promise<Outside> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    answer(request, response).catch(() => response.destroy())
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? ''
    if (path.startsWith('/cut')) {
      request.destroy()
      return
    }
    for await (const _ of request);
    const status = Number(/^\/(\d{3})/.exec(path)?.[1] ?? '200')
    const json = path.startsWith('/oauth/')
      ? { access_token: token, expires_in: 604800 }
      : path.startsWith('/api/v2/')
        ? { results: outside.orders, next: null }
        : {}
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const outside: Outside = {
    url: `http://127.0.0.1:${port}`,
    orders: [],
    requests,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
  return outside
}
