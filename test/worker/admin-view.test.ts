import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OrderSummary } from '../../src/outbox/views.ts'
import { act, admin, delivery, orderPath, pause, place, post, soon, view } from './door.ts'
import { fresh, line, posted } from './posted.ts'
import { SECRETS, setSecrets } from './secrets.ts'
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
      version: 1,
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
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

  it('never repeats an order on a later page because new ones came in between', async () => {
    const mark = fresh('grow')
    for (let count = 0; count < 4; count++) await place(count % 2 ? 'box' : 'raw', { id: fresh(mark) })
    const first = await list(`q=${mark}&limit=2`)
    await place('box', { id: fresh(mark) })
    const second = await list(`q=${mark}&limit=10&cursor=${encodeURIComponent(first.cursor ?? '')}`)
    expect(ids(second.orders)).toHaveLength(2)
    expect(ids(second.orders).some((id) => ids(first.orders).includes(id))).toBe(false)
  })

  it.each(['state=sleeping', 'cursor=%F0%9F%A5%9B', 'cursor=bm90IGpzb24=', 'cursor=eyJib3giOiJ4In0='])(
    'answers a question it does not understand with 422: %s',
    async (query) => {
      const { status, headers, json } = await admin(`/orders?${query}`)
      expect([status, headers.get('content-type')]).toEqual([422, 'application/problem+json'])
      expect(json.problems[0].path).toBe(query.split('=')[0])
    },
  )

  it.each(['0', '-1', 'many', '1e9', ''])('takes a limit of "%s" for one it can serve', async (limit) => {
    const { orders } = await list(`limit=${limit}`)
    expect(orders.length).toBeGreaterThan(0)
    expect(orders.length).toBeLessThanOrEqual(200)
  })
})

describe('one order', () => {
  it('shows its versions, deliveries and timeline under the names of the contract', async () => {
    const order = await place('http')
    await soon(async () => expect((await delivery('http', order.id, 'erp')).state).toBe('delivered'))
    const seen = await view('http', order.id)
    expect(seen).toMatchObject({
      supplier: 'http',
      orderId: order.id,
      orderNumber: order.order_number,
      customer: 'K-1',
      state: 'settled',
      version: 1,
      versions: [{ version: 1, source: 'webhook', verified: { secret: 'WEBHOOK_SECRET', form: 'raw' } }],
    })
    expect(seen.deliveries).toEqual([
      expect.objectContaining({
        route: 'erp',
        version: 1,
        state: 'delivered',
        reached: 'yes',
        attempts: 1,
        nextAttemptAt: null,
        controlNumber: expect.any(Number),
        warnings: expect.any(Array),
      }),
    ])
    expect((seen.timeline as { event: string }[]).map(({ event }) => event)).toEqual(['accepted', 'delivered'])
  })

  it('counts tries, lists them in the timeline, and says when the next one comes', async () => {
    sink.answer('erp', status(503, { 'retry-after': '3600' }))
    const { id } = await place('http')
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('deferred'))
    const { nextAttemptAt, attempts } = await delivery('http', id, 'erp')
    expect(attempts).toBe(1)
    const wait = Date.parse(nextAttemptAt ?? '') - Date.now()
    expect(wait).toBeGreaterThan(3_500_000)
    expect(wait).toBeLessThan(3_601_000)
    const entry = (await view('http', id)).timeline.at(-1)
    expect(entry).toMatchObject({ event: 'deferred', version: 1, route: 'erp', at: expect.stringMatching(/Z$/) })
  })

  it('records in the warnings what a format had to replace', async () => {
    const { id } = await place('box', { order_remarks: '漢字' })
    await soon(async () => expect((await delivery('box', id, 'erp')).attempts).toBe(1))
    expect((await delivery('box', id, 'erp')).warnings).toContainEqual(
      expect.objectContaining({ path: 'order_remarks', code: 'replaced' }),
    )
  })

  it.each(['/orders/box/no-such-order', '/orders/nobody/x', '/orders/__proto__/x', '/orders/box/x/documents/erp'])(
    'is 404 when it is not there: %s',
    async (path) => {
      const { status, headers } = await admin(path)
      expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    },
  )
})

describe('a document', () => {
  const documents = (supplier: string, id: string, rest: string) =>
    admin(`${orderPath(supplier, id)}/documents/${rest}`)

  it('is shown with the bytes and the media type it is delivered with, per version', async () => {
    const order = await place('box')
    await soon(async () => expect((await delivery('box', order.id, 'archive')).attempts).toBe(1))
    await post('box', { ...order, packages: [line('00123', 8)] })
    await soon(async () => expect((await delivery('box', order.id, 'archive', 2)).attempts).toBe(1))
    const quantity = async (query: string) =>
      (await documents('box', order.id, `archive${query}`)).json.lines[0].quantity
    expect([await quantity(''), await quantity('?version=2'), await quantity('?version=1')]).toEqual(['8', '8', '2'])
    expect((await documents('box', order.id, 'archive?version=3')).status).toBe(404)
    expect((await documents('box', order.id, 'nowhere')).status).toBe(404)
    const { headers } = await documents('box', order.id, 'erp')
    expect(headers.get('content-type')).toBe('application/EDIFACT; charset=iso-8859-1')
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${order.order_number}-2.edi"`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('exists even when it could never be sent', async () => {
    sink.answer('erp', status(422))
    const { id } = await place('http')
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('refused'))
    const { status: code, text } = await documents('http', id, 'erp')
    expect(code).toBe(200)
    expect(text).toMatch(/^UNA.*UNZ/s)
  })
})

describe('who did what', () => {
  it('is listed newest first, with order, route, note and ERP reference, over one supplier or all', async () => {
    const { id } = await place('box')
    await soon(async () => expect((await delivery('box', id, 'erp')).attempts).toBe(1))
    await act(`${orderPath('box', id)}/deliveries/erp/done`, {
      by: 'Bea',
      note: 'By telephone.',
      erpReference: 'SO-77',
    })
    await act('/suppliers/raw/routes/erp/pause', { note: 'Stock-taking.' })
    await act('/suppliers/raw/routes/erp/resume')
    const { events } = (await admin('/events')).json
    expect(events.slice(0, 3)).toMatchObject([
      { supplier: 'raw', action: 'resume', by: 'An', route: 'erp', orderId: null, at: expect.stringMatching(/Z$/) },
      { supplier: 'raw', action: 'pause', by: 'An', note: 'Stock-taking.' },
      {
        supplier: 'box',
        action: 'done',
        by: 'Bea',
        orderId: id,
        route: 'erp',
        note: 'By telephone.',
        erpReference: 'SO-77',
      },
    ])
    const own = (await admin('/events?supplier=raw')).json.events
    expect(own.every(({ supplier }: { supplier: string }) => supplier === 'raw')).toBe(true)
    expect((await admin('/events?supplier=nobody')).status).toBe(404)
    expect(JSON.stringify(events)).not.toContain(SECRETS.CONSOLE_TOKEN)
  })
})

describe('the alerts of a supplier', () => {
  it('are what goes wrong now, and what nobody could be told', async () => {
    sink.answerAlerts(() => new Response(null, { status: 500 }))
    const order = posted({ supplier_customer_number: 'K-?' })
    await post('tables', order)
    await soon(async () => {
      const { json } = await admin('/suppliers/tables/alerts')
      expect(json.incidents).toContainEqual({
        ...{ kind: 'held', route: null, cause: 'unknown-customer', count: expect.any(Number) },
        ...{
          since: expect.stringMatching(/Z$/),
          lastAt: expect.stringMatching(/Z$/),
          why: expect.stringMatching('K-?'),
        },
      })
      expect(json.unsent).toContainEqual({
        ...{ channel: 'url', since: expect.stringMatching(/Z$/), attempts: 1, failure: 'It answered 500.' },
        text: expect.stringContaining(order.order_number),
      })
    })
    expect((await admin('/suppliers/nobody/alerts')).status).toBe(404)
  })
})
