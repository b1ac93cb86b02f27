import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { app } from '../../src/app.ts'
import { createCatalogueCopy } from '../../src/profile/catalogue-copy.ts'
import type { Services } from '../../src/services.ts'
import type { RemoteOutbox } from '../../src/supplier/remote-outbox.ts'
import { type TestOutboxWish, testOutbox } from './outbox.ts'
import { fakePendingCalls } from './pending-calls.ts'
import { fakeSecrets } from './secrets.ts'

/** A supplier's outbox behind the real Admin API, on a local port. `CONSOLE_TOKEN` is the token of the tests. */
export async function serveOutbox(wish: TestOutboxWish = {}) {
  const box = testOutbox(wish)
  const catalogue = createCatalogueCopy()
  const served = await serveApp({
    gateway: { suppliers: { fresco: box.supplier } },
    clock: box.clock,
    outbox: () => remoteOutbox(box.outbox),
    acceptPorts: () => ({ catalogue }) as never,
  })
  return { box, ...served }
}

/** Every method as a call from outside the object. */
export const remoteOutbox = (outbox: object): RemoteOutbox =>
  new Proxy(
    {},
    {
      get:
        (_, name) =>
        async (...args: unknown[]) =>
          Reflect.apply(Reflect.get(outbox, name), outbox, args),
    },
  ) as RemoteOutbox

/** The real app with these services, on a port of this machine. */
export async function serveApp(own: Partial<Services>) {
  const services = {
    secrets: fakeSecrets({ CONSOLE_TOKEN: 'a-console-token-of-this-test' }),
    pending: () => fakePendingCalls().pending,
    records: { list: async () => [], keep: async () => {} },
    badSignatures: { countRejected: () => {}, look: () => {} },
    ...own,
  } as unknown as Services
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    asked.push(`${request.method} ${request.url}`)
    const answer = await app.fetch(
      new Request(`http://gateway.example${request.url}`, {
        method: request.method ?? 'GET',
        headers: { authorization: request.headers.authorization ?? '' },
        ...(request.method === 'POST' ? { body: Buffer.concat(chunks) } : {}),
      }),
      services,
    )
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(new Uint8Array(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: (): void => void server.close(),
  }
}

export type ServedOutbox = Awaited<ReturnType<typeof serveOutbox>>
