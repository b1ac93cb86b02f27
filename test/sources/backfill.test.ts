import { describe, expect, it } from 'vitest'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { type FakeOrder, makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { backfill } from '../../src/sources/backfill.ts'
import { MORNING } from '../fakes/clock.ts'
import { pollingGateway } from '../fakes/polling-gateway.ts'

const DAY = 86_400_000
const dice = createDice(15)
const placed = (at: number, days: number, more: object = {}): FakeOrder => ({
  ...makeOrder(at, MORNING - days * DAY, dice),
  ...more,
})

/** A gateway since the 20th of November, and the orders of the weeks before. */
function opened(api: object = {}) {
  const gateway = pollingGateway({ api: { mode: 'both', pageSize: 10, ...api } })
  const span = { from: MORNING - 20 * DAY, to: MORNING - 10 * DAY }
  const ask = (page: string | null = null, deliver: readonly string[] = []) =>
    backfill(gateway.supplier, { ...span, page, deliver: new Set(deliver) }, gateway.ports())
  return { ...gateway, ask }
}

describe('a backfill', () => {
  it('lists what is placed in the span beside what is here, page by page, and delivers nothing', async () => {
    const { fake, box, post, ask } = opened()
    const [known, other] = [placed(1, 11), placed(2, 12)]
    await post(known)
    await post({ ...other, supplier_customer_number: 'C-999' })
    fake.book.place(known, other, placed(3, 15), placed(4, 5), placed(5, 25))
    fake.book.place(
      placed(6, 14, { expected_delivery_date: '2026-11-12' }),
      placed(7, 13, { id: ' ', order_number: ' ' }),
    )
    const { orders, next, failure, total, read } = await ask()
    expect(orders.map(({ orderNumber, state, holds }) => [orderNumber, state, holds])).toEqual([
      [known.order_number, 'known', null],
      [other.order_number, 'different', null],
      [null, 'no-id', null],
      ['PO-000006', 'missing', 'stale'],
      ['PO-000003', 'missing', null],
    ])
    // The fifth order is older than the filter allows.
    expect({ next, failure, total, read }).toEqual({ next: null, failure: null, total: 6, read: 6 })
    expect(box.sql.all('SELECT 1 FROM orders WHERE version > 0')).toHaveLength(2)
  })

  it('delivers those missing orders that were named, and no others', async () => {
    const { fake, box, ask, delivered } = opened()
    const [one, two] = [placed(1, 11), placed(2, 12)]
    fake.book.place(one, two, placed(3, 13, { id: 'third', packages: [] }))
    const { orders } = await ask(null, [one.id, 'third', 'nobody'])
    expect(orders.map((order) => order.delivered)).toEqual(['accepted', null, 'held'])
    await box.work()
    expect(delivered()).toEqual([one.order_number])
    const again = await ask(null, [one.id, two.id])
    expect(again.orders.map(({ state, delivered: fate }) => [state, fate])).toEqual([
      ['known', null],
      ['missing', 'accepted'],
      ['known', null],
    ])
  })

  it('goes page by page, each asked for by the answer before', async () => {
    const { fake, ask } = opened()
    fake.book.place(...Array.from({ length: 25 }, (_, at) => placed(at, 11)))
    const first = await ask()
    expect(first.orders).toHaveLength(10)
    const second = await ask(first.next)
    const third = await ask(second.next)
    expect([second.orders.length, third.orders.length, third.next]).toEqual([10, 5, null])
  })

  it('goes to no other address than the list’s', async () => {
    const { fake, ask } = opened()
    for (const page of ['https://evil.example/', 'https://api.apicbase.example/elsewhere/', 'nonsense']) {
      expect((await ask(page)).failure).toMatchObject({ kind: 'address' })
    }
    expect(fake.log.requests).toEqual([])
  })

  it('passes over a page that cannot be read, and says so', async () => {
    const { fake, ask } = opened()
    fake.book.place(...Array.from({ length: 25 }, (_, at) => placed(at, 11)))
    fake.disturb = () => new Response('<html></html>')
    const { next, failure } = await ask()
    expect(failure).toMatchObject({ kind: 'unreadable' })
    fake.disturb = (page) => page
    expect((await ask(next)).orders).toHaveLength(10)
  })

  it('takes its turns with the poll', async () => {
    const { ask } = opened({ requestsPerMinute: 2, runSeconds: 5 })
    await ask()
    expect((await ask()).failure).toMatchObject({ kind: 'budget-used' })
  })
})
