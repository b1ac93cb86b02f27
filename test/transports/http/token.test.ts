import { describe, expect, it } from 'vitest'
import { type Answer, cut, status } from '../../fakes/wire.ts'
import { receiver, SECRETS, URL_OF_ERP, URL_OF_TOKENS } from './receiver.ts'

const OAUTH = { kind: 'oauth2', tokenUrl: URL_OF_TOKENS, clientId: 'ID', clientSecret: 'SECRET' }
const json =
  (body: object, code = 200): Answer =>
  () =>
    Response.json(body, { status: code })
/** A new token every time. */
function tokens(more: object = {}): Answer {
  let given = 0
  return () => Response.json({ access_token: `token-${++given}`, token_type: 'Bearer', expires_in: 3600, ...more })
}

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

  it.each(['asked for', 'renewed'])(
    'is what the other delivery was given, where both are %s at once and the server knows the newest only',
    async (when) => {
      let newest = 0
      const { send, wire } = receiver(
        ({ headers }) =>
          new Response(null, { status: headers.get('authorization') === `Bearer token-${newest}` ? 200 : 401 }),
      )
      wire.answers(URL_OF_TOKENS, () => Response.json({ access_token: `token-${++newest}`, expires_in: 3600 }))
      if (when === 'renewed') {
        await send({ auth: OAUTH })
        newest = 7
      }
      const both = await Promise.all([send({ auth: OAUTH }), send({ auth: OAUTH })])
      expect(both).toMatchObject([{ outcome: 'delivered' }, { outcome: 'delivered' }])
    },
  )

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
    expect(await send({ auth: OAUTH }, { needsProbe: true })).toMatchObject({ outcome: 'deferred', phase: 'connect' })
    expect(at(URL_OF_TOKENS)).toEqual([])
  })
})
