import { createServer } from 'node:http'

/** Receiver of alerts. */
export interface Alerts {
  readonly url: string
  count(supplier: string, kind: string): number
  close(): void
}

export async function openAlerts(): Promise<Alerts> {
  const told: { kind: string; supplier: string }[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += chunk))
    request.on('end', () => {
      told.push(JSON.parse(text))
      response.end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`,
    count: (supplier, kind) => told.filter((one) => one.supplier === supplier && one.kind === kind).length,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
