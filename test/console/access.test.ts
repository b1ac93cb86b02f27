import { beforeAll, describe, expect, it } from 'vitest'
import { createAccessKeys } from '../../src/access/access-keys.ts'
import type { AccessKey } from '../../src/access/access-token.ts'
import { accessTeam } from '../fakes/access.ts'
import { MORNING } from '../fakes/clock.ts'
import { type ConsoleWish, testConsole } from '../fakes/console.ts'

type Team = Awaited<ReturnType<typeof accessTeam>>
let team: Team
let strangers: Team

beforeAll(async () => {
  ;[team, strangers] = await Promise.all([accessTeam(), accessTeam()])
})

const seconds = MORNING / 1000
const claims = (own: object = {}) => ({
  ...{ iss: 'https://fresco.cloudflareaccess.com', aud: ['the-audience'], email: 'an@fresco.example' },
  ...{ iat: seconds - 10, nbf: seconds - 10, exp: seconds + 3_600, ...own },
})

const withAccess = (keys: () => readonly AccessKey[] = () => [team.key]): ConsoleWish => ({
  console: {
    ...{ accessTeam: 'fresco', audience: 'the-audience' },
    access: [{ who: 'an@fresco.example', role: 'act' }],
  },
  secrets: { CONSOLE_TOKEN: '' },
  services: { accessKeys: async () => keys() },
})

const openWith = async (token: string, wish: ConsoleWish = withAccess()) =>
  testConsole(wish).browser({ 'cf-access-jwt-assertion': token }).get('/console')

describe('Cloudflare Access', () => {
  it('lets in whoever the access list names, in any case of letters', async () => {
    const { status, text } = await openWith(await team.token(claims({ email: 'An@Fresco.example' })))
    expect(status).toBe(200)
    expect(text).toContain('an@fresco.example')
  })

  it('offers no sign-out, because the next page would sign in again', async () => {
    const { text } = await openWith(await team.token(claims()))
    expect(text).not.toContain('>Sign out<')
  })

  it('says so to whoever the company knows and the access list does not', async () => {
    expect((await openWith(await team.token(claims({ email: 'eve@fresco.example' })))).status).toBe(403)
  })

  const REFUSED: [string, () => string | Promise<string>][] = [
    ['no token', () => ''],
    ['no text of a token', () => 'a.b'],
    ['the algorithm none', () => team.unsigned(claims())],
    ['a shared secret in place of the key pair', () => team.confused(claims())],
    ['the key of another team', () => strangers.token(claims())],
    ['an unknown key id', () => team.token(claims(), { alg: 'RS256', kid: 'key-9' })],
    ['no key id', () => team.token(claims(), { alg: 'RS256' })],
    ['another audience', () => team.token(claims({ aud: ['another'] }))],
    ['another audience as text', () => team.token(claims({ aud: 'the-audience-of-another' }))],
    ['no audience', () => team.token(claims({ aud: undefined }))],
    ['another issuer', () => team.token(claims({ iss: 'https://evil.cloudflareaccess.com' }))],
    ['an end in the past', () => team.token(claims({ exp: seconds }))],
    ['no end', () => team.token(claims({ exp: undefined }))],
    ['an end that is text', () => team.token(claims({ exp: '9999999999' }))],
    ['a start in the future', () => team.token(claims({ nbf: seconds + 120 }))],
    ['no mail address', () => team.token(claims({ email: undefined }))],
    [
      'changed claims',
      async () => {
        const [head, , mac] = (await team.token(claims())).split('.')
        const [, other] = (await team.token(claims({ email: 'boss@fresco.example' }))).split('.')
        return `${head}.${other}.${mac}`
      },
    ],
    ['one part more', async () => `${await team.token(claims())}.x`],
  ]

  it.each(REFUSED)('refuses a token with %s', async (_, token) => {
    const { status, location } = await openWith(await token())
    expect([status, location]).toEqual([303, '/console/sign-in?to=%2Fconsole'])
  })

  it('accepts an audience that is one text', async () => {
    expect((await openWith(await team.token(claims({ aud: 'the-audience' })))).status).toBe(200)
  })

  it('does not count while the configuration names no team', async () => {
    const { status } = await openWith(await team.token(claims()), { services: { accessKeys: async () => [team.key] } })
    expect(status).toBe(303)
  })

  it('takes no form of another site, though the browser is signed in everywhere', async () => {
    const browser = testConsole(withAccess()).browser({ 'cf-access-jwt-assertion': await team.token(claims()) })
    const form = /name="form" value="([^"]+)"/.exec((await browser.get('/console')).text)?.[1] ?? ''
    expect((await browser.post('/console/sign-out', {})).status).toBe(403)
    expect((await browser.post('/console/sign-out', { form }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })
})

describe('the keys of a team', () => {
  const open = (answer: () => Response | Promise<Response>) => {
    let now = MORNING
    const asked: string[] = []
    const keys = createAccessKeys({
      wire: {
        fetch: async ({ url }) => {
          asked.push(url)
          return answer()
        },
      },
      clock: { now: () => now },
      cache: new Map(),
    })
    const pass = (milliseconds: number): void => {
      now += milliseconds
    }
    return { keys, asked, pass }
  }
  const published = () => Response.json({ keys: [{ kid: 'key-1', kty: 'RSA' }] })

  it('are fetched once an hour, and once a minute for an unknown key id', async () => {
    const { keys, asked, pass } = open(published)
    await keys('fresco', false)
    await keys('fresco', false)
    await keys('fresco', true)
    expect(asked).toEqual(['https://fresco.cloudflareaccess.com/cdn-cgi/access/certs'])
    pass(60_000)
    await keys('fresco', true)
    expect(asked).toHaveLength(2)
    pass(3_600_000)
    await keys('fresco', false)
    expect(asked).toHaveLength(3)
  })

  it.each([
    ['fails', () => Promise.reject(new Error('no connection'))],
    ['answers an error', () => new Response('', { status: 500 })],
    ['answers no JSON', () => new Response('<html>')],
    ['answers no keys', () => Response.json({})],
  ])('stay as they were while the address %s', async (_, broken) => {
    let answer: () => Response | Promise<Response> = published
    const { keys, pass } = open(() => answer())
    const before = await keys('fresco', false)
    answer = broken
    pass(3_600_000)
    expect(await keys('fresco', false)).toEqual(before)
    expect(await open(broken).keys('fresco', false)).toEqual([])
  })
})
