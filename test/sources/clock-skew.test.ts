import { describe, expect, it } from 'vitest'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { readClockSkew, smallerSkew } from '../../src/sources/clock-skew.ts'
import { MORNING } from '../fakes/clock.ts'
import { pollingGateway } from '../fakes/polling-gateway.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const written = (moment: number): string => new Date(moment).toUTCString()
const told = (headers: Record<string, string>): number | null =>
  readClockSkew(new Headers(headers), MORNING + 300, MORNING + 700)

describe('the clock of whoever answers', () => {
  it('agrees where its time, cut to the second, fits between sending and receiving', () => {
    expect(told({ date: written(MORNING) })).toBe(0)
    expect(told({ date: written(MORNING + 7_000) })).toBe(6_300)
    expect(told({ date: written(MORNING - 7_000) })).toBe(-6_301)
    expect(told({ date: written(MORNING - HOUR), age: '0' })).toBe(699 - HOUR)
  })

  it.each<[string, Record<string, string>]>([
    ['without a date', {}],
    ['whose date is garbage', { date: '0' }],
    ['whose date is no date', { date: 'Tue, 99 Nov 2026 09:00:00 GMT' }],
    ['in another form', { date: '2026-11-24T08:00:00Z' }],
    ['in another zone', { date: 'Tue, 24 Nov 2026 08:00:00 +0100' }],
    ['that a cache has kept', { date: written(MORNING - HOUR), age: '3600' }],
    ['that Cloudflare has kept', { date: written(MORNING - HOUR), 'cf-cache-status': 'HIT' }],
  ])('is not known from an answer %s', (_, headers) => expect(told(headers)).toBeNull())

  it('is judged by the answer that is nearest', () => {
    expect([
      smallerSkew(null, null),
      smallerSkew(null, 5),
      smallerSkew(-5, null),
      smallerSkew(-5, 3),
      smallerSkew(2, -3),
    ]).toEqual([...[null, 5, -5, 3, 2]])
  })
})

describe('the order API’s clock', () => {
  /** The list's pages have this date; several dates are used in turn. */
  async function polled(dates: (now: number) => readonly string[], hours = 0) {
    const gateway = pollingGateway({ api: { pageSize: 5 } })
    const { fake, box, poll } = gateway
    const dice = createDice(3)
    fake.book.place(...Array.from({ length: 12 }, (_, at) => makeOrder(at, MORNING - HOUR, dice)))
    let pages = 0
    fake.disturb = (response) => {
      const all = dates(box.clock.now())
      response.headers.set('date', all[pages++ % all.length] ?? '')
      return response
    }
    for (let hour = 0; hour <= hours; hour++) {
      expect(await poll()).toMatchObject({ complete: true })
      await box.pass(HOUR)
    }
    return box.troubles.filter(({ kind }) => kind === 'clock-skew')
  }

  it.each([
    [7 * MINUTE, '7 minutes ahead of'],
    [-90 * MINUTE, '90 minutes behind'],
  ])('is told when it is wrong by %i ms', async (skew, words) => {
    const alerts = await polled((now) => [written(now + skew)])
    expect(alerts).toMatchObject([{ kind: 'clock-skew', cause: 'order-api', text: expect.stringContaining(words) }])
  })

  it.each<[string, (now: number) => string[]]>([
    ['by a few minutes', (now) => [written(now + 4 * MINUTE)]],
    ['in one answer among others', (now) => [written(now), written(now - HOUR), written(now + HOUR)]],
    ['in garbage', () => ['yesterday']],
  ])('is not told when it is wrong %s', async (_, dates) => expect(await polled(dates)).toEqual([]))

  it('is told again once a day while it goes on', async () => {
    expect((await polled((now) => [written(now + HOUR)], 47)).length).toBeLessThanOrEqual(3)
  })
})
