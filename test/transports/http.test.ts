import { describe, expect, it } from 'vitest'
import type { Receipt } from '../../src/receipt.ts'
import { http } from '../../src/transports/http.ts'
import type { Parcel } from '../../src/transports/transport.ts'
import { manualClock } from '../fakes/clock.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { type Answer, cut, scriptedWire, status } from '../fakes/wire.ts'
import { meansWith } from './means.ts'
import { parcelOf } from './parcel.ts'

const URL_OF_ERP = 'https://erp.fresco.example/orders'
const URL_OF_TOKENS = 'https://login.fresco.example/token'
const SECRETS = {
  ID: 'client-id-31f0',
  SECRET: 'client secret+64d8',
  ACCESS_ID: 'a.access',
  ACCESS_SECRET: 'b-77c1a8f3',
}
const OAUTH = { kind: 'oauth2', tokenUrl: URL_OF_TOKENS, clientId: 'ID', clientSecret: 'SECRET' }

function receiver(answer: Answer = status(200)) {
  const wire = scriptedWire()
  const clock = manualClock()
  wire.answers(URL_OF_ERP, answer)
  const means = meansWith({ wire, clock, secrets: fakeSecrets(SECRETS) })
  const send = (more: object, parcel: Partial<Parcel> = {}): Promise<Receipt> =>
    http.deliver(parcelOf('UNB', parcel), http.settings.parse({ kind: 'http', url: URL_OF_ERP, ...more }), means)
  const at = (url: string) => wire.calls.filter((call) => call.url === url)
  return { wire, clock, means, send, at }
}

const json =
  (body: object, code = 200): Answer =>
  () =>
    Response.json(body, { status: code })
/** A new token every time. */
function tokens(more: object = {}): Answer {
  let given = 0
  return () => Response.json({ access_token: `token-${++given}`, token_type: 'Bearer', expires_in: 3600, ...more })
}

describe('a service token of Cloudflare Access', () => {
  const auth = { kind: 'access', id: 'ACCESS_ID', secret: 'ACCESS_SECRET' }

  it('stands in two header fields', async () => {
    const { send, at } = receiver()
    expect(await send({ auth })).toMatchObject({ outcome: 'delivered' })
    const headers = Object.fromEntries(at(URL_OF_ERP)[0]?.headers ?? [])
    expect(headers).toMatchObject({ 'cf-access-client-id': 'a.access', 'cf-access-client-secret': 'b-77c1a8f3' })
  })

  it('stops the route where Access would have us sign in, and where a half of it is missing', async () => {
    const location = 'https://fresco.cloudflareaccess.com/cdn-cgi/access/login/erp'
    const asked = receiver(status(302, { location }))
    expect(await asked.send({ auth })).toMatchObject({
      ...{
        outcome: 'refused',
        reached: 'no',
        routeWide: true,
        phase: 'sign in',
        note: expect.stringContaining('service token'),
      },
    })
    const { send, at } = receiver()
    expect(await send({ auth: { ...auth, secret: 'NONE' } })).toMatchObject({
      ...{ outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings' },
      note: 'The secret NONE is not set, so nothing was sent.',
    })
    expect(await send({ auth: { ...auth, id: 'NOBODY', secret: 'NONE' } })).toMatchObject({
      note: 'The secrets NOBODY and NONE are not set, so nothing was sent.',
    })
    expect(at(URL_OF_ERP)).toEqual([])
  })

  it('takes no other redirection for that', async () => {
    const { send } = receiver(status(302, { location: 'https://elsewhere.example/?x=.cloudflareaccess.com/' }))
    expect(await send({ auth })).not.toHaveProperty('routeWide')
  })
})

describe('a token by client credentials', () => {
  it('is asked for once, shown with every document, and asked for anew before it ends', async () => {
    const { send, at, wire, clock } = receiver()
    wire.answers(URL_OF_TOKENS, tokens())
    const auth = { ...OAUTH, scope: 'orders.write', audience: 'https://erp.fresco.example' }
    for (const wait of [0, 3_539_000, 2_000]) {
      clock.advance(wait)
      expect(await send({ auth })).toMatchObject({ outcome: 'delivered' })
    }
    expect(at(URL_OF_ERP).map(({ headers }) => headers.get('authorization'))).toEqual([
      ...['Bearer token-1', 'Bearer token-1', 'Bearer token-2'],
    ])
    expect(Object.fromEntries(new URLSearchParams(at(URL_OF_TOKENS)[0]?.body))).toEqual({
      ...{ grant_type: 'client_credentials', client_id: SECRETS.ID, client_secret: SECRETS.SECRET },
      ...{ scope: 'orders.write', audience: 'https://erp.fresco.example' },
    })
  })

  it('is asked for with the credentials in the header where that is set, each encoded', async () => {
    const { send, at, wire } = receiver()
    wire.answers(URL_OF_TOKENS, tokens())
    await send({ auth: { ...OAUTH, credentials: 'header' } })
    const [asked] = at(URL_OF_TOKENS)
    expect(atob(asked?.headers.get('authorization')?.split(' ')[1] ?? '')).toBe('client-id-31f0:client%20secret%2B64d8')
    expect(asked?.body).toBe('grant_type=client_credentials')
  })

  it('is renewed once when a kept one is turned away, and the same document goes out again', async () => {
    let revoked = 'none'
    const { send, at, wire } = receiver(
      ({ headers }) => new Response(null, { status: headers.get('authorization') === `Bearer ${revoked}` ? 401 : 200 }),
    )
    wire.answers(URL_OF_TOKENS, tokens())
    await send({ auth: OAUTH })
    revoked = 'token-1'
    expect(await send({ auth: OAUTH })).toMatchObject({ outcome: 'delivered' })
    expect(at(URL_OF_ERP).map(({ headers, body, key }) => [headers.get('authorization'), body, key])).toEqual([
      ...['token-1', 'token-1', 'token-2'].map((token) => [`Bearer ${token}`, 'UNB', 'k'.repeat(32)]),
    ])
  })

  it('is not renewed twice: whoever turns a new one away means us', async () => {
    let answer = 200
    const { send, at, wire } = receiver(() => new Response(null, { status: answer }))
    wire.answers(URL_OF_TOKENS, tokens())
    await send({ auth: OAUTH })
    answer = 401
    expect(await send({ auth: OAUTH })).toMatchObject({ outcome: 'refused', routeWide: true, phase: 'sign in' })
    expect([at(URL_OF_ERP).length, at(URL_OF_TOKENS).length]).toEqual([3, 2])
    expect(await receiver(status(401)).send({ auth: { kind: 'bearer', token: 'ID' } })).toMatchObject({
      routeWide: true,
    })
  })

  it('is nobody else’s: another scope has a token of its own', async () => {
    const { send, at, wire } = receiver()
    wire.answers(URL_OF_TOKENS, tokens())
    for (const scope of ['a', 'b', 'a']) await send({ auth: { ...OAUTH, scope } })
    expect(at(URL_OF_TOKENS).length).toBe(2)
  })

  it.each<[string, Answer, object]>([
    [
      'turns us away',
      json({ error: 'invalid_client', error_description: 'not client secret+64d8' }, 401),
      { outcome: 'refused', routeWide: true, note: expect.stringContaining('401 invalid_client') },
    ],
    ['does not know the scope', json({ error: 'invalid_scope' }, 400), { outcome: 'refused', routeWide: true }],
    ['points elsewhere', status(302, { location: 'https://x.example/' }), { outcome: 'refused', routeWide: true }],
    ['gives no token', json({ token_type: 'Bearer' }), { outcome: 'refused', routeWide: true }],
    ['gives one with a line break', json({ access_token: 'a\r\nb' }), { outcome: 'refused', routeWide: true }],
    ['is no JSON', () => new Response('<html>'), { outcome: 'refused', routeWide: true }],
    ['is busy', status(429, { 'retry-after': '90' }), { outcome: 'deferred', retryAfterSeconds: 90 }],
    ['has failed', status(502), { outcome: 'deferred' }],
    ['cannot be reached', cut, { outcome: 'deferred' }],
  ])('leaves the document here when its address %s', async (_, answer, receipt) => {
    const { send, at, wire } = receiver()
    wire.answers(URL_OF_TOKENS, answer)
    const ended = await send({ auth: OAUTH })
    expect(ended).toMatchObject({ reached: 'no', phase: 'sign in', ...receipt })
    expect(JSON.stringify(ended)).not.toMatch(/64d8|31f0/)
    expect(at(URL_OF_ERP)).toEqual([])
  })

  it('is never asked for when a secret is missing, or when nobody would take the document', async () => {
    const { send, wire, at } = receiver()
    wire.answers(URL_OF_TOKENS, tokens())
    expect(await send({ auth: { ...OAUTH, clientSecret: 'NONE' } })).toMatchObject({
      routeWide: true,
      phase: 'settings',
    })
    wire.door(URL_OF_ERP, 'closed')
    wire.answers(`${new URL(URL_OF_ERP).origin}/`, cut)
    expect(await send({ auth: OAUTH }, { doubtful: true })).toMatchObject({ outcome: 'deferred', phase: 'connect' })
    expect(at(URL_OF_TOKENS)).toEqual([])
  })
})

describe('a client certificate', () => {
  it('is shown by the way that its binding is, and by no other', async () => {
    const { wire, means, at } = receiver()
    const asked: string[] = []
    const certificates = {
      get: (name: string) =>
        name === 'ERP_CERT'
          ? {
              async fetch(request: Request) {
                asked.push(request.url)
                return new Response()
              },
            }
          : undefined,
    }
    const settings = http.settings.parse({ kind: 'http', url: URL_OF_ERP, clientCertificate: 'ERP_CERT' })
    expect(await http.deliver(parcelOf('UNB'), settings, { ...means, certificates })).toMatchObject({
      outcome: 'delivered',
    })
    expect([asked, at(URL_OF_ERP), wire.unexpected]).toEqual([[URL_OF_ERP], [], []])
  })

  it('stops the route where no such binding is', async () => {
    const { send, at } = receiver()
    expect(await send({ clientCertificate: 'ERP_CERT' })).toMatchObject({
      ...{
        outcome: 'refused',
        reached: 'no',
        routeWide: true,
        phase: 'settings',
        note: expect.stringContaining('ERP_CERT'),
      },
    })
    expect(at(URL_OF_ERP)).toEqual([])
  })
})

describe("a receiver whose word is in the body, by the document's own standard", () => {
  const answered = async (
    word: { status: number; said: string } | null,
    answer: Answer = status(200),
    more: object = {},
  ) => {
    const { means, send } = receiver(answer)
    const bodies: string[] = []
    const wordIn = (body: Uint8Array) => {
      bodies.push(new TextDecoder().decode(body))
      return word
    }
    Object.assign(means, { wordIn })
    return { receipt: await send({ answer: 'document', ...more }), bodies }
  }

  it.each([
    [200, { outcome: 'delivered' }],
    [201, { outcome: 'delivered' }],
    [204, { outcome: 'delivered' }],
    [281, { outcome: 'delivered' }],
    [400, { outcome: 'refused', reached: 'no' }],
    [401, { outcome: 'refused', reached: 'no', routeWide: true }],
    [406, { outcome: 'refused', reached: 'no' }],
    [450, { outcome: 'refused', reached: 'no' }],
    [503, { outcome: 'deferred', reached: 'no' }],
    [500, { outcome: 'deferred', reached: 'maybe' }],
    [560, { outcome: 'deferred', reached: 'maybe' }],
  ])('is taken at it: %i', async (code, expected) => {
    const { receipt } = await answered({ status: code, said: 'In its words.' })
    expect(receipt).toMatchObject(expected)
    expect(receipt.note).toContain(`The receiver answered 200, and in it ${code} (In its words.)`)
  })

  it('asks a person where it says nothing of the kind, since it may have taken the document', async () => {
    const { receipt, bodies } = await answered(null, () => new Response('<html>OK</html>'))
    expect(receipt).toMatchObject({ outcome: 'refused', reached: 'maybe' })
    expect(bodies).toEqual(['<html>OK</html>'])
  })

  it('is not read where the status has said enough, nor on other routes', async () => {
    const failed = await answered({ status: 200, said: '' }, status(500))
    expect([failed.receipt.outcome, failed.bodies]).toEqual(['deferred', []])
    const plain = await answered({ status: 500, said: '' }, status(200), { answer: 'status' })
    expect([plain.receipt.outcome, plain.bodies]).toEqual(['delivered', []])
  })

  it('is read as far as anyone would write, and waits as the header says', async () => {
    const long = () => new Response('x'.repeat(200_000), { headers: { 'retry-after': '90' } })
    const { receipt, bodies } = await answered({ status: 503, said: '' }, long)
    expect(bodies[0]).toHaveLength(65_536)
    expect(receipt).toMatchObject({ outcome: 'deferred', retryAfterSeconds: 90 })
    expect(receipt.note).toBe('The receiver answered 200, and in it 503: not now.')
  })
})

describe('a success rule', () => {
  const receipt = (success: object) => receiver(() => new Response('{"result":"BUSY"}')).send({ success })

  it('may name the words for: not now', async () => {
    expect(await receipt({ later: '"BUSY"' })).toMatchObject({ outcome: 'deferred', reached: 'no' })
    expect(await receipt({ later: '"LOCKED"' })).toMatchObject({ outcome: 'delivered' })
    expect(await receipt({ contains: '"OK"', later: '"BUSY"' })).toMatchObject({ outcome: 'deferred' })
    expect(await receipt({ contains: '"OK"' })).toMatchObject({ outcome: 'refused', reached: 'maybe' })
  })
})
