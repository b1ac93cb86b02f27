import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The suppliers' systems: `/<supplier>/<route>` takes a document, unless it hangs. */
export interface Systems {
  readonly url: string
  /** When a document arrived, by `<supplier> <order number> <route>`. */
  readonly arrived: ReadonlyMap<string, number>
  /** These routes of the supplier `lanes` give no answer from now on; the others do. */
  hang(routes: readonly string[]): void
  close(): void
}

export async function openSystems(): Promise<Systems> {
  const arrived = new Map<string, number>()
  let hanging: readonly string[] = []

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now()
    const [, supplier = '', route = ''] = (request.url ?? '').split('/')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (supplier === 'lanes' && hanging.includes(route)) return
    const { orderNumber } = JSON.parse(Buffer.concat(chunks).toString())
    arrived.set(`${supplier} ${orderNumber} ${route}`, at)
    response.writeHead(200).end()
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    arrived,
    hang: (routes) => {
      hanging = routes
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
