import { describe, expect, it } from 'vitest'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { MORNING } from '../fakes/clock.ts'
import { type PollingWish, pollingGateway } from '../fakes/polling-gateway.ts'

const HOUR = 3_600_000
const dice = createDice(13)

function opened(wish: PollingWish = {}) {
  const gateway = pollingGateway({ ...wish, api: { mode: 'both', pageSize: 10, ...wish.api } })
  gateway.fake.book.place(...Array.from({ length: 35 }, (_, at) => makeOrder(at, MORNING - at * 60_000, dice)))
  return gateway
}

describe('the token', () => {
  it('is asked for once and used until it runs out', async () => {
    const { fake, poll, box } = opened()
    await poll()
    await poll()
    expect(fake.tokens.issued).toBe(1)
    box.clock.advance(7 * 24 * HOUR)
    expect(await poll()).toMatchObject({ complete: true })
    expect(fake.tokens.issued).toBe(2)
  })

  it('is kept so that it can’t be read without the client secret', async () => {
    const { account, poll } = opened()
    await poll()
    const kept = JSON.stringify(account())
    expect(account().token).not.toBeNull()
    expect(kept).not.toContain('token-1')
    expect(kept).not.toContain('api-secret')
  })

  it('that was revoked is renewed, and a fresh one that fails at once is told', async () => {
    const { fake, poll, box } = opened()
    await poll()
    fake.tokens.revoke()
    expect(await poll()).toMatchObject({ complete: true })
    expect(fake.tokens.issued).toBe(2)
    fake.disturb = () => new Response(null, { status: 401 })
    expect(await poll()).toMatchObject({ complete: false })
    expect(fake.tokens.issued).toBe(3)
    expect(box.alerts).toMatchObject([{ kind: 'api-credentials' }])
  })

  it('that is revoked a second time in one run is renewed a second time', async () => {
    const { fake, poll, box } = opened({ api: { pageSize: 5 } })
    const { answer } = fake
    let asked = 0
    fake.answer = async (request) => {
      if (request.method === 'GET' && [2, 5].includes(++asked)) fake.tokens.revoke()
      return answer(request)
    }
    expect(await poll()).toMatchObject({ accepted: 35, complete: true })
    expect(fake.tokens.issued).toBe(3)
    expect(box.alerts).toEqual([])
  })

  it.each([401, 400, 403])(
    'that is refused with %i is told at once, and so is that it is given again',
    async (status) => {
      const { fake, poll, box } = opened()
      const { answer } = fake
      fake.answer = async () => new Response(null, { status })
      expect(await poll()).toMatchObject({ complete: false, requests: 1, pages: 0 })
      expect(box.alerts).toMatchObject([{ kind: 'api-credentials' }])
      fake.answer = answer
      expect(await poll()).toMatchObject({ complete: true })
      await box.pass(2 * HOUR)
      expect(box.alerts.at(-1)).toMatchObject({ kind: 'resolved', of: 'api-credentials' })
    },
  )

  it('is not asked for without credentials, and that is told', async () => {
    const { fake, poll, box } = opened({ api: { clientId: 'NOBODY' } })
    expect(await poll()).toMatchObject({ complete: false, requests: 0 })
    expect(fake.log.requests).toEqual([])
    expect(box.alerts).toMatchObject([{ kind: 'api-credentials' }])
  })

  it('may be asked for at another address', async () => {
    const { fake, poll } = opened({ api: { tokenUrl: 'https://api.apicbase.example/elsewhere/token' } })
    expect(await poll()).toMatchObject({ complete: false })
    expect(fake.log.requests[0]?.path).toBe('/elsewhere/token')
  })
})

describe('requests', () => {
  it('wait for their turn, so that no minute of theirs holds more than the limit', async () => {
    const { fake, poll } = opened({ api: { requestsPerMinute: 3, pageSize: 5, runSeconds: 800 } })
    expect(await poll()).toMatchObject({ accepted: 35, complete: true })
    expect(fake.log.most(60_000)).toBe(3)
  })

  it('are left to the next run when their turn comes after the end of this one', async () => {
    const { poll } = opened({ api: { requestsPerMinute: 3, pageSize: 5, runSeconds: 30 } })
    expect(await poll()).toMatchObject({ accepted: 10, requests: 3, complete: false, resumes: true })
  })

  it.each([
    ['Retry-After', () => new Response(null, { status: 429, headers: { 'retry-after': '90' } })],
    ['X-RateLimit-Reset', () => new Response(null, { status: 429, headers: { 'x-ratelimit-reset': '90' } })],
  ])('wait as long as %s says', async (_, answer) => {
    const { fake, poll, box } = opened()
    let turnedAway: number | null = null
    const { answer: usual } = fake
    fake.answer = async (request) => {
      if (turnedAway !== null) return usual(request)
      turnedAway = box.clock.now()
      return answer()
    }
    expect(await poll()).toMatchObject({ complete: true })
    expect(fake.log.requests[0]?.at).toBe((turnedAway ?? 0) + 90_000)
  })

  it('are left to the next run when they must wait too long, and nothing is wrong with that', async () => {
    const { fake, poll, box } = opened()
    const { answer } = fake
    fake.answer = async () => new Response(null, { status: 429, headers: { 'retry-after': '3600' } })
    for (let run = 0; run < 5; run++) expect(await poll()).toMatchObject({ complete: false, resumes: true })
    expect(box.alerts).toEqual([])
    fake.answer = answer
    box.clock.advance(HOUR)
    expect(await poll()).toMatchObject({ complete: true })
  })
})
