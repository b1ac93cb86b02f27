import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { localDate } from '../../src/model/local-time.ts'
import { VERSION } from '../../src/version.ts'
import worker from '../../src/worker.ts'
import { holdToContract } from './contract.ts'
import { admin, answerOf, ask, place } from './door.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(() => {
  setSecrets()
  openSink()
})

const DOORS = [
  ['GET', '/api/orders'],
  ['GET', '/api/orders/'],
  ['GET', '/api/orders/box/x'],
  ['GET', '/api/orders/box/x/documents/erp'],
  ['GET', '/api/orders/box/x/export'],
  ['POST', '/api/orders/box/x/release'],
  ['POST', '/api/orders/box/x/discard'],
  ['POST', '/api/orders/box/x/deliveries/erp/retry'],
  ['POST', '/api/orders/box/x/deliveries/erp/done'],
  ['POST', '/api/orders/box/x/deliveries/erp/resend'],
  ['GET', '/api/suppliers'],
  ['GET', '/api/suppliers/box/routes'],
  ['POST', '/api/suppliers/box/routes/erp/pause'],
  ['POST', '/api/suppliers/box/routes/erp/resume'],
  ['POST', '/api/suppliers/box/routes/erp/retry'],
  ['POST', '/api/suppliers/box/poll'],
  ['GET', '/api/suppliers/box/poll'],
  ['POST', '/api/suppliers/box/backfill'],
  ['GET', '/api/suppliers/box/counters'],
  ['POST', '/api/suppliers/box/restore'],
  ['GET', '/api/events'],
  ['GET', '/api/statements/2026-11-24'],
  ['GET', '/api/no-such-thing'],
  ['HEAD', '/api/orders'],
] as const

/** Every use of the objects of suppliers. */
const uses: string[] = []

async function askWatched(path: string, init: RequestInit) {
  const OUTBOX = new Proxy({}, { get: (_, method) => uses.push(String(method)) })
  const request = new Request(`https://gateway.example${path}`, init)
  const response = await worker.fetch(request as never, { ...env, OUTBOX } as never, createExecutionContext())
  const answer = await answerOf(response)
  holdToContract(request, response, answer.json)
  return answer
}

describe('the Admin API', () => {
  it.each(DOORS)('is closed without its token: %s %s', async (method, path) => {
    const token = SECRETS.CONSOLE_TOKEN
    const tries: [string, Record<string, string>][] = [
      ['', {}],
      ['', { authorization: 'Bearer ' }],
      ['', { authorization: 'Bearer undefined' }],
      ['', { authorization: `Bearer ${token}x` }],
      ['', { authorization: `Bearer ${token.toUpperCase()}` }],
      ['', { authorization: token }],
      ['', { authorization: `Basic ${btoa(`x:${token}`)}` }],
      ['', { cookie: `token=${token}` }],
      [`?token=${token}&access_token=${token}&authorization=Bearer%20${token}`, {}],
    ]
    for (const [query, headers] of tries) {
      const answer = await askWatched(path + query, { method, headers })
      expect(answer.status, JSON.stringify(headers)).toBe(401)
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
      if (method !== 'HEAD') expect(answer.json.problems[0].code).toBe('unauthorised')
    }
    expect(uses).toEqual([])
  })

  it.each([undefined, '', '   ', 'fifteen-bytes-x'])(
    'stays closed to everybody while CONSOLE_TOKEN is %j; webhooks and healthz do not',
    async (CONSOLE_TOKEN) => {
      const fake = { ...env, CONSOLE_TOKEN } as unknown as Env
      const call = async (method: string, path: string, authorization: string) => {
        const request = new Request(`https://gateway.example${path}`, { method, headers: { authorization } })
        return answerOf(await worker.fetch(request as never, fake, createExecutionContext()))
      }
      for (const [method, path] of DOORS)
        for (const authorization of ['Bearer undefined', 'Bearer    ', `Bearer ${CONSOLE_TOKEN}`, ''])
          expect((await call(method, path, authorization)).status, path).toBe(401)
      for (const path of ['/', '/console', '/console/orders', '/nothing', '/healthz/x'])
        expect((await call('GET', path, '')).status, path).toBe(401)
      expect((await call('POST', '/webhooks', '')).status).toBe(404)
      expect((await call('GET', '/healthz', '')).status).toBe(200)
      expect((await call('POST', '/webhooks/box', '')).status).toBe(403)
      expect((await call('GET', '/mailbox/box/erp', `Bearer ${SECRETS.ERP_TOKEN}`)).status).toBe(200)
    },
  )

  it('takes the scheme in any case, and answers nothing that a cache may keep', async () => {
    const answer = await ask('/api/orders', { headers: { authorization: `bearer ${SECRETS.CONSOLE_TOKEN}` } })
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  })

  it('lists its suppliers, and how much each route has under way: what a deploy asks first', async () => {
    await place('box')
    const { suppliers } = (await admin('/suppliers')).json
    expect(suppliers).toEqual(expect.arrayContaining(['box', 'other', 'shut']))
    const { routes } = (await admin('/suppliers/box/routes')).json
    expect(routes).toMatchObject([
      { route: 'erp', unsettled: 1 },
      { route: 'archive', unsettled: 1 },
    ])
  })

  it('gives each supplier’s statement of a day, and of the day that is not over what there is so far', async () => {
    await place('box', { ordered_on: new Date(Date.now() - 5_000).toISOString() })
    const days = [0, 86_400_000].map((ahead) => localDate(Date.now() + ahead, 'Europe/Brussels'))
    const answers = await Promise.all(days.map((day) => admin(`/statements/${day}?supplier=box`)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(answers.flatMap(({ json }) => json.statements)).toMatchObject([
      { supplier: 'box', number: null, received: 1 },
    ])
  })

  it.each(['yesterday', '2026-02-30', '2026-1-1'])('asks for a date: %s', async (date) => {
    expect((await admin(`/statements/${date}`)).status).toBe(422)
  })

  it('has no statements of a supplier that does not exist', async () => {
    expect((await admin('/statements/2026-11-24?supplier=nobody')).status).toBe(404)
  })
})

describe('everything else', () => {
  it('tells that it is well, and nothing more', async () => {
    const { status, json, headers } = await ask('/healthz')
    expect([status, json]).toEqual([200, { ok: true, version: VERSION }])
    expect(headers.get('content-type')).toMatch(/^application\/json/)
  })

  it('tells which part is failing to whoever has the token, and to nobody else', async () => {
    expect((await ask('/healthz?deep=1')).status).toBe(401)
    const { json } = await ask('/healthz?deep=1', { headers: { authorization: `Bearer ${SECRETS.CONSOLE_TOKEN}` } })
    const storage = json.parts.filter(({ part }: { part: string }) => part === 'storage')
    expect(storage.length).toBeGreaterThan(3)
    expect(storage.every(({ ok }: { ok: boolean }) => ok)).toBe(true)
    expect(json.parts).toContainEqual({ part: 'seen', ok: true })
  })

  it('leads a browser to the sign-in', async () => {
    for (const path of ['/', '/console', '/console/orders']) {
      const { status, headers } = await ask(path)
      expect([status, headers.get('location')?.replace(/\?.*/, '')], path).toEqual([
        303,
        path === '/' ? '/console' : '/console/sign-in',
      ])
    }
  })

  it.each([
    '/nothing',
    '/webhooks',
    '/webhooks/',
    '/webhooks/a/b',
    '/mailbox',
    '/mailbox/box',
    '/healthz/x',
    '/.env',
    '/%E0%A4',
    '/a%00b',
  ])('has nothing at %s, and says so as a problem', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const { status, headers, json } = await ask(path, { method })
      expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json'])
      expect(json).toMatchObject({
        title: expect.any(String),
        detail: expect.any(String),
        problems: [{ code: 'not-found' }],
      })
    }
  })

  it.each(['/no-such-thing', '/orders/box', '/suppliers/box', '/orders/box/x/y/z/w'])(
    'has nothing at /api%s',
    async (path) => {
      const { status, headers } = await admin(path)
      expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    },
  )
})
