import { once } from 'node:events'
import http from 'node:http'
import { type Notifying, notificationBy } from './as2-notification.ts'
import { openOpenssl } from './as2-openssl.ts'
import { type ReadMessage, readMessage } from './as2-reading.ts'

/** How the next answers are to be wrong. */
export interface As2Manners extends Omit<Partial<Notifying>, 'part'> {
  readonly status?: number
  readonly body?: string
  readonly hangs?: boolean
  readonly cuts?: boolean
}

export interface As2Arrival extends ReadMessage {
  readonly headers: http.IncomingHttpHeaders
  readonly raw: Buffer
}

export interface As2Server {
  readonly url: string
  readonly arrivals: As2Arrival[]
  /** Messages that openssl could not decrypt or verify. */
  readonly faults: string[]
  behave(manners: As2Manners): void
  pem(file: string): string
  /** Whether openssl accepts the signature of `by` on this message. */
  verifies(message: Buffer, by: string): Promise<boolean>
  close(): Promise<void>
}

/** An AS2 partner that leaves all cryptography and S/MIME to openssl. Remembers no messages. */
export async function openAs2Server(): Promise<As2Server> {
  const openssl = await openOpenssl(['ours', 'partner', 'next', 'stranger'])
  const arrivals: As2Arrival[] = []
  const faults: string[] = []
  let manners: As2Manners = {}
  /** The calls of `behave`. A message counts only for the call before it, and only while its sender waits. */
  let turn = 0
  const server = http.createServer((request, response) => {
    receive(request, response).catch((error: unknown) => {
      faults.push(String(error))
      response.writeHead(500).end()
    })
  })

  async function receive(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const ownTurn = turn
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const raw = Buffer.concat(chunks)
    const read = await readMessage(openssl, request.headers['content-type'] ?? '', raw)
    if (ownTurn !== turn || request.socket.destroyed) return void request.socket.destroy()
    if ('failed' in read) throw new Error(read.failed)
    arrivals.push({ headers: request.headers, raw, ...read })
    const { status, body, hangs, cuts, ...notifying } = manners
    if (hangs) return
    if (cuts) return void request.socket.destroy()
    if (status !== undefined) return void response.writeHead(status).end(body)
    const about = { messageId: String(request.headers['message-id']), part: read.part }
    const answer = await notificationBy(openssl, { ...about, ...notifying })
    response.writeHead(200, { 'as2-from': 'FRESCO', 'as2-version': '1.2', 'content-type': answer.contentType })
    response.end(answer.body)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port.')
  return {
    url: `http://127.0.0.1:${address.port}/as2`,
    arrivals,
    faults,
    behave(next) {
      manners = next
      turn++
      arrivals.length = 0
      faults.length = 0
    },
    pem: openssl.pem,
    verifies: async (message, by) => (await openssl.verify(message, by)) !== null,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      openssl.close()
    },
  }
}
