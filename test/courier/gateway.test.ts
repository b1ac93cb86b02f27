import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Gateway, openGateway } from '../../src/courier/gateway.ts'

const SELF = { courier: 'courier-ann', run: 'ann-run-1', after: ['ann-run-0'], host: 'erp-server' }
const BYTES = Buffer.from("UNB+UNOC:3'")
const DOCUMENT = { id: '313a61', size: BYTES.length, digest: createHash('sha256').update(BYTES).digest('hex') }
const LISTED = { ...DOCUMENT, fileName: 'PO-1.edi', mediaType: 'text/plain', handover: 1, fetchedBy: null }

interface Asked {
  readonly line: string
  readonly token: string | undefined
  readonly courier: string | string[] | undefined
  readonly body: string
}

let asked: Asked[]
let answer: (response: ServerResponse, request: IncomingMessage) => void
let gateway: Gateway
let close: () => void

beforeEach(async () => {
  asked = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method, url, headers } = request
    const body = Buffer.concat(chunks).toString()
    asked.push({
      line: `${method} ${url}`,
      token: headers.authorization,
      courier: headers['orderbridge-courier'],
      body,
    })
    answer(response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  gateway = openGateway(
    {
      url: `http://127.0.0.1:${port}`,
      supplier: 'fresco',
      route: 'erp',
      token: () => 'mailbox-token',
      acknowledgementToken: () => 'ack-token',
    },
    SELF,
  )
  close = () => {
    server.close()
    server.closeAllConnections()
  }
})
afterEach(() => close())

const json = (status: number, body: unknown) => (response: ServerResponse) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
it('a document longer than any can be is not fetched, and an answer says no more than a line', async () => {
  answer = json(410, { problems: [{ code: 'x'.repeat(9_000), message: 'y'.repeat(1_000_000) }] })
  expect(await gateway.fetch({ ...DOCUMENT, size: 2 ** 40 })).toMatchObject({ kind: 'refused', code: 'damaged' })
  expect(asked).toEqual([])
  const refused = await gateway.fetch(DOCUMENT)
  expect(refused.kind === 'refused' && refused.code.length + refused.why.length).toBe(1_000)
})

const sendHeartbeat = () => gateway.sendHeartbeat([{ code: 'disk-full', text: 'x' }], false)

describe('a heartbeat', () => {
  it('says who it is and what is wrong, and hears what waits', async () => {
    answer = json(200, { holds: true, leaseSeconds: 60, documents: [LISTED] })
    expect(await sendHeartbeat()).toEqual({ kind: 'ok', value: { holds: true, leaseMs: 60_000, documents: [LISTED] } })
    expect(asked).toMatchObject([
      {
        line: 'POST /mailbox/fresco/erp/heartbeat',
        token: 'Bearer mailbox-token',
        courier: 'courier-ann/ann-run-1',
      },
    ])
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      ...SELF,
      issues: [{ code: 'disk-full', text: 'x' }],
      leaving: false,
    })
  })

  it('reads the list of a gateway from before documents had their names of today', async () => {
    const { handover, fetchedBy, ...rest } = LISTED
    answer = json(200, { holds: true, leaseSeconds: 60, documents: [{ ...rest, round: handover, taken: fetchedBy }] })
    expect(await sendHeartbeat()).toMatchObject({ value: { documents: [LISTED] } })
  })

  it('passes over what is no document: an id is part of an address', async () => {
    const odd = [
      { ...LISTED, id: '../../x' },
      { ...LISTED, digest: 'x' },
      { ...LISTED, size: 'big' },
      null,
      { ...LISTED, fetchedBy: 'me' },
    ]
    answer = json(200, { holds: true, leaseSeconds: 60, documents: [...odd, LISTED] })
    expect(await sendHeartbeat()).toMatchObject({ value: { documents: [LISTED] } })
  })

  it.each([
    ['another site', (response: ServerResponse) => void response.end('<html>')],
    ['a list of nothing', json(200, [])],
    ['a gateway that starts anew', json(503, {})],
    ['a proxy', json(502, {})],
    ['more than anybody could mean', (response: ServerResponse) => void response.end('x'.repeat(5_000_000))],
    ['a line that is cut', (response: ServerResponse) => void response.destroy()],
  ])('is not heard by %s', async (_, given) => {
    answer = given
    expect((await sendHeartbeat()).kind).toBe('unreachable')
  })

  it('that is refused says why', async () => {
    answer = json(401, { problems: [{ path: '', code: 'unauthorised', message: 'No.' }] })
    expect(await sendHeartbeat()).toEqual({ kind: 'refused', status: 401, code: 'unauthorised', why: 'No.' })
  })

  it('follows nobody elsewhere: the token would go with it', async () => {
    answer = (response) => void response.writeHead(307, { location: '/elsewhere' }).end()
    expect(await sendHeartbeat()).toMatchObject({ kind: 'refused', status: 307 })
    expect(asked).toHaveLength(1)
  })
})

describe('a former name of the supplier', () => {
  it('is confirmed or denied by the gateway', async () => {
    for (const renamed of [true, false]) {
      answer = json(200, { renamed })
      expect(await gateway.wasRenamedFrom('old/../x')).toEqual({ kind: 'ok', value: renamed })
    }
    expect(asked[0]?.line).toBe('GET /mailbox/fresco/erp/renamed-from/old%2F..%2Fx')
  })

  it('is neither where something else answers, or a gateway that does not know the question', async () => {
    answer = json(200, { holds: true })
    expect(await gateway.wasRenamedFrom('old')).toMatchObject({ kind: 'unreachable' })
    answer = json(404, { problems: [{ code: 'not-found', message: 'There is no such document.' }] })
    expect(await gateway.wasRenamedFrom('old')).toMatchObject({ kind: 'refused', status: 404 })
  })
})

describe('a document', () => {
  it('is fetched whole', async () => {
    answer = (response) => void response.end(BYTES)
    expect(await gateway.fetch(DOCUMENT)).toEqual({ kind: 'ok', value: BYTES })
    expect(asked[0]).toMatchObject({ line: 'GET /mailbox/fresco/erp/313a61', courier: 'courier-ann/ann-run-1' })
  })

  it.each([
    ['other bytes', Buffer.from("UNB+UNOC:4'")],
    ['too few', BYTES.subarray(1)],
    ['too many', Buffer.concat([BYTES, BYTES])],
    ['nothing', Buffer.alloc(0)],
  ])('that comes as %s does not count', async (_, bytes) => {
    answer = (response) => void response.end(bytes)
    expect(await gateway.fetch(DOCUMENT)).toMatchObject({ kind: 'refused', code: 'damaged' })
  })

  it('is spoken of by round and time, and with the reason', async () => {
    answer = json(200, {})
    await gateway.say('313a61', 'failed', { handover: 2, agoSeconds: 1.5, reason: 'Why.' })
    expect(asked[0]?.line).toBe('POST /mailbox/fresco/erp/313a61/failed')
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ handover: 2, agoSeconds: 1.5, reason: 'Why.' })
  })
})

it('passes an acknowledgement on as it stands, with its own token', async () => {
  answer = json(200, { matched: 1, acknowledgements: [], unmatched: [] })
  expect(await gateway.acknowledge(BYTES)).toEqual({ kind: 'ok', value: null })
  expect(asked[0]).toMatchObject({
    line: 'POST /acknowledgements/fresco/erp',
    token: 'Bearer ack-token',
    body: "UNB+UNOC:3'",
  })
})

describe('a word', () => {
  const say = () => gateway.say('313a61', 'consumed', { handover: 1, agoSeconds: 0 })
  const acknowledge = () => gateway.acknowledge(BYTES)

  it('is heard where the gateway says so', async () => {
    answer = json(200, { id: '313a61', state: 'consumed' })
    expect(await say()).toEqual({ kind: 'ok', value: null })
    answer = json(410, { problems: [{ path: '', code: 'wrong-state', message: 'Gone.' }] })
    expect(await say()).toMatchObject({ kind: 'refused', code: 'wrong-state' })
    answer = json(404, { problems: [{ path: '', code: 'acknowledgement-unmatched', message: 'Of nothing.' }] })
    expect(await acknowledge()).toMatchObject({ kind: 'refused', code: 'acknowledgement-unmatched' })
  })

  it.each([
    ['a page of a proxy', (response: ServerResponse) => void response.end('<html>Welcome')],
    ['a page that blocks', (response: ServerResponse) => void response.writeHead(403).end('<html>Blocked')],
    ['a site of another kind', json(404, {})],
    ['a sign-in', (response: ServerResponse) => void response.writeHead(302, { location: '/login' }).end()],
    ['a system of another kind', json(200, { ok: true })],
  ])('is not heard by %s', async (_, given) => {
    answer = given
    expect(await say()).toMatchObject({ kind: 'refused', code: 'unheard' })
    expect(await acknowledge()).toMatchObject({ kind: 'refused', code: 'unheard' })
  })
})
