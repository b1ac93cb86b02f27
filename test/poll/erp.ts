import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Alert } from '../../src/alerts/alert.ts'

/** The supplier's system, and whoever is told. */
export interface Erp {
  readonly url: string
  /** By order number: the keys under which documents of it came. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>
  readonly documents: number
  readonly alerts: readonly Alert[]
  /** Called as a document comes in. */
  onDocument: () => void
  close(): void
}

export async function openErp(): Promise<Erp> {
  const keys = new Map<string, Set<string>>()
  const alerts: Alert[] = []
  let documents = 0

  async function take(request: IncomingMessage): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    if (request.url === '/alerts') {
      alerts.push(JSON.parse(text))
      return
    }
    if (request.method === 'HEAD') return
    erp.onDocument()
    documents++
    const { orderNumber }: { orderNumber: string } = JSON.parse(text)
    const known = keys.get(orderNumber) ?? new Set()
    keys.set(orderNumber, known.add(String(request.headers['idempotency-key'])))
  }

  const server = createServer((request, response) => {
    take(request)
      .then(() => response.writeHead(200).end())
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const erp: Erp = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys,
    alerts,
    get documents() {
      return documents
    },
    onDocument: () => {},
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
  return erp
}
