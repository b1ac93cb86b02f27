import { describe, expect, it } from 'vitest'
import { createFakeApicbase, type FakeApicbaseSettings, LIST_PATH } from '../../../src/cli/fake-apicbase/apicbase.ts'
import { type ChefSettings, sendOrder } from '../../../src/cli/fake-apicbase/chef.ts'
import { createDice } from '../../../src/cli/fake-apicbase/dice.ts'
import { LineCut, randomFaults } from '../../../src/cli/fake-apicbase/faults.ts'
import { makeOrder } from '../../../src/cli/fake-apicbase/orders.ts'
import { MORNING, manualClock } from '../../fakes/clock.ts'

const AT = 'https://api.apicbase.example'
const CREDENTIALS = { clientId: 'id', clientSecret: 'secret' }
const HOUR = 3_600_000

function open(wish: Partial<FakeApicbaseSettings> = {}, count = 25) {
  const clock = manualClock()
  const fake = createFakeApicbase({ clock, credentials: CREDENTIALS, ...wish })
  const dice = createDice(1)
  fake.book.place(...Array.from({ length: count }, (_, at) => makeOrder(at, MORNING - (count - at) * HOUR, dice)))
  const ask = (path: string, init: RequestInit = {}) => fake.answer(new Request(AT + path, init))
  async function token(): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'id',
      client_secret: 'secret',
      scope: 'supplier',
    })
    const answer = await ask('/oauth/token/', { method: 'POST', body })
    return ((await answer.json()) as { access_token: string }).access_token
  }
  const list = async (query: string, bearer: string) => {
    const answer = await ask(`${LIST_PATH}?${query}`, { headers: { authorization: `Bearer ${bearer}` } })
    return { status: answer.status, body: await answer.json() } as { status: number; body: Listed }
  }
  return { clock, fake, ask, token, list, dice }
}

interface Listed {
  readonly count: number
  readonly next: string | null
  readonly results: readonly { readonly order_number: string; readonly status: string }[]
}

describe('the fake Apicbase', () => {
  it('gives a week’s token for the right credentials, and answers 401 without one', async () => {
    const { ask, token, list, clock, fake } = open()
    expect((await ask(LIST_PATH)).status).toBe(401)
    expect((await ask('/oauth/token/', { method: 'POST', body: new URLSearchParams() })).status).toBe(400)
    const bearer = await token()
    expect((await list('', bearer)).status).toBe(200)
    clock.advance(604_800_000)
    expect((await list('', bearer)).status).toBe(401)
    const fresh = await token()
    fake.tokens.revoke()
    expect((await list('', fresh)).status).toBe(401)
  })

  it('lists newest first, ten a page unless asked, two hundred at most, and 404 past the end', async () => {
    const { token, list } = open({}, 450)
    const bearer = await token()
    const first = await list('', bearer)
    expect(first.body.results.map(({ order_number }) => order_number).slice(0, 2)).toEqual(['PO-000449', 'PO-000448'])
    expect(first.body.results).toHaveLength(10)
    expect((await list('page_size=1000', bearer)).body).toMatchObject({
      count: 450,
      next: `${AT}${LIST_PATH}?page_size=1000&page=2`,
    })
    expect((await list('page_size=200&page=3', bearer)).body).toMatchObject({ next: null })
    expect((await list('page_size=200&page=4', bearer)).status).toBe(404)
  })

  it('filters by status and by day, or by moment when it knows moments', async () => {
    const { token, list, fake, dice } = open()
    fake.book.place({ ...makeOrder(99, MORNING, dice), status: 'IN_PROGRESS' })
    const bearer = await token()
    expect((await list('status=ORDERED&page_size=200', bearer)).body.count).toBe(25)
    expect((await list('page_size=200', bearer)).body.count).toBe(26)
    expect((await list('status=ORDERED&ordered_on__gt=2026-11-23', bearer)).body.count).toBe(9)
    const precise = open({ list: { dateFilter: 'timestamp' } })
    const its = await precise.token()
    expect((await precise.list('ordered_on__gt=2026-11-24T05:30:00Z', its)).body.count).toBe(3)
  })

  it('shifts its pages while they are read', async () => {
    const { token, list, fake, dice } = open({ arrivals: 2 })
    fake.book.coming.push(...[100, 101, 102, 103].map((at) => makeOrder(at, 0, dice)))
    const bearer = await token()
    const first = await list('page_size=10', bearer)
    const second = await list('page_size=10&page=2', bearer)
    const last = (page: { body: Listed }) => page.body.results.map(({ order_number }) => order_number)
    expect(last(second).slice(0, 2)).toEqual(last(first).slice(-2))
    expect(fake.book.coming).toEqual([])
  })

  it('turns away more than its limit in any window, and its log counts those too', async () => {
    const { token, list, clock, fake } = open({ rateLimit: { limit: 3, windowMs: 60_000 } })
    const bearer = await token()
    await list('', bearer)
    clock.advance(20_000)
    await list('', bearer)
    expect((await list('', bearer)).status).toBe(429)
    expect(fake.log.most(60_000)).toBe(4)
    clock.advance(40_000)
    expect((await list('', bearer)).status).toBe(200)
    expect(fake.log.most(60_000)).toBe(4)
    expect(fake.log.most(20_000)).toBe(2)
  })

  it('keeps marks for ever, and lists only what was not fetched when asked to', async () => {
    const { token, list, ask, fake } = open({}, 2)
    const headers = { authorization: `Bearer ${await token()}` }
    const [newest] = fake.book.orders
    const mark = (body: object) => ask(LIST_PATH, { method: 'PATCH', headers, body: JSON.stringify(body) })
    expect((await mark({ id: newest?.id, fetched_by_supplier: false })).status).toBe(400)
    expect((await mark({ ids: ['nobody'], fetched_by_supplier: true })).status).toBe(404)
    expect((await mark({ ids: [newest?.id], fetched_by_supplier: true })).status).toBe(200)
    expect((await list('fetched_by_supplier=false', headers.authorization.slice(7))).body.count).toBe(1)
    expect(fake.book.marksOf(newest?.id ?? '')).toMatchObject({ viewedAt: null })
  })

  it('answers about so many requests with a fault', async () => {
    const { token, list } = open({ faults: randomFaults(createDice(3), 0.5), rateLimit: { limit: 1_000 } })
    const bearer = await token().catch(() => '')
    let good = 0
    for (let at = 0; at < 200; at++)
      await list('', bearer)
        .then(({ status }) => (good += status === 200 || status === 401 ? 1 : 0))
        .catch((error: unknown) => expect(error instanceof LineCut || error instanceof SyntaxError).toBe(true))
    expect(good).toBeGreaterThan(80)
    expect(good).toBeLessThan(130)
  })
})

describe('a chef', () => {
  function kitchen(statuses: readonly number[], more: Partial<ChefSettings> = {}) {
    const { fake, dice } = open({}, 0)
    const bodies: string[] = []
    const wish: ChefSettings = {
      book: fake.book,
      post: async ({ body }) => {
        const status = statuses[bodies.push(body) - 1] ?? 200
        if (status === 0) throw new Error('No answer.')
        return status
      },
      manners: { secret: 'secret', form: 'python', rendering: 'compact' },
      dice,
      wait: async () => {},
      ...more,
    }
    return { fake, bodies, send: () => sendOrder(makeOrder(1, MORNING, dice), wish) }
  }

  it('sends again after an error or no answer, and the order is listed as ordered only then', async () => {
    const { fake, bodies, send } = kitchen([503, 0, 200], { edits: 0 })
    const { tries, confirmed } = await send()
    expect(tries.map(({ status }) => status)).toEqual([503, 0, 200])
    expect(new Set(bodies).size).toBe(1)
    expect(fake.book.orders).toEqual([confirmed])
  })

  it('may change the order first', async () => {
    const { bodies, send } = kitchen([422, 200], { edits: 1 })
    await send()
    expect(bodies[0]).not.toBe(bodies[1])
  })

  it('gives up in the end, and the order stays a cart', async () => {
    const { fake, send } = kitchen([500, 500], { patience: 2 })
    expect((await send()).confirmed).toBeNull()
    expect(fake.book.orders.map(({ status }) => status)).toEqual(['IN_PROGRESS'])
  })
})
