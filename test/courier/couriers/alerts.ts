import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ToldAlert {
  readonly kind: string
  readonly of?: string
  readonly route?: string
  readonly cause?: string
}

/** Receiver of alerts. */
export async function openAlerts(): Promise<{ url: string; told: ToldAlert[]; close(): void }> {
  const told: ToldAlert[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    told.push(JSON.parse(Buffer.concat(chunks).toString()))
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    told,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
