import { describe, expect, it } from 'vitest'
import { makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { readPoll } from '../../src/outbox/order-api/poll-state.ts'
import { MORNING } from '../fakes/clock.ts'
import { dice, pages } from './listed-pages.ts'

describe('a run that is cut short', () => {
  it('reads the list again when the page it would go on with is gone: its orders have moved up', async () => {
    const { fake, poll, accepted } = pages(41, { api: { requestsPerRun: 5 } })
    expect(await poll()).toMatchObject({ accepted: 40, resumes: true })
    // The fifth page held one order, which is now the last order of the fourth page.
    const [newest] = fake.book.orders
    if (newest) fake.book.put({ ...newest, status: 'DELIVERED' })
    for (let run = 0; run < 5 && !(await poll()).complete; run++);
    expect(accepted()).toBe(41)
  })

  it('by faults, again and again, goes on as long as it gets further; one page that never comes is given up', async () => {
    const { fake, poll, box } = pages(95)
    const url = (): string | undefined => readPoll(box.sql).sweep?.url ?? undefined
    for (const page of ['3', '4', '5', '6', '7']) {
      fake.disturb = (answer, at) =>
        at.searchParams.get('page') === page ? new Response(null, { status: 503 }) : answer
      expect(await poll()).toMatchObject({ complete: false })
      expect(url()).toContain(`page=${page}`)
    }
    for (let run = 0; run < 2; run++) expect(await poll()).toMatchObject({ accepted: 0, complete: false })
    expect(url()).toBeUndefined()
  })

  it('goes on where it stopped, whatever stopped it, and takes new orders first', async () => {
    const { fake, poll } = pages(95, { api: { requestsPerRun: 5 } })
    expect(await poll()).toMatchObject({ accepted: 40, requests: 5, complete: false, resumes: true })
    fake.book.place(makeOrder(900, MORNING, dice))
    const second = await poll()
    // The first two pages, the fourth page again, then the fifth page. The first order of the fifth page was the last
    // of the fourth.
    expect(second).toMatchObject({ accepted: 1 + 9 + 10, requests: 5, complete: false, resumes: true })
    let last = second
    let runs = 2
    for (; !last.complete && runs < 10; runs++) last = await poll()
    expect(last).toMatchObject({ complete: true })
    expect(runs).toBeLessThanOrEqual(6)
    expect(await poll()).not.toMatchObject({ accepted: 1 })
  })

  it('by calls to storage, or by time', async () => {
    const { poll } = pages(95, { api: { callsPerRun: 40 } })
    expect(await poll()).toMatchObject({
      complete: false,
      resumes: true,
      reason: 'A run may make 40 calls to storage.',
    })
    const slow = pages(95, { api: { runSeconds: 10 } })
    slow.fake.disturb = (page) => {
      slow.box.clock.advance(4_000)
      return page
    }
    const report = await slow.poll()
    expect(report).toMatchObject({ complete: false, resumes: true, reason: 'A run may take 10 seconds.' })
    expect(report.accepted).toBeGreaterThan(0)
  })

  it('by a fault of theirs', async () => {
    const { fake, poll } = pages(95)
    fake.disturb = (page, url) => (url.searchParams.get('page') === '5' ? new Response(null, { status: 503 }) : page)
    expect(await poll()).toMatchObject({ accepted: 40, complete: false })
    fake.disturb = (page) => page
    const { requests, ...report } = await poll()
    expect(report).toMatchObject({ accepted: 55, complete: true })
    // The first page, pages four to ten, the first page.
    expect(requests).toBe(9)
  })

  it('begins anew when the configuration has another list', async () => {
    const { poll, ports, supplier } = pages(95, { api: { requestsPerRun: 5 } })
    await poll()
    const { poll: run } = await import('../../src/sources/poll.ts')
    if (!supplier.api) throw new Error('No API.')
    const changed = { ...supplier, api: { ...supplier.api, pageSize: 50, requestsPerRun: 45 } }
    expect(await run(changed, ports())).toMatchObject({ accepted: 55, pages: 3, complete: true })
  })
})

describe('two runs', () => {
  it('never read at the same time; one that died is given up when its time is over', async () => {
    const { box, poll, fake } = pages(5)
    expect(box.outbox.beginPoll(25_000)).toMatchObject({ run: 1 })
    expect(await poll()).toMatchObject({ complete: false, reason: 'Another run is under way.', requests: 0 })
    expect(fake.log.requests).toEqual([])
    box.clock.advance(25_001)
    expect(await poll()).toMatchObject({ complete: true })
    expect(box.outbox.keepPoll(1, 25_000)).toBe(false)
  })

  it('that overlap all the same: the older one stops', async () => {
    const { box, fake, poll } = pages(35)
    fake.disturb = (page, url) => {
      if (url.searchParams.get('page') === '2') {
        box.clock.advance(60_000)
        box.outbox.beginPoll(25_000)
      }
      return page
    }
    expect(await poll()).toMatchObject({ complete: false, reason: 'Another run has taken over.' })
    expect(box.outbox.pollView()).toMatchObject({ underWay: true, lastComplete: null })
  })
})
