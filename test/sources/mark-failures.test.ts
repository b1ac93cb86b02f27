import { describe, expect, it } from 'vitest'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { type Faults, randomFaults } from '../../src/cli/fake-apicbase/faults.ts'
import { createRunBudget } from '../../src/sources/run-budget.ts'
import { polledSupplier, pollingGateway } from '../fakes/polling-gateway.ts'
import { BOTH, cron, marksOf, patches, placed, told } from './marks.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('the marks that are written back to the order API', () => {
  it('end for the one order that Apicbase refuses, with a note and one alert; the others of its batch are marked', async () => {
    const gateway = pollingGateway({ api: BOTH })
    const { fake, box, poll } = gateway
    fake.book.place(placed(0))
    await poll()
    await cron(gateway, 1)
    const orders = Array.from({ length: 40 }, (_, at) => placed(at + 1))
    fake.book.place(...orders)
    const [bad] = orders.slice(17)
    await poll()
    const answer = fake.answer.bind(fake)
    fake.answer = async (request) => {
      const refused = request.method === 'PATCH' && (await request.clone().text()).includes(bad?.id ?? '')
      return refused ? Response.json({ detail: 'Invalid.' }, { status: 400 }) : answer(request)
    }
    await cron(gateway, 30)
    expect(orders.filter((_, at) => at !== 17).every(({ id }) => fake.book.marksOf(id).viewedAt)).toBe(true)
    expect(box.outbox.view(bad?.id ?? '')).toMatchObject({
      marks: [
        { mark: 'fetched', markedAt: null, failure: 'Apicbase answered 400.' },
        { mark: 'viewed', markedAt: null, failure: 'Apicbase answered 400.' },
      ],
    })
    expect(told(gateway)).toHaveLength(1)
    expect(patches(gateway).length).toBeLessThan(30)
  })

  it('try an order that Apicbase doesn’t know yet for a day', async () => {
    const gateway = pollingGateway({ api: BOTH })
    const [first, late] = [placed(1), placed(2)]
    gateway.fake.book.place(first)
    await gateway.post(first)
    await gateway.post(late)
    await gateway.box.pass(5 * MINUTE)
    await cron(gateway, 12 * 5)
    expect(marksOf(gateway, [first, late])).toEqual(['fetched viewed', '- -'])
    gateway.fake.book.place(late)
    await cron(gateway, 24)
    expect(marksOf(gateway, [first, late])).toEqual(['fetched viewed', 'fetched viewed'])
    expect(told(gateway).length).toBeLessThanOrEqual(1)
  })

  it('are told as a wrong form, and go on waiting, while Apicbase has never taken one', async () => {
    const gateway = pollingGateway({ api: { marks: { fetched: true, body: { orders: ['{id}'], '{mark}': true } } } })
    const orders = Array.from({ length: 12 }, (_, at) => placed(at))
    gateway.fake.book.place(...orders)
    await gateway.poll()
    await cron(gateway, 24)
    expect(told(gateway)).toHaveLength(1)
    expect(patches(gateway).length).toBeLessThanOrEqual(24)
    const mended = { marks: { fetched: true } }
    gateway.box.reopen(polledSupplier(mended))
    await gateway.box.pass(HOUR)
    await gateway.mark(createRunBudget(gateway.box.clock), polledSupplier(mended))
    expect(new Set(marksOf(gateway, orders))).toEqual(new Set(['fetched -']))
  })

  it('are all written in the end though a fifth of the requests fail and the gateway dies in the midst of it', async () => {
    for (let seed = 1; seed <= 6; seed++) {
      const faulty = createDice(seed)
      const gateway = pollingGateway({
        api: { ...BOTH, requestsPerMinute: 10 },
        fake: { faults: withoutHollow(randomFaults(faulty, 0.2)) },
      })
      const { fake, box, poll } = gateway
      const orders = Array.from({ length: 25 }, (_, at) => placed(at))
      fake.book.place(...orders)
      for (let run = 0; run < 50; run++) {
        await poll()
        const dies = faulty.chance(0.2)
        if (dies) {
          const batch = box.outbox.takeMarks()
          // The request may have reached Apicbase.
          if (batch && faulty.chance(0.5))
            for (const id of batch.orderIds) fake.book.mark(id, { [`${batch.mark}At`]: 'x' })
          box.reopen()
        } else await gateway.mark().catch(() => {})
        await box.pass(5 * MINUTE)
      }
      expect([seed, ...new Set(marksOf(gateway, orders))]).toEqual([seed, 'fetched viewed'])
      expect(fake.log.most(MINUTE)).toBeLessThanOrEqual(10)
      expect([seed, told(gateway).length]).toEqual([seed, 0])
      const open = box.sql.all('SELECT 1 FROM marks WHERE next_at IS NOT NULL')
      expect(open).toEqual([])
    }
  }, 120_000)
})

/** Leaves out answers that claim success without doing the work, because the gateway cannot detect such answers. */
const withoutHollow =
  (faults: Faults): Faults =>
  () => {
    const fault = faults()
    return fault?.kind === 'empty' || fault?.kind === 'list' ? null : fault
  }
