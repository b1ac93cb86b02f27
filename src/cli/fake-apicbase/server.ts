import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FakeApicbase } from './apicbase.ts'
import { LineCut } from './faults.ts'

export interface FakeServer {
  readonly url: string
  close(): Promise<void>
}

/**
 * A fake Apicbase on 127.0.0.1. Addresses below `/fake/` exist only here. `GET /fake/log` lists every request and the
 * most requests of any minute, `GET /fake/orders` lists the book, `POST /fake/revoke` revokes every token.
 */
export async function serveApicbase(fake: FakeApicbase, port = 0): Promise<FakeServer> {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request
    const body = method === 'GET' ? null : await bytesOf(request)
    const asked = new Request(new URL(url, server.url), { method, headers: headersOf(request), body })
    const answer = new URL(asked.url).pathname.startsWith('/fake/') ? control(asked, fake) : await fake.answer(asked)
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(new Uint8Array(await answer.arrayBuffer()))
  }

  const listener = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!(error instanceof LineCut)) console.error(error)
      request.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(port, '127.0.0.1', resolve)
  })
  const server: FakeServer = {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve())
        listener.closeAllConnections()
      }),
  }
  return server
}

function control(request: Request, { log, book, tokens }: FakeApicbase): Response {
  switch (`${request.method} ${new URL(request.url).pathname}`) {
    case 'GET /fake/log':
      return Response.json({ mostInAMinute: log.most(60_000), tally: log.tally(), requests: log.requests })
    case 'GET /fake/orders':
      return Response.json(book.orders.map((order) => ({ ...order, marks: book.marksOf(order.id) })))
    case 'POST /fake/revoke':
      tokens.revoke()
      return Response.json({ revoked: true })
    default:
      return Response.json({ detail: 'Not found.' }, { status: 404 })
  }
}

const headersOf = ({ headers }: IncomingMessage): Headers =>
  new Headers(Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]))

async function bytesOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}
