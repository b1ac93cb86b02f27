import { describe, expect, it } from 'vitest'
import type { FakeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { contrl } from '../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, WMS } from '../fakes/orders.ts'
import { pollingGateway } from '../fakes/polling-gateway.ts'
import { status } from '../fakes/wire.ts'
import { BOTH, cron, marksOf, patches, placed, told } from './marks.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ANN = { by: 'ann', note: 'By telephone.' }

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
    // The first order of each mark shows that the form is right.
    expect(patches(gateway)).toHaveLength(4)
    await poll()
    await cron(gateway, 20)
    expect(patches(gateway)).toHaveLength(4)
    expect(box.outbox.view(orders[0]?.id ?? '')).toMatchObject({
      marks: [
        { mark: 'fetched', markedAt: expect.any(String), attempts: 1, failure: null },
        { mark: 'viewed', markedAt: expect.any(String), attempts: 1, failure: null },
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
    const route = httpRoute('erp', ERP, {
      document: EDIFACT,
      receipt: 'acknowledgement',
      acknowledgements: { token: 'ACK_TOKEN' },
    })
    const gateway = pollingGateway({ api: BOTH, settings: { routes: [route] } })
    const order = placed(1)
    gateway.fake.book.place(order)
    await gateway.poll()
    await cron(gateway, 3)
    expect(gateway.box.deliveries(order.id)).toEqual(['erp v1 sent yes'])
    expect(marksOf(gateway, [order])).toEqual(['fetched -'])
    gateway.box.hear(contrl('1'))
    await gateway.box.work()
    await cron(gateway, 1)
    expect(marksOf(gateway, [order])).toEqual(['fetched viewed'])
  })

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
    box.sql.all("UPDATE versions SET requests = '[]'")
    await box.pass(MINUTE)
    box.accept({ orderId: 'confirmed' })
    await box.pass(HOUR)
    expect(box.outbox.takeMarks()).toMatchObject({ mark: 'viewed', orderIds: ['confirmed'] })
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
