import { beforeAll, describe, expect, it } from 'vitest'
import { readAccessToken } from '../../src/access/access-token.ts'
import { accessTeam } from '../fakes/access.ts'
import { type Answer, ask, place } from './door.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(() => {
  setSecrets()
  openSink()
})

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', origin: 'null' }

const post = (path: string, fields: Record<string, string>, cookie = ''): Promise<Answer> =>
  ask(path, { method: 'POST', headers: { ...FORM, cookie }, body: new URLSearchParams(fields).toString() })

async function signIn(): Promise<string> {
  const { headers } = await post('/console/sign-in', { name: 'An Peeters', token: SECRETS.CONSOLE_TOKEN, to: '' })
  return /^[^;]+/.exec(headers.get('set-cookie') ?? '')?.[0] ?? ''
}

const open = async (path: string, cookie: string): Promise<Answer> =>
  ask(path, { headers: { cookie, 'accept-language': 'en' } })

const hidden = (text: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''

describe('the console in the Worker', () => {
  it('serves its stylesheet, and every page after the sign-in', async () => {
    const { id } = await place('box')
    const cookie = await signIn()
    const first = await open('/console', cookie)
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
    const sheet = await ask(/href="(\/console\/[0-9a-f]+\.css)"/.exec(first.text)?.[1] ?? '')
    expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8'])
    expect(sheet.text).toContain('prefers-color-scheme')
    for (const path of [`/console?supplier=box`, '/console/orders?supplier=box', `/console/orders/box/${id}`])
      expect((await open(path, cookie)).status, path).toBe(200)
    expect((await open(`/console/orders/box/${id}`, cookie)).text).toContain('Delivery Thursday 15 January.')
  })

  it('carries out an action through the outbox, by the name of the visitor', async () => {
    const { id } = await place('tables', { supplier_customer_number: 'K-?' })
    const cookie = await signIn()
    const path = `/console/orders/tables/${id}/do/discard`
    const { text } = await open(path, cookie)
    const fields = { form: hidden(text, 'form'), state: hidden(text, 'state'), note: 'Ordered twice.' }
    expect((await post(path, fields, cookie)).headers.get('location')).toBe(`/console/orders/tables/${id}?done=discard`)
    const shown = await open(`/console/orders/tables/${id}`, cookie)
    expect(shown.text).toContain('Discarded: nothing of it was sent.')
    expect(shown.text).toContain('by An Peeters: Ordered twice.')
  })

  it('verifies a token of Cloudflare Access as Node does', async () => {
    const [team, strangers] = await Promise.all([accessTeam(), accessTeam()])
    const now = 1_790_000_000_000
    const claims = {
      iss: 'https://fresco.cloudflareaccess.com',
      aud: ['aud'],
      email: 'an@fresco.example',
      exp: now / 1000 + 60,
    }
    const read = (token: string) =>
      readAccessToken(token, { accessTeam: 'fresco', audience: 'aud' }, async () => [team.key], now)
    expect(await read(await team.token(claims))).toBe('an@fresco.example')
    expect(await read(await strangers.token(claims))).toBeNull()
    expect(await read(team.unsigned(claims))).toBeNull()
  })
})
