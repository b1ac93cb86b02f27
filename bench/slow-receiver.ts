import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A supplier's system that answers each document after a fixed time. */
interface SlowReceiver {
  readonly url: string
  /**
   * Seconds in which a request was open, after the given number of answers. Cloudflare bills an object for as long as it
   * waits for an answer, and once for all requests that are open together.
   */
  busySeconds(answers: number): Promise<number>
  close(): void
}

const LOOK_MS = 50

export async function openSlowReceiver(answerMs: number): Promise<SlowReceiver> {
  let open = 0
  let answers = 0
  let busyMs = 0
  let since = 0
  const server = createServer(async (request, response) => {
    // The gateway may ask first whether the receiver is there.
    if (request.method !== 'POST') return void response.end()
    if (open++ === 0) since = performance.now()
    request.resume()
    await sleep(answerMs)
    response.end('ok')
    answers++
    if (--open === 0) busyMs += performance.now() - since
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/orders`,
    async busySeconds(wanted) {
      while (answers < wanted) await sleep(LOOK_MS)
      return busyMs / 1_000
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
