import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Apicbase's order API in pages, and the supplier's system. */
export interface Outside {
  readonly url: string
  orders: readonly object[]
  /** The numbers of the orders that arrived. */
  readonly delivered: string[]
  close(): void
}

const PAGE = 50

export async function openOutside(): Promise<Outside> {
  const delivered: string[] = []

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', outside.url)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (url.pathname === '/erp') delivered.push(JSON.parse(Buffer.concat(chunks).toString()).orderNumber)
    const json = url.pathname === '/oauth/token/' ? { access_token: 'token' } : page(url)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(json))
  }

  function page(url: URL): object {
    const number = Number(url.searchParams.get('page') ?? '1')
    const next = new URL(url)
    next.searchParams.set('page', String(number + 1))
    const results = outside.orders.slice((number - 1) * PAGE, number * PAGE)
    return { count: outside.orders.length, next: number * PAGE < outside.orders.length ? next.href : null, results }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const outside: Outside = {
    url: `http://127.0.0.1:${port}`,
    orders: [],
    delivered,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
  return outside
}
