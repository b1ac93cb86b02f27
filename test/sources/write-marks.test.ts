import { describe, expect, it } from 'vitest'
import { readerFor } from '../../src/documents/acknowledgement-readers.ts'
import { newSpending } from '../../src/sources/spending.ts'
import { utf8 } from '../../src/utf8.ts'
import { createDice } from '../crash/dice.ts'
import { type Faults, randomFaults } from '../fake-apicbase/faults.ts'
import { type FakeOrder, makeOrder } from '../fake-apicbase/orders.ts'
import { contrl } from '../fakes/acknowledgements.ts'
import { MORNING } from '../fakes/clock.ts'
import { ERP, httpRoute, WMS } from '../fakes/orders.ts'
import { polledSupplier, pollingGateway } from '../fakes/polling-gateway.ts'
import { status } from '../fakes/wire.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ANN = { by: 'ann', note: 'By telephone.' }
const BOTH = { marks: { fetched: true, viewed: true } }
const dice = createDice(5)
const placed = (at: number, more: object = {}): FakeOrder => ({ ...makeOrder(at, MORNING - HOUR, dice), ...more })

type Gateway = ReturnType<typeof pollingGateway>

const patches = ({ fake }: Gateway) => fake.log.requests.filter(({ method }) => method === 'PATCH')
const marksOf = ({ fake }: Gateway, orders: readonly FakeOrder[]) =>
  orders.map(({ id }) => {
    const { fetchedAt, viewedAt } = fake.book.marksOf(id)
    return `${fetchedAt ? 'fetched' : '-'} ${viewedAt ? 'viewed' : '-'}`
  })
const told = ({ box }: Gateway) => box.troubles.filter(({ kind }) => kind === 'marks')
/** A run of the cron every five minutes. */
async function cron(gateway: Gateway, runs: number): Promise<void> {
  for (let run = 0; run < runs; run++) {
    await gateway.mark()
    await gateway.box.pass(5 * MINUTE)
  }
}

describe('the marks that are written back to the order API', () => {
  it('are none unless they are asked for', async () => {
    const gateway = pollingGateway()
    gateway.fake.book.place(placed(1))
    await gateway.poll()
    expect(await gateway.mark()).toBeNull()
    expect(patches(gateway)).toEqual([])
    expect(gateway.box.sql.all('SELECT * FROM marks')).toEqual([])
  })

  it('say "fetched" after acceptance, then "viewed" once the route has its receipt; each once, many in one request', async () => {
    const gateway = pollingGateway({ api: BOTH })
    const { fake, box, poll, mark } = gateway
    const orders = Array.from({ length: 30 }, (_, at) => placed(at))
    fake.book.place(...orders)
    box.wire.answers(ERP, status(503))
    await poll()
    await mark()
    expect(new Set(marksOf(gateway, orders))).toEqual(new Set(['fetched -']))
    box.wire.answers(ERP, status(200))
    await box.pass(HOUR)
    await mark()
    expect(new Set(marksOf(gateway, orders))).toEqual(new Set(['fetched viewed']))
    // The first of each shows that the form is right.
    expect(patches(gateway)).toHaveLength(4)
    await poll()
    await cron(gateway, 20)
    expect(patches(gateway)).toHaveLength(4)
    expect(box.outbox.view(orders[0]?.id ?? '')).toMatchObject({
      marks: [
        { mark: 'fetched', markedAt: expect.any(String), tries: 1, failure: null },
        { mark: 'viewed', markedAt: expect.any(String), tries: 1, failure: null },
      ],
      timeline: expect.arrayContaining([expect.objectContaining({ event: 'viewed' })]),
    })
  })

  it('wait, for an order by webhook, until Apicbase has our answer', async () => {
    const gateway = pollingGateway({ api: BOTH })
    const order = placed(1)
    gateway.fake.book.place(order)
    await gateway.post(order)
    await gateway.mark()
    expect(patches(gateway)).toEqual([])
    await gateway.box.pass(2 * MINUTE)
    await gateway.mark()
    expect(marksOf(gateway, [order])).toEqual(['fetched viewed'])
  })

  it('never say "viewed" of an order that is held, refused, discarded or changed since', async () => {
    const gateway = pollingGateway({
      api: BOTH,
      settings: {
        articles: [{ article: '00123' }],
        environment: 'live',
        routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)],
      },
    })
    const { fake, box, poll } = gateway
    const [line] = placed(0).packages
    const known = { ...line, supplier_package: { ...line?.supplier_package, supplier_article_number: '00123' } }
    const good = { packages: [known] } as Partial<FakeOrder>
    const [held, discarded, refused, changed, fine] = [
      placed(1),
      placed(2),
      placed(3, good),
      placed(4, good),
      placed(5, good),
    ]
    box.wire.answers(WMS, ({ body }) => new Response(null, { status: body.includes(refused.order_number) ? 422 : 200 }))
    const unknown = { ...line, supplier_package: { ...line?.supplier_package, supplier_article_number: 'no' } }
    const orders = [
      { ...held, packages: [unknown] },
      { ...discarded, packages: [unknown] },
      refused,
      changed,
      fine,
    ] as FakeOrder[]
    fake.book.place(...orders)
    await poll()
    box.outbox.discard(discarded.id, ANN)
    fake.book.put({ ...changed, order_remarks: 'Another content.' })
    await poll()
    await cron(gateway, 30)
    expect(marksOf(gateway, orders)).toEqual(['fetched -', 'fetched -', 'fetched -', 'fetched -', 'fetched viewed'])
    expect(box.outbox.view(discarded.id)?.timeline).toContainEqual(expect.objectContaining({ event: 'not-marked' }))
    expect(told(gateway)).toEqual([])

    box.outbox.done(refused.id, 'wms', ANN)
    await cron(gateway, 1)
    expect(marksOf(gateway, orders)).toEqual([
      'fetched -',
      'fetched -',
      'fetched viewed',
      'fetched -',
      'fetched viewed',
    ])
  })

  it('wait for the receiver’s own acknowledgement where the route does', async () => {
    const document = {
      format: 'edifact-d96a',
      sender: { id: 'ORDERBRIDGE', qualifier: 'ZZZ' },
      recipient: { id: '5412345000013', qualifier: '14' },
    }
    const route = httpRoute('erp', ERP, { document, receipt: 'functional', acknowledgements: { token: 'ACK_TOKEN' } })
    const gateway = pollingGateway({ api: BOTH, settings: { routes: [route] } })
    const order = placed(1)
    gateway.fake.book.place(order)
    await gateway.poll()
    await cron(gateway, 3)
    expect(gateway.box.deliveries(order.id)).toEqual(['erp v1 sent yes'])
    expect(marksOf(gateway, [order])).toEqual(['fetched -'])
    await acknowledge(gateway)
    await cron(gateway, 1)
    expect(marksOf(gateway, [order])).toEqual(['fetched viewed'])
  })

  it('leave the order API to the poll: half of its turns at most, none while they are used up, never more than the limit', async () => {
    // One order a request, so that there are many.
    const marks = { ...BOTH.marks, body: { id: '{id}', '{mark}': true } }
    const gateway = pollingGateway({ api: { marks, requestsPerMinute: 6, pageSize: 10 } })
    const { fake, box, poll, mark } = gateway
    const orders = Array.from({ length: 20 }, (_, at) => placed(at))
    fake.book.place(...orders)
    await poll()
    const before = box.clock.now()
    await mark()
    // The poll has just used more than half: nothing is waited for.
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
    const spending = newSpending(gateway.box.clock)
    spending.requests = 5
    await gateway.mark(spending)
    expect(patches(gateway)).toEqual([])
    await gateway.mark()
    expect(patches(gateway).length).toBeGreaterThan(0)
  })

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
    await gateway.mark(newSpending(gateway.box.clock), polledSupplier(mended))
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
          // It may have got as far as Apicbase.
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

  it('come in their order: none is viewed that is not fetched yet', async () => {
    const gateway = pollingGateway({ api: BOTH })
    const { fake, poll } = gateway
    const order = placed(1)
    fake.book.place(order)
    await poll()
    const answer = fake.answer.bind(fake)
    let fails = true
    fake.answer = async (request) => {
      const fetches = fails && request.method === 'PATCH' && (await request.clone().text()).includes('fetched')
      return fetches ? new Response(null, { status: 500 }) : answer(request)
    }
    await cron(gateway, 6)
    expect(marksOf(gateway, [order])).toEqual(['- -'])
    fails = false
    await cron(gateway, 20)
    expect(marksOf(gateway, [order])).toEqual(['fetched viewed'])
    expect(told(gateway)).toEqual([])
  })

  it('are not kept waiting by ever so many orders that nobody has confirmed', async () => {
    const { box } = pollingGateway({ api: { marks: { viewed: true } } })
    box.wire.answers(ERP, status(200))
    for (let at = 0; at <= 500; at++) box.accept({ orderId: `unconfirmed-${at}` })
    await box.work()
    box.sql.all("UPDATE versions SET heard = '[]'")
    await box.pass(MINUTE)
    box.accept({ orderId: 'confirmed' })
    await box.pass(HOUR)
    expect(box.outbox.takeMarks()).toMatchObject({ mark: 'viewed', orderIds: ['confirmed'] })
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

  it('never say "viewed" of an order whose sender was told that it failed, until it is placed again', async () => {
    const gateway = pollingGateway({ api: BOTH })
    const { box, fake } = gateway
    const order = placed(1, { id: 'order-1' })
    fake.book.place(order)
    box.accept({ requestId: 'lost' })
    await box.work()
    expect(box.outbox.withdraw('order-1', 'lost')).toBe('left')
    await box.pass(2 * MINUTE)
    await cron(gateway, 2)
    expect(marksOf(gateway, [order])).toEqual(['fetched -'])
    box.accept({ requestId: 'again' })
    await cron(gateway, 1)
    expect(marksOf(gateway, [order])).toEqual(['fetched viewed'])
  })
})

async function acknowledge({ box, supplier }: Gateway): Promise<void> {
  const read = readerFor(supplier.routes[0]?.document ?? {})?.(utf8(contrl('1')))
  if (!read?.ok) throw new Error('The acknowledgement cannot be read.')
  box.outbox.acknowledge('erp', read.value)
  await box.work()
}

/** Less the answers that say "done" of what was not: nobody could know. */
const withoutHollow =
  (faults: Faults): Faults =>
  () => {
    const fault = faults()
    return fault?.kind === 'empty' || fault?.kind === 'list' ? null : fault
  }
