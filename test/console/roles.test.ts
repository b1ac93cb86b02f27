import { describe, expect, it } from 'vitest'
import { writeSession } from '../../src/access/session.ts'
import { visitorOf } from '../../src/access/visitor.ts'
import { NotAllowed, permittedServices } from '../../src/api/permitted.ts'
import { app } from '../../src/app.ts'
import type { Role } from '../../src/profile/console.ts'
import type { Services } from '../../src/services.ts'
import { TOKEN, testConsole } from '../fakes/console.ts'
import { supplierWith } from '../fakes/orders.ts'
import { fakePendingCalls } from '../fakes/pending-calls.ts'

const TOKENS = {
  VIEW_TOKEN: 'a-token-of-the-viewer',
  ACT_TOKEN: 'a-token-of-the-clerk',
  OTHER_TOKEN: 'a-token-of-another-desk',
}

const people = {
  access: [
    { who: 'Vera', role: 'view' as const, suppliers: ['fresco'], token: 'VIEW_TOKEN' },
    { who: 'Anna', role: 'act' as const, suppliers: ['fresco'], token: 'ACT_TOKEN' },
    { who: 'Otto', role: 'manage' as const, suppliers: ['other'], token: 'OTHER_TOKEN' },
  ],
}

const opened = () => {
  const made = testConsole({ console: people, secrets: TOKENS })
  made.box.accept()
  return made
}

const api = async (services: Services, token: string, method: string, path: string, body?: object) =>
  app.fetch(
    new Request(`https://gateway.example/api${path}`, {
      ...{ method, headers: { authorization: `Bearer ${token}` } },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }),
    services,
  )

const access = (role: Role, suppliers: readonly string[]) => ({
  access: [{ who: 'Vera', role, suppliers: [...suppliers], token: 'VIEW_TOKEN' }],
})

describe('a role', () => {
  it('is that of the token, whatever name the person types', async () => {
    const browser = opened().browser()
    await browser.signIn('Boss', TOKENS.VIEW_TOKEN)
    expect((await browser.get('/console')).text).toContain('Vera')
  })

  it('and the proven name are those of the token, whatever name its holder signs into a session', async () => {
    const { box, browser } = opened()
    const visitor = browser()
    const until = box.clock.now() + 60_000
    const session = await writeSession({ who: 'Boss (Otto)', holder: 'Vera', until }, TOKENS.VIEW_TOKEN)
    visitor.cookies.set('__Host-orderbridge', session)
    const { text } = await visitor.get('/console')
    expect(text).toContain('Boss Otto (Vera)')
  })

  it('that may only read tells nobody to do what only a colleague can do', async () => {
    const supplier = supplierWith({ articles: [{ article: 'A-1' }], unknown: { article: 'hold' } })
    const { box, browser } = testConsole({ supplier, console: people, secrets: TOKENS })
    box.accept({ starts: { erp: { state: 'held', reason: 'unknown-article' } } })
    const told = async (token: string): Promise<string> => {
      const visitor = browser({ 'accept-language': 'en' })
      await visitor.signIn('V', token)
      const paths = ['', '/catalogue/fresco', '/orders/fresco/order-1', '/statements/print/fresco']
      return (await Promise.all(paths.map(async (path) => (await visitor.get(`/console${path}`)).text))).join()
    }
    const [reader, clerk] = [await told(TOKENS.VIEW_TOKEN), await told(TOKENS.ACT_TOKEN)]
    for (const order of ['Enter it in the catalogue', 'Enter each once', 'Then mark them in the console']) {
      expect(clerk).toContain(order)
      expect(reader).not.toContain(order)
    }
    for (const advice of [
      'A colleague whose role allows entries enters each number',
      'Then ask a colleague to mark them',
    ])
      expect(reader).toContain(advice)
  })

  it.each([
    ['Els', 'Els (Anna)'],
    ['anna', 'Anna'],
    ['Boss (Otto)', 'Boss Otto (Anna)'],
  ])(
    'writes down the typed name %s with the name that the token proves, in pages and in the API',
    async (typed, written) => {
      const { services, box, browser } = opened()
      const visitor = browser()
      await visitor.signIn(typed, TOKENS.ACT_TOKEN)
      const path = '/console/orders/fresco/order-1/do/hold'
      await visitor.submit(await visitor.get(path), path, { note: 'For the test.' })
      expect(box.outbox.events(1).rows).toMatchObject([{ action: 'hold', by: written }])
      await api(services, TOKENS.ACT_TOKEN, 'POST', '/orders/fresco/order-1/release', { by: typed })
      expect(box.outbox.events(1).rows).toMatchObject([{ action: 'release', by: written }])
    },
  )

  it('takes the brackets out of a name that no token proves', async () => {
    const { services, box } = opened()
    await api(services, TOKEN, 'POST', '/orders/fresco/order-1/hold', { by: 'Els (Anna)', note: 'For the test.' })
    expect(box.outbox.events(1).rows).toMatchObject([{ action: 'hold', by: 'Els Anna' }])
  })

  it('of a token that is not set opens nothing', async () => {
    const browser = testConsole({ console: people }).browser()
    expect((await browser.signIn('Vera', '')).status).toBe(403)
    expect((await browser.signIn('Vera', 'undefined')).status).toBe(403)
  })

  const CASES: [token: string, method: string, path: string, status: number][] = [
    [TOKENS.VIEW_TOKEN, 'GET', '/orders', 200],
    [TOKENS.VIEW_TOKEN, 'GET', '/orders/fresco/order-1', 200],
    [TOKENS.VIEW_TOKEN, 'GET', '/events', 200],
    [TOKENS.VIEW_TOKEN, 'POST', '/orders/fresco/order-1/discard', 403],
    [TOKENS.VIEW_TOKEN, 'POST', '/suppliers/fresco/routes/erp/pause', 403],
    [TOKENS.ACT_TOKEN, 'POST', '/suppliers/fresco/routes/erp/pause', 200],
    [TOKENS.ACT_TOKEN, 'POST', '/orders/fresco/order-1/deliveries/erp/retry', 200],
    [TOKENS.ACT_TOKEN, 'POST', '/orders/fresco/order-1/erase', 403],
    [TOKENS.ACT_TOKEN, 'POST', '/suppliers/fresco/poll', 403],
    [TOKENS.OTHER_TOKEN, 'GET', '/orders/fresco/order-1', 404],
    [TOKENS.OTHER_TOKEN, 'POST', '/orders/fresco/order-1/discard', 404],
    [TOKENS.OTHER_TOKEN, 'GET', '/suppliers/fresco/routes', 404],
    [TOKENS.OTHER_TOKEN, 'GET', '/orders?supplier=fresco', 404],
    [TOKEN, 'POST', '/orders/fresco/order-1/erase', 409],
  ]

  it.each(CASES)('%s may %s %s: %i', async (token, method, path, status) => {
    const { services, box } = opened()
    const body = method === 'POST' ? { by: 'X', note: 'For the test.' } : undefined
    const before = box.outbox.events(10).rows.length
    expect((await api(services, token, method, path, body)).status).toBe(status)
    if (status !== 200) expect(box.outbox.events(10).rows).toHaveLength(before)
  })

  it('shows no order of another supplier in a list', async () => {
    const { services } = opened()
    const answer = await api(services, TOKENS.OTHER_TOKEN, 'GET', '/orders')
    expect(await answer.json()).toMatchObject({ orders: [] })
  })

  it('needs to be the highest for a call that nobody listed', async () => {
    const { services } = opened()
    for (const role of ['view', 'act'] as const) {
      const outbox = permittedServices(services, visitorOf('X', { role })).outbox('fresco')
      await expect(outbox.makeStatements()).rejects.toThrow(NotAllowed)
      await expect(outbox.erase('order-1', { by: 'X' })).rejects.toThrow(NotAllowed)
    }
  })

  it.each([
    ['view', ['fresco', 'old']],
    ['act', ['fresco', 'old']],
    ['manage', ['fresco']],
  ] as const)('%s of %j moves nothing from a removed supplier to another name', async (role, suppliers) => {
    const { services } = opened()
    const records = [{ supplier: 'old', storageId: '~1', account: null, jurisdiction: null }]
    const { calls, pending } = fakePendingCalls()
    await pending.add('1', { kind: 'count-nameless' })
    const all = { ...services, records: { ...services.records, list: async () => records }, pending: () => pending }
    const asked = { ...all, gateway: { ...all.gateway, console: access(role, suppliers) } }
    const answer = await api(asked, TOKENS.VIEW_TOKEN, 'POST', '/suppliers/old/moved', { by: 'X', to: 'fresco' })
    expect([answer.status, calls.size]).toEqual([role === 'manage' ? 404 : 403, 1])
  })
})
