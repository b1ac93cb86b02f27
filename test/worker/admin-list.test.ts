import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OrderSummary } from '../../src/outbox/order-summary.ts'
import { act, admin, delivery, orderPath, pause, place, post, soon } from './door.ts'
import { fresh, line, posted } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink, status } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

const list = async (query = ''): Promise<{ orders: readonly OrderSummary[]; cursor: string | null }> => {
  const { status, json, text } = await admin(`/orders?${query}`)
  expect(status, text).toBe(200)
  return json
}
const ids = (orders: readonly OrderSummary[]) => orders.map(({ orderId }) => orderId)

describe('the list of orders', () => {
  it('shows each order with what a person looks for, newest first, over every supplier', async () => {
    const first = await place('box')
    await pause(5)
    const second = await place('dated')
    const { orders } = await list()
    expect(orders[0]).toEqual({
      supplier: 'dated',
      orderId: second.id,
      orderNumber: second.order_number,
      customer: 'K-1',
      state: 'pending',
      shownState: 'pending',
      version: 1,
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      deliveryDate: '2099-01-15',
      cutOff: null,
    })
    expect(ids(orders)).toContain(first.id)
    const times = orders.map(({ receivedAt }) => receivedAt)
    expect(times).toEqual([...times].sort().reverse())
  })

  it('is one supplier’s when asked, and 404 for one that is not there', async () => {
    const { id } = await place('small', { order_remarks: '' })
    expect(ids((await list('supplier=small')).orders)).toEqual([id])
    expect((await list('supplier=brief')).orders).toEqual([])
    for (const name of ['nobody', 'constructor', '__proto__'])
      expect((await admin(`/orders?supplier=${name}`)).status).toBe(404)
  })

  it('finds by order id, order number, customer and article, in any case, and reads no wildcards', async () => {
    const order = await place('raw', {
      id: fresh('Find_Me%'),
      order_number: fresh("N'umber"),
      supplier_customer_number: fresh('Cüst'),
      packages: [line('A-1'), line(fresh('ART'))],
    })
    const article = order.packages[1]?.supplier_package.supplier_article_number ?? ''
    for (const q of [order.id, order.order_number, order.supplier_customer_number, article])
      for (const spelled of [q, q.toUpperCase(), q.toLowerCase(), q.slice(2)])
        expect(ids((await list(`supplier=raw&q=${encodeURIComponent(spelled)}`)).orders), spelled).toContain(order.id)
    for (const q of ['%', 'find-me', '_ind', '*', "' OR 1=1 --"].map((text) => `no-such-${text}`))
      expect((await list(`q=${encodeURIComponent(q)}`)).orders, q).toEqual([])
    expect(ids((await list('q=find_me%25')).orders)).toEqual([order.id])
  })

  it('finds a revised order by what it holds now', async () => {
    const order = await place('raw')
    const article = fresh('later')
    await post('raw', { ...order, packages: [line(article)] })
    expect(ids((await list(`q=${article}`)).orders)).toEqual([order.id])
  })

  it('filters by every state, and no order has two', async () => {
    sink.answer('gone', status(200))
    const refused = posted({ packages: [] })
    await post('tables', refused)
    const held = posted({ supplier_customer_number: 'K-?' })
    await post('tables', held)
    const pending = await place('tables')
    const discarded = posted({ supplier_customer_number: 'K-?' })
    await post('tables', discarded)
    await act(`${orderPath('tables', discarded.id)}/discard`, { note: 'No.' })
    const settled = await place('tables')
    await soon(async () => expect((await delivery('tables', settled.id, 'erp')).attempts).toBe(1))
    await act(`${orderPath('tables', settled.id)}/deliveries/erp/done`)
    const expected = { refused, held, pending, discarded, settled }
    const all = Object.values(expected).map(({ id }) => id)
    for (const [state, { id }] of Object.entries(expected)) {
      const { orders } = await list(`supplier=tables&state=${state}`)
      expect(
        ids(orders).filter((one) => all.includes(one)),
        state,
      ).toEqual([id])
      expect(orders.every((order) => order.state === state)).toBe(true)
    }
    expect((await list(`supplier=tables&q=${held.id}`)).orders).toMatchObject([
      { state: 'held', holdReason: 'unknown-customer' },
    ])
  })

  it('pages through several suppliers without missing or repeating one', async () => {
    const mark = fresh('page')
    const suppliers = ['box', 'raw', 'small', 'tables', 'mono']
    const placed: string[] = []
    for (let round = 0; round < 3; round++)
      for (const supplier of round === 1 ? suppliers.slice(0, 2) : suppliers)
        placed.push((await place(supplier, { id: fresh(mark) })).id)
    for (const limit of [1, 4, 5, 200]) {
      const seen: string[] = []
      let cursor: string | null = ''
      for (let page = 0; cursor !== null && page < 50; page++) {
        const answer: Awaited<ReturnType<typeof list>> = await list(
          `q=${mark}&limit=${limit}&cursor=${encodeURIComponent(cursor)}`,
        )
        expect(answer.orders.length).toBeLessThanOrEqual(limit)
        seen.push(...ids(answer.orders))
        cursor = answer.cursor
      }
      expect([...seen].sort(), `limit ${limit}`).toEqual([...placed].sort())
    }
  })

  it('misses none that was refused first: it came before those that it stands in front of', async () => {
    const mark = fresh('mend')
    const mended = posted({ id: fresh(mark), packages: [] })
    await post('small', mended)
    await pause(5)
    const other = await place('small', { id: fresh(mark), order_remarks: '' })
    const elsewhere = await place('box', { id: fresh(mark) })
    await place('small', { ...mended, packages: [line()], order_remarks: '' })
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof list>> = await list(
        `q=${mark}&limit=1&cursor=${encodeURIComponent(cursor)}`,
      )
      seen.push(...ids(page.orders))
      cursor = page.cursor
    }
    expect(seen).toEqual([elsewhere.id, mended.id, other.id])
  })

  it('keeps to the days that it is asked for', async () => {
    const { id } = await place('small', { order_remarks: '' })
    const today = new Date().toISOString().slice(0, 10)
    const on = async (query: string) => ids((await list(`supplier=small&q=${id}&${query}`)).orders)
    expect(await on(`from=${today}`)).toEqual([id])
    expect(await on(`to=${today}`)).toEqual([id])
    expect(await on('to=2026-01-01')).toEqual([])
    expect(await on('from=9998-12-31')).toEqual([])
  })

  it('never repeats an order on a later page because new ones came in between', async () => {
    const mark = fresh('grow')
    for (let count = 0; count < 4; count++) await place(count % 2 ? 'box' : 'raw', { id: fresh(mark) })
    const first = await list(`q=${mark}&limit=2`)
    await place('box', { id: fresh(mark) })
    const second = await list(`q=${mark}&limit=10&cursor=${encodeURIComponent(first.cursor ?? '')}`)
    expect(ids(second.orders)).toHaveLength(2)
    expect(ids(second.orders).some((id) => ids(first.orders).includes(id))).toBe(false)
  })

  it.each([
    'state=sleeping',
    'from=yesterday',
    'to=2026-02-30',
    'cursor=%F0%9F%A5%9B',
    'cursor=bm90IGpzb24=',
    'cursor=eyJib3giOiJ4In0=',
  ])('answers a question it does not understand with 422: %s', async (query) => {
    const { status, headers, json } = await admin(`/orders?${query}`)
    expect([status, headers.get('content-type')]).toEqual([422, 'application/problem+json'])
    expect(json.problems[0].path).toBe(query.split('=')[0])
  })

  it.each(['0', '-1', 'many', '1e9', ''])('takes a limit of "%s" for one it can serve', async (limit) => {
    const { orders } = await list(`limit=${limit}`)
    expect(orders.length).toBeGreaterThan(0)
    expect(orders.length).toBeLessThanOrEqual(200)
  })
})
