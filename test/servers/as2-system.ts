import { once } from 'node:events'
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Notification, type Notifying, notificationBy } from './as2-notification.ts'
import type { Openssl } from './as2-openssl.ts'
import { readMessage } from './as2-reading.ts'

export interface SystemManners {
  /** Errors in the partner's notifications. */
  readonly notifying?: Omit<Partial<Notifying>, 'part' | 'messageId'>
  /** The partner uses a wrong key for decryption. */
  readonly wrongKey?: boolean
  /** The response starts and continues endlessly, one byte at a time. */
  readonly drips?: boolean
  /** Later notifications wait for a call of `post`. */
  readonly holds?: boolean
}

/** A message, however often received. */
export interface TakenMessage {
  readonly id: string
  readonly fileName: string
  readonly document: Buffer
  readonly part: Buffer
  /** Address for the notification. */
  readonly address: string | null
  times: number
}

/** A partner's AS2 system that remembers Message-IDs. All cryptography is openssl's. */
export interface As2System {
  readonly port: number
  readonly openssl: Openssl
  readonly messages: ReadonlyMap<string, TakenMessage>
  /** Bytes of a body that is still coming in. */
  readonly unfinished: number
  behave(manners: SystemManners): void
  forget(): void
  /** Crashes, and starts again a moment later with its memory. */
  restart(): Promise<void>
  /** Posts the notification of a received message; resolves to the status of the response. */
  post(message: TakenMessage, wrong?: SystemManners['notifying']): Promise<number>
  /** Posts the same bytes again: a new notification would have another signing time. */
  postAgain(message: TakenMessage): Promise<number>
  close(): Promise<void>
}

const DOWN_MS = 300
const DRIP_MS = 200
const LATER_MS = 50

export async function openAs2System(openssl: Openssl): Promise<As2System> {
  const messages = new Map<string, TakenMessage>()
  const posted = new Map<string, Notification>()
  let manners: SystemManners = {}
  let unfinished = 0
  // A cut connection is expected in some tests.
  const server = http.createServer((request, response) => receive(request, response).catch(() => response.destroy()))

  async function receive(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const raw = await whole(request)
    const { headers } = request
    const id = String(headers['message-id'])
    const read = await readMessage(
      openssl,
      headers['content-type'] ?? '',
      raw,
      manners.wrongKey ? 'stranger' : 'partner',
    )
    const address = headers['receipt-delivery-option']
    const message: Omit<TakenMessage, 'fileName' | 'document' | 'times'> = {
      ...{ id, part: 'failed' in read ? Buffer.of() : read.part },
      address: typeof address === 'string' ? address : null,
    }
    if ('failed' in read) {
      const failed = { disposition: `processed/error: ${read.failed}`, mic: null }
      return answer(message, failed, response)
    }
    const known = messages.get(id)
    const fileName = /filename="([^"]*)"/.exec(read.contentHeaders)?.[1] ?? ''
    if (known) known.times++
    else messages.set(id, { ...message, fileName, document: read.document, times: 1 })
    if (manners.drips) return drip(response)
    await answer(
      message,
      known ? { disposition: 'processed/warning: duplicate-document' } : manners.notifying,
      response,
    )
  }

  async function whole(request: http.IncomingMessage): Promise<Buffer> {
    const parts: Buffer[] = []
    try {
      for await (const part of request) {
        parts.push(part)
        unfinished += part.length
        // Slow enough to cut the connection in the middle.
        await sleep(5)
      }
    } finally {
      unfinished = 0
    }
    return Buffer.concat(parts)
  }

  type About = Pick<TakenMessage, 'id' | 'part' | 'address'>

  async function answer(about: About, wrong: SystemManners['notifying'], response: http.ServerResponse): Promise<void> {
    if (about.address === null) {
      const { contentType, body } = await notificationOf(about, wrong)
      response.writeHead(200, { 'as2-from': 'FRESCO', 'as2-version': '1.2', 'content-type': contentType }).end(body)
      return
    }
    response.writeHead(200).end()
    if (manners.holds) return
    await sleep(LATER_MS)
    await post(about, wrong)
  }

  const notificationOf = ({ id, part }: About, wrong: SystemManners['notifying']) =>
    notificationBy(openssl, { messageId: id, part, ...wrong })

  async function post(about: About, wrong: SystemManners['notifying'] = {}): Promise<number> {
    const notification = await notificationOf(about, wrong)
    posted.set(about.id, notification)
    return deliver(about, notification)
  }

  async function postAgain(about: About): Promise<number> {
    const notification = posted.get(about.id)
    if (!notification) throw new Error('Nothing was posted.')
    return deliver(about, notification)
  }

  async function deliver(about: About, { contentType, body }: Notification): Promise<number> {
    const headers = { 'as2-from': 'FRESCO', 'as2-to': 'ORDERBRIDGE', 'as2-version': '1.2', 'content-type': contentType }
    const response = await fetch(about.address ?? '', { method: 'POST', headers, body })
    await response.body?.cancel()
    return response.status
  }

  async function drip(response: http.ServerResponse): Promise<void> {
    response.writeHead(200, { 'content-type': 'multipart/signed; boundary="mdn"' })
    while (!response.destroyed) {
      response.write('-')
      await sleep(DRIP_MS)
    }
  }

  async function listen(port: number): Promise<number> {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  }

  async function stop(): Promise<void> {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }

  const port = await listen(0)
  return {
    port,
    openssl,
    messages,
    get unfinished() {
      return unfinished
    },
    behave: (next) => {
      manners = next
    },
    forget: () => messages.clear(),
    async restart() {
      await stop()
      await sleep(DOWN_MS)
      await listen(port)
    },
    post,
    postAgain,
    close: stop,
  }
}
