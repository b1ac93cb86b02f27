import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { createFakeApicbase } from '../../src/cli/fake-apicbase/apicbase.ts'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import type { PollReport } from '../../src/sources/poll-report.ts'
import worker from '../../src/worker.ts'
import { act, admin, place, soon } from './door.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

const dice = createDice(14)
const fake = createFakeApicbase({
  clock: { now: Date.now },
  credentials: { clientId: SECRETS.API_ID, clientSecret: SECRETS.API_SECRET },
})
let numbered = 0
const orders = (count: number) =>
  Array.from({ length: count }, () => makeOrder(++numbered, Date.now() - numbered * 60_000, dice))

beforeAll(() => {
  setSecrets()
  openSink().answer('apicbase', ({ url, method, headers, text }) =>
    fake.answer(new Request(url, { method, headers, ...(method === 'GET' ? {} : { body: text }) })),
  )
  fake.book.place(...orders(45))
})

const poll = async (supplier: string): Promise<PollReport> => {
  const { status, json } = await admin(`/suppliers/${supplier}/poll`, { method: 'POST' })
  expect(status).toBe(200)
  return json
}

const requestsBegun = (path: string): number => fake.log.requests.filter((one) => one.path.startsWith(path)).length

describe('the poll in workerd', () => {
  it('takes what is listed, with the counts of the contract, and knows it the next time', async () => {
    const { requests, pages, ...report } = await poll('polled')
    expect(report).toEqual({ seen: 45, accepted: 45, duplicate: 0, held: 0, refused: 0, skipped: 0, complete: true })
    expect([pages, requests]).toEqual([4, 5])
    await soon(async () => expect(await poll('polled')).toMatchObject({ seen: 45, skipped: 45, complete: true }))
  })

  it('keeps the token, and keeps it from being read', async () => {
    const asked = requestsBegun('/oauth/')
    await poll('polled')
    expect(requestsBegun('/oauth/')).toBe(asked)
    expect(fake.tokens.issued).toBe(1)
  })

  it('takes turns with every supplier of the same credentials', async () => {
    // The other supplier has made more than two requests within this minute.
    const report = await poll('sharing')
    expect(report).toMatchObject({ requests: 0, complete: false, resumes: true })
    expect(report.reason).toMatch(/^The next request may be made in \d+ seconds\.$/)
  })

  it('tells where it stands', async () => {
    const { json } = await admin('/suppliers/polled/poll')
    expect(json).toMatchObject({ failures: 0, underWay: false, sweep: null, lastComplete: expect.any(String) })
    expect((await admin('/suppliers/nobody/poll')).status).toBe(404)
  })

  it('runs from the cron, over every supplier that has an order API, and writes back what has come', async () => {
    const [late] = orders(1)
    if (!late) throw new Error('no order')
    fake.book.place(late)
    const ctx = createExecutionContext()
    await worker.scheduled(createScheduledController({ scheduledTime: new Date(), cron: '*/5 * * * *' }), env, ctx)
    await waitOnExecutionContext(ctx)
    const { json } = await admin(`/orders?supplier=polled&q=${late.order_number}`)
    expect(json.orders).toHaveLength(1)
    expect(fake.book.marksOf(late.id)).toEqual({ fetchedAt: expect.any(String), viewedAt: null })
  })

  it('says of a supplier without an order API that it has none', async () => {
    expect(await poll('box')).toMatchObject({ complete: false, reason: expect.stringContaining('no order API') })
    await place('box')
  })
})

describe('a backfill in workerd', () => {
  const ask = (body: object) => act('/suppliers/polled/backfill', { from: '2026-10-01', to: '2026-10-31', ...body })

  /** Every order of the period, page by page. */
  async function walk(body: object) {
    const orders: object[] = []
    for (let page: string | null = null; ; ) {
      const { json } = await ask({ page, ...body })
      orders.push(...json.orders)
      if (json.next === null) return orders
      page = json.next
    }
  }

  it('lists a span of days from before `since`, and delivers what a person has named and counted', async () => {
    const made = makeOrder(++numbered, Date.parse('2026-10-20T08:00:00Z'), dice)
    const old = { ...made, expected_delivery_date: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10) }
    fake.book.place(old)
    expect(await walk({})).toMatchObject([{ orderId: old.id, state: 'missing', delivered: null }])
    expect((await ask({ deliver: [old.id] })).status).toBe(422)
    expect((await ask({ deliver: [old.id], count: 2 })).status).toBe(422)
    const wish = { deliver: [old.id], count: 1, note: 'The webhook was down.' }
    expect(await walk(wish)).toMatchObject([{ orderId: old.id, delivered: 'accepted', holds: null }])
    expect(await walk({})).toMatchObject([{ state: 'known' }])
    const { events } = (await admin('/events?supplier=polled')).json
    expect(events[0]).toMatchObject({
      by: 'An',
      action: 'backfill',
      note: '1 order from 2026-10-01 to 2026-10-31: The webhook was down.',
    })
  })

  it.each([
    [{ by: '' }, 'by'],
    [{ from: 'yesterday' }, 'from'],
    [{ from: '2026-02-30' }, 'from'],
    [{ to: '2026-09-30' }, 'to'],
    [{ count: 3 }, 'count'],
  ])('says what is wrong with the question: %j', async (body, path) => {
    const { status, json } = await ask(body)
    expect([status, json.problems[0].path]).toEqual([422, path])
  })
})
