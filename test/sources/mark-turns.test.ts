import { describe, expect, it } from 'vitest'
import { createRunBudget } from '../../src/sources/run-budget.ts'
import { pollingGateway } from '../fakes/polling-gateway.ts'
import { BOTH, marksOf, patches, placed } from './marks.ts'

const MINUTE = 60_000
const _HOUR = 60 * MINUTE

describe('the marks that are written back to the order API', () => {
  it('leave the order API to the poll: half of its turns at most, none while they are used up, never more than the limit', async () => {
    // Each request names one order, so that there are many requests.
    const marks = { ...BOTH.marks, body: { id: '{id}', '{mark}': true } }
    const gateway = pollingGateway({ api: { marks, requestsPerMinute: 6, pageSize: 10 } })
    const { fake, box, poll, mark } = gateway
    const orders = Array.from({ length: 20 }, (_, at) => placed(at))
    fake.book.place(...orders)
    await poll()
    const before = box.clock.now()
    await mark()
    // The poll has just used more than half of the limit, so the marks do not wait.
    expect([patches(gateway).length, box.clock.now()]).toEqual([0, before])
    for (let run = 0; run < 60; run++) {
      await box.pass(MINUTE)
      const waited = box.clock.now()
      await mark()
      expect(box.clock.now()).toBe(waited)
    }
    await poll()
    expect(new Set(marksOf(gateway, orders))).toEqual(new Set(['fetched viewed']))
    expect(patches(gateway)).toHaveLength(40)
    expect(fake.log.most(MINUTE)).toBeLessThanOrEqual(6)
  })

  it('spend no more than the run has left', async () => {
    const gateway = pollingGateway({ api: { ...BOTH, requestsPerRun: 5 } })
    gateway.fake.book.place(placed(1))
    await gateway.poll()
    const spending = createRunBudget(gateway.box.clock)
    spending.requests = 5
    await gateway.mark(spending)
    expect(patches(gateway)).toEqual([])
    await gateway.mark()
    expect(patches(gateway).length).toBeGreaterThan(0)
  })

  it('are taken by one run at a time; what a dead run has taken is somebody’s again after a quarter of an hour', async () => {
    const gateway = pollingGateway({ api: { marks: { fetched: true } } })
    gateway.fake.book.place(placed(1))
    await gateway.poll()
    expect(gateway.box.outbox.takeMarks()).toMatchObject({ mark: 'fetched', orderIds: [placed(1).id], proven: false })
    expect(gateway.box.outbox.takeMarks()).toBeNull()
    await gateway.mark()
    expect(patches(gateway)).toEqual([])
    await gateway.box.pass(15 * MINUTE)
    await gateway.mark()
    expect(patches(gateway)).toHaveLength(1)
  })
})
