import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act, admin, delivery, orderPath, place, post, soon, view } from './door.ts'
import { line, posted } from './posted.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { openSink, type Sink, status } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
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
    expect(seen.timeline.map(({ event }) => event)).toEqual(['accepted', 'delivered'])
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
    for (const version of ['3', '0', '1.5', 'first'])
      expect((await documents('box', order.id, `archive?version=${version}`)).status, version).toBe(404)
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
        ...{ channel: 'url', since: expect.stringMatching(/Z$/), attempts: 1, failure: 'The channel answered 500.' },
        text: expect.stringContaining(order.order_number),
      })
    })
    expect((await admin('/suppliers/nobody/alerts')).status).toBe(404)
  })
})
