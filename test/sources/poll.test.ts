import { describe, expect, it } from 'vitest'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { type FakeOrder, makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { sinceInstant } from '../../src/sources/listed-order.ts'
import { MORNING } from '../fakes/clock.ts'
import { eventually } from '../fakes/eventually.ts'
import { STORAGE_ID } from '../fakes/outbox.ts'
import { polledSupplier, pollingGateway } from '../fakes/polling-gateway.ts'

const DAY = 86_400_000
const dice = createDice(11)
/** Placed `days` days before this morning. */
const placed = (at: number, days: number, more: object = {}): FakeOrder => ({
  ...makeOrder(at, MORNING - days * DAY, dice),
  ...more,
})
const numbers = (orders: readonly FakeOrder[]): string[] => orders.map(({ order_number }) => order_number).sort()

describe('the poll', () => {
  it('delivers what the webhook missed and nothing from before `since`, once, again after a restart and with KV wiped', async () => {
    const { fake, box, kv, poll, post, ordersAsked, delivered } = pollingGateway({
      fake: { list: { rendering: 'other' } },
    })
    const old = Array.from({ length: 300 }, (_, at) => placed(at, 5 + (at % 19)))
    const recent = Array.from({ length: 60 }, (_, at) => placed(1000 + at, at % 3))
    for (const order of recent.filter((_, at) => at % 2 === 0)) expect(await post(order)).toMatchObject({ ok: true })
    fake.book.place(...recent, ...old)
    // Apicbase's filter usually excludes most old orders; this test turns the filter off.
    fake.book.place(placed(9_999, 4.5))

    expect(await poll()).toMatchObject({ accepted: 30, duplicate: 0, held: 0, refused: 0, complete: true })
    // Digests are computed outside the event loop, so the lanes end in real time.
    await eventually(() => expect(delivered().sort()).toEqual(numbers(recent)))

    box.reopen()
    const asked = ordersAsked()
    expect(await poll()).toMatchObject({ accepted: 0, duplicate: 0, held: 0, complete: true })
    expect(ordersAsked()).toBe(asked)
    kv.clear()
    expect(await poll()).toMatchObject({ accepted: 0, duplicate: 60, held: 0, complete: true })
    expect(ordersAsked() - asked).toBe(60)
    await box.pass(3_600_000)
    expect(delivered()).toHaveLength(60)
  })

  it('counts every order once: what was read is the sum of what became of it', async () => {
    const { fake, poll } = pollingGateway({ api: { dateFilter: 'none', pageSize: 25 } })
    fake.book.place(...Array.from({ length: 40 }, (_, at) => placed(at, 1)))
    fake.book.place(...Array.from({ length: 15 }, (_, at) => placed(100 + at, 10)))
    expect(await poll()).toMatchObject({ seen: 55, accepted: 40, skipped: 15, complete: true })
    expect(await poll()).toMatchObject({ seen: 55, accepted: 0, skipped: 55, complete: true })
  })

  it('goes past KV to the outbox once a day, in one call a page, and finds what KV wrongly says is known', async () => {
    const { fake, kv, box, poll, ordersAsked } = pollingGateway()
    const lost = placed(2, 0)
    fake.book.place(placed(1, 0))
    await poll()
    fake.book.place(lost)
    const digest = (await digestsAfter([lost])).get(lost.id)?.digest ?? ''
    kv.set(lost.id, { digest, version: 1, storageId: STORAGE_ID })
    expect(await poll()).toMatchObject({ skipped: 2, accepted: 0 })
    box.clock.advance(DAY)
    const asked = ordersAsked()
    expect(await poll()).toMatchObject({ duplicate: 1, accepted: 1, complete: true })
    expect(ordersAsked() - asked).toBe(3)
    expect(await poll()).toMatchObject({ duplicate: 0, skipped: 2 })
  })

  it('holds an order it cannot read, since nobody is there to be refused, and counts one without an id and a number', async () => {
    const { fake, box, poll } = pollingGateway()
    fake.book.place(placed(1, 0, { id: 'order-1', packages: [] }), placed(2, 0, { id: ' ', order_number: ' ' }))
    expect(await poll()).toMatchObject({ seen: 2, held: 1, refused: 1 })
    expect(box.deliveries('order-1')).toEqual(['erp v1 held/invalid no'])
    expect(box.alerts).toMatchObject([{ kind: 'held', orderId: 'order-1' }, { kind: 'missed-by-webhook' }])
    expect(await poll()).toMatchObject({ held: 0, skipped: 1, refused: 1 })
  })

  it.each([
    ['null', { id: null }, 'PO-7'],
    ['a number', { id: 7 }, 'PO-7'],
    ['missing', { id: undefined }, 'PO-7'],
    ['null, with a number where the order number is text', { id: null, order_number: 41 }, '41'],
  ])('holds an order whose id is %s under its order number, and tells it once', async (_, broken, orderNumber) => {
    const { fake, box, poll } = pollingGateway()
    fake.book.place({ ...placed(1, 0, {}), order_number: 'PO-7', ...broken } as unknown as FakeOrder)
    expect(await poll()).toMatchObject({ seen: 1, held: 1, refused: 0, complete: true })
    expect(box.deliveries(orderNumber)).toEqual(['erp v1 held/invalid no'])
    expect(box.alerts[0]).toMatchObject({ kind: 'held', orderId: orderNumber, orderNumber })
    expect(await poll()).toMatchObject({ held: 0, skipped: 1 })
    expect(box.alerts.filter(({ kind }) => kind === 'held')).toHaveLength(1)
  })

  it.each(['DELIVERED', 'IN_PROGRESS', 'CANCELLED'])(
    'skips and counts an order of status %s, and tells nobody',
    async (status) => {
      const { fake, box, poll } = pollingGateway()
      fake.disturb = () => Response.json({ results: [{ ...placed(1, 0, { id: 'order-1' }), status }], next: null })
      expect(await poll()).toMatchObject({ seen: 1, skipped: 1, held: 0 })
      expect(box.deliveries('order-1')).toEqual([])
      expect(box.alerts).toEqual([])
    },
  )

  it('holds an order whose status only looks different', async () => {
    const { fake, box, poll } = pollingGateway()
    fake.disturb = () =>
      Response.json({ results: [{ ...placed(1, 0, { id: 'order-1' }), status: 'ordered' }], next: null })
    expect(await poll()).toMatchObject({ held: 1, skipped: 0 })
    expect(box.deliveries('order-1')).toEqual(['erp v1 held/invalid no'])
  })

  it.each([
    ['a key that stands twice', '"order_remarks":"a","order_remarks":"b"'],
    ['more depth than any order has', `"extra":${'['.repeat(35)}${']'.repeat(35)}`],
  ])('holds an order with %s under its id: it is not to be lost for that', async (_, more) => {
    const { fake, box, poll } = pollingGateway()
    const order = `{"id":"x","order_number":"PO-9","status":"ORDERED","ordered_on":"2026-11-23T08:00:00Z","packages":[{"supplier_package":{"supplier_article_number":"1"},"quantity_ordered":1}],"supplier_customer_number":"C",${more}}`
    fake.disturb = () => new Response(`{"results":[${order}],"next":null}`)
    expect(await poll()).toMatchObject({ seen: 1, held: 1, refused: 0 })
    expect(box.deliveries('x')).toEqual(['erp v1 held/invalid no'])
    expect(box.alerts[0]).toMatchObject({ kind: 'held', orderId: 'x', orderNumber: 'PO-9' })
  })

  it('holds an order whose delivery date has passed as stale', async () => {
    const { fake, box, poll } = pollingGateway()
    fake.book.place(placed(1, 3, { id: 'order-1', expected_delivery_date: '2026-11-22' }))
    expect(await poll()).toMatchObject({ held: 1 })
    expect(box.deliveries('order-1')).toEqual(['erp v1 held/stale no'])
  })

  it('holds content that differs from what the webhook brought, and lets what was sent stand', async () => {
    const { fake, box, poll, post } = pollingGateway()
    const order = placed(1, 0, { id: 'order-1', supplier_customer_number: 'C-77' })
    await post(order)
    fake.book.place({ ...order, supplier_customer_number: 'C-78' })
    expect(await poll()).toMatchObject({ held: 1, accepted: 0 })
    expect(box.deliveries('order-1')).toEqual(['erp v1 delivered yes', 'erp v2 held/poll-difference no'])
    expect(box.alerts.at(-1)?.diff).toEqual(['customer number: C-77 → C-78'])
  })

  it('keeps a polled order digit for digit, as it stood in the list', async () => {
    const { fake, box, poll } = pollingGateway()
    const text =
      '{"results": [ {"id": "x", "order_number":"PO-9",  "status":"ORDERED","ordered_on":"2026-11-23T08:00:00Z","packages":[{"supplier_package":{"supplier_article_number":"1"},"quantity_ordered":1.10}],"supplier_customer_number":"C"} ], "next": null}'
    fake.disturb = () => new Response(text)
    expect(await poll()).toMatchObject({ seen: 1, held: 1 })
    expect(box.deliveries('x')).toEqual(['erp v1 held/quantity no'])
  })

  it('takes the others, when the outbox stumbles over one order, and is not complete', async () => {
    const { fake, box, poll } = pollingGateway()
    fake.book.place(...[1, 2, 3].map((at) => placed(at, 0)))
    const [, second] = fake.book.orders
    const whole = box.outbox.acceptAll
    Object.assign(box.outbox, {
      acceptAll: (all: Parameters<typeof whole>[0]) =>
        all.map((one) => (one.orderId === second?.id ? null : (whole([one])[0] ?? null))),
    })
    expect(await poll()).toMatchObject({ accepted: 2, seen: 2, complete: false })
  })

  it('begins a bare date at midnight where the supplier is', () => {
    const supplier = polledSupplier()
    expect(new Date(sinceInstant({ since: '2026-11-20' }, supplier)).toISOString()).toBe('2026-11-19T23:00:00.000Z')
    expect(sinceInstant({ since: '2026-11-20T12:00:00Z' }, supplier)).toBe(Date.UTC(2026, 10, 20, 12))
  })
})

describe('the mode', () => {
  it('webhook tells which orders only the poll brought', async () => {
    const { fake, box, poll, post } = pollingGateway()
    const [first, second] = [placed(1, 0), placed(2, 0)]
    await post(first)
    fake.book.place(first, second)
    await poll()
    expect(box.alerts).toMatchObject([{ kind: 'missed-by-webhook' }])
    expect(box.alerts[0]?.text).toContain(`1 in all: ${second.order_number}.`)
  })

  it.each(['api', 'both'])('%s takes them without a word', async (mode) => {
    const { fake, box, poll } = pollingGateway({
      api: { mode },
      ...(mode === 'api' ? { settings: { webhook: undefined } } : {}),
    })
    fake.book.place(placed(1, 0))
    expect(await poll()).toMatchObject({ accepted: 1 })
    expect(box.alerts).toEqual([])
  })
})

/** The content of KV after a poll of these orders. */
async function digestsAfter(orders: readonly FakeOrder[]) {
  const { fake, kv, poll } = pollingGateway()
  fake.book.place(...orders)
  await poll()
  return kv
}
