import { createHmac } from 'node:crypto'
import { connect } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from './fakes/eventually.ts'
import { type BareGateway, bareGateway } from './servers/workerd.ts'
import { posted } from './worker/posted.ts'

const SECRETS = { CONSOLE_TOKEN: 'console-token-of-a-test', WEBHOOK_SECRET: 'webhook-secret-of-a-test' }
const SLOW_MS = 800
/** An answer takes twice the delay, and longer on a machine under load. The answer ends the wait. */
const PATIENCE_MS = 60_000

let gateway: BareGateway
beforeAll(async () => {
  gateway = await bareGateway(path.join(import.meta.dirname, 'worker/gateway.json'), SECRETS, SLOW_MS)
}, 120_000)
afterAll(() => gateway.stop())

/** Posts by a line of its own, and cuts it after the answer, or so many milliseconds after the last byte. Answers what came by it. */
async function postAndCut(body: string, afterMs: number): Promise<string> {
  const signature = createHmac('sha256', SECRETS.WEBHOOK_SECRET).update(body).digest('hex')
  const head = [
    'POST /webhooks/box HTTP/1.1',
    'Host: gateway.example',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-APIC-WEBHOOK-SIGNATURE: ${signature}`,
  ]
  const socket = connect(gateway.port, '127.0.0.1')
  let answer = ''
  socket.on('error', () => {})
  const answered = new Promise<void>((resolve) => {
    socket.on('data', (bytes) => {
      answer += bytes
      if (answer.includes('"status":')) resolve()
    })
  })
  await new Promise<void>((resolve) => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`, () => resolve()))
  await Promise.race([sleep(afterMs), answered])
  const got = answer
  socket.resetAndDestroy()
  return got
}

async function orderOf(id: string) {
  const answer = await fetch(`http://127.0.0.1:${gateway.port}/api/orders/box/${id}`, {
    headers: { authorization: `Bearer ${SECRETS.CONSOLE_TOKEN}` },
  })
  const order: { state?: string; holdReason?: string } = await answer.json()
  return answer.status === 404 ? 'absent' : [order.state, order.holdReason].filter(Boolean).join(' ')
}

describe('a line that is cut after the body and before the answer', () => {
  it.each([
    ['before the order is stored', SLOW_MS / 2],
    ['after the order was stored', SLOW_MS * 1.5],
  ])('leaves an order that is held as unconfirmed, %s', async (_, afterMs) => {
    const order = posted()
    expect(await postAndCut(JSON.stringify(order), afterMs)).toBe('')
    await eventually(async () => expect(await orderOf(order.id)).toBe('held unconfirmed'))
    expect(await postAndCut(JSON.stringify(order), PATIENCE_MS)).toContain('"status":"duplicate"')
    expect(await orderOf(order.id)).toBe('pending')
  })

  it('means nothing once the answer has come', async () => {
    const order = posted()
    expect(await postAndCut(JSON.stringify(order), PATIENCE_MS)).toContain('"status":"accepted"')
    await sleep(SLOW_MS)
    expect(await orderOf(order.id)).toBe('pending')
  })
})
