import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { HOSTILE } from './hostile.ts'

const WAIT_MS = 60_000

/**
 * An ERP that keeps the documents it gets, and can be down. At `/doubt` the ERP fails after it got the document, and at
 * `/refuse` it refuses each document.
 */
export async function startErp(port: number) {
  let isUp = true
  const documents: string[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (isUp) documents.push(Buffer.concat(chunks).toString('latin1'))
    if (request.url === '/refuse') response.writeHead(422, { 'content-type': 'text/plain' }).end(HOSTILE)
    else response.writeHead(request.url === '/doubt' ? 500 : isUp ? 200 : 503).end()
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    goDown(): void {
      isUp = false
    },
    comeUp(): void {
      isUp = true
    },
    stop: () => void server.close(),
    /** Waits until a document holds this text. */
    async got(text: string): Promise<void> {
      for (const end = Date.now() + WAIT_MS; Date.now() < end; await sleep(100))
        if (documents.some((document) => document.includes(text))) return
      throw new Error(`The ERP got no ${text}.`)
    },
  }
}
