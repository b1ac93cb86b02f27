import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * An R2 bucket with workerd's protocol. Runs outside the measured process, like the real bucket, and stores nothing.
 */
export interface Bucket {
  readonly address: string
  close(): void
}

export async function openBucket(): Promise<Bucket> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const headSize = Number(request.headers['cf-r2-metadata-size'])
    const { object, sha256 }: { object: string; sha256: string } = JSON.parse(body.toString('utf8', 0, headSize))
    const head = Buffer.from(
      JSON.stringify({
        ...{ name: object, version: '1', size: body.length - headSize, etag: '1', uploaded: Date.now() },
        ...{ httpFields: {}, customFields: [], checksums: { 2: sha256 } },
      }),
    )
    response.writeHead(200, { 'cf-r2-metadata-size': head.length, 'content-length': head.length }).end(head)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `127.0.0.1:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
