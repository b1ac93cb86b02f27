import fc from 'fast-check'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { expect, it } from 'vitest'
import { readCookie, writeCookie } from '../../src/console/frame/cookie.ts'
import type { ConsoleEnv } from '../../src/console/frame/visit.ts'

const NAMES = ['orderbridge', '__Host-orderbridge', 'orderbridge-language', 'other']
const app = new Hono<ConsoleEnv>()
app.get('/read', (c) => c.json(NAMES.map((name) => [readCookie(c, name), getCookie(c, name)])))
app.get('/write/:name/:value/:maxAge/:sameSite', (c) => {
  const { name, value, maxAge, sameSite } = c.req.param()
  const isSecure = name.startsWith('__')
  const cookie = {
    name,
    value: value === '-' ? '' : value,
    maxAge: Number(maxAge),
    sameSite: sameSite as 'Lax' | 'Strict',
  }
  setCookie(c, name, cookie.value, {
    ...{ path: '/', httpOnly: true, sameSite: cookie.sameSite, maxAge: cookie.maxAge, secure: isSecure },
  })
  writeCookie(c, { ...cookie, isSecure })
  return c.text('')
})

const value = fc.stringMatching(/^[\w.-]{0,40}$/)

it('reads a cookie as Hono does', async () => {
  const pair = fc.tuple(fc.constantFrom(...NAMES, 'x-orderbridge', 'orderbridge2'), value).map((all) => all.join('='))
  const header = fc
    .array(fc.oneof(pair, fc.constantFrom('', 'flag', '=')), { maxLength: 6 })
    .map((all) => all.join('; '))
  await fc.assert(
    fc.asyncProperty(header, async (cookie) => {
      const found: [unknown, unknown][] = await (await app.request('/read', { headers: { cookie } })).json()
      for (const [own, honos] of found) expect(own).toBe(honos)
    }),
  )
  expect(await (await app.request('/read')).json()).toEqual(NAMES.map(() => [null, null]))
})

it.each(['orderbridge/abc.d-_e/43200/Strict', '__Host-orderbridge/-/0/Strict', 'orderbridge-language/nl/31536000/Lax'])(
  'writes a cookie as Hono does: %s',
  async (path) => {
    const [honos, own, ...more] = (await app.request(`/write/${path}`)).headers.getSetCookie()
    expect([own, more]).toEqual([honos, []])
  },
)
