import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act, delivery, orderPath, pause, place, post, soon } from './door.ts'
import { fresh, line, posted } from './posted.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { openSink, type Sink, status } from './sink.ts'

let sink: Sink
beforeAll(async () => {
  setSecrets()
  openSink()
  // The first order waits for the compilation of the modules.
  await place('tables')
})
beforeEach(() => {
  sink = openSink()
})

/** Every alert about an order, late alerts included. */
const told = (id: string) => sink.alerts.filter(({ orderId }) => orderId === id)
const kinds = (id: string) => told(id).map(({ kind, route }) => (route ? `${kind} ${route}` : kind))

/** The value of `afterMinutes` in gateway.config.ts. */
const LATE_MS = 1_500

describe('an alert', () => {
  it('of a held order is told once, at once, with what to do and nothing it must not hold', async () => {
    const order = posted({ supplier_customer_number: 'K-?' })
    await post('tables', order)
    await soon(() => expect(told(order.id)).toHaveLength(1))
    const [alert] = told(order.id)
    expect(alert).toEqual({
      kind: 'held',
      ...{ supplier: 'tables', supplierName: 'Tables' },
      orderId: order.id,
      orderNumber: order.order_number,
      cause: 'unknown-customer',
      title: 'Order held (the customer is not in the table)',
      text: expect.stringContaining(order.order_number),
      id: expect.stringMatching(/^tables:held:unknown-customer:\d+:\d+$/),
      incident: expect.stringMatching(/^tables:held:unknown-customer:\d+$/),
      since: expect.stringMatching(/Z$/),
      count: expect.any(Number),
      url: expect.stringContaining(`https://gateway.example/console/read/tables/${order.id}/`),
    })
    expect(alert?.text).toContain('K-?')
    expect(alert?.text).not.toContain(order.order_remarks)
    expect(JSON.stringify(sink.alerts)).not.toContain(order.owned_by.username)
    await post('tables', order)
    await pause(LATE_MS + 500)
    expect(kinds(order.id)).toEqual(['held'])
  })

  it('of a changed order says what is different', async () => {
    const order = await place('hold')
    await soon(async () => expect((await delivery('hold', order.id, 'gone')).state).toBe('delivered'))
    await post('hold', { ...order, packages: [line('00123', 7), line('NEW', 1)], expected_delivery_date: '2099-02-01' })
    await soon(() => expect(kinds(order.id)).toEqual(['held']))
    expect(told(order.id)[0]?.diff).toEqual([
      expect.stringContaining('Thursday 15 January 2099 → Sunday 1 February 2099'),
      expect.stringMatching(/00123: 2 → 7/),
      expect.stringMatching(/NEW: .* → 1/),
    ])
  })

  it('of a route that cannot carry an order names the route and what does not fit', async () => {
    const order = posted({ order_number: fresh('PO').padEnd(36, 'x') })
    await post('unwritable', order)
    await soon(() => expect(kinds(order.id)).toEqual(['refused erp']))
    expect(told(order.id)[0]).toMatchObject({ supplier: 'unwritable', orderNumber: order.order_number })
  })

  it('of a refusal by the receiver names the route and its answer', async () => {
    sink.answer('erp', status(422))
    const { id } = await place('http')
    await soon(() => expect(kinds(id)).toEqual(['refused erp']))
    expect(told(id)[0]?.text).toContain('422')
    await pause(300)
    expect(kinds(id)).toEqual(['refused erp'])
  })

  it('of a paused route is one, however many orders wait', async () => {
    sink.answer('erp', status(401))
    for (let count = 0; count < 4; count++) await place('http')
    await soon(() => expect(sink.alerts.some(({ kind }) => kind === 'paused')).toBe(true))
    await pause(400)
    const paused = sink.alerts.filter(({ kind }) => kind === 'paused')
    expect(paused).toMatchObject([
      { kind: 'paused', supplier: 'http', route: 'erp', text: expect.stringContaining('401') },
    ])
    expect(sink.alerts.filter(({ kind }) => kind === 'refused')).toEqual([])
    sink.answer('erp', status(200))
    await act('/suppliers/http/routes/erp/retry')
  })

  it('is not sent of what the chef was told: a refused order alerts nobody', async () => {
    const orders = [posted({ packages: [] }), posted({ expected_delivery_date: '2020-01-01' })]
    for (const order of orders) expect((await post('box', order)).status).toBe(422)
    const stranger = posted({ supplier_customer_number: 'K-?' })
    expect((await post('strict', stranger)).status).toBe(422)
    await pause(400)
    for (const { id } of [...orders, stranger]) expect(told(id)).toEqual([])
  })

  it('is not sent of a duplicate, a revision nobody must decide, or a person’s own action', async () => {
    const order = await place('box')
    await post('box', order)
    await post('box', { ...order, packages: [line('00123', 3)] })
    await act(`${orderPath('box', order.id)}/deliveries/erp/done`)
    await act(`${orderPath('box', order.id)}/deliveries/archive/done`)
    await pause(LATE_MS + 500)
    expect(told(order.id)).toEqual([])
  })
})

describe('posts with a wrong signature', () => {
  it('are told in numbers, once there are many', async () => {
    const order = posted()
    for (let at = 0; at < 25; at++)
      expect((await post('box', order, { secret: 'a-secret-that-nobody-set' })).status).toBe(403)
    const signatures = () => sink.alerts.filter(({ kind }) => kind === 'bad-signatures')
    await soon(() => expect(signatures()).toHaveLength(1))
    expect(signatures()[0]).toMatchObject({ supplier: 'box', text: expect.stringMatching(/: 20 since /) })
    for (let at = 0; at < 25; at++) await post('nobody', order, { secret: 'a-secret-that-nobody-set' })
    await pause(200)
    expect(signatures()).toHaveLength(1)
  })
})

describe('a late order', () => {
  it('is told once a route, some time after it was accepted, with the reason', async () => {
    sink.answer('gone', status(503, { 'retry-after': '1' }))
    const begun = Date.now()
    const { id } = await place('replace')
    await soon(() => expect(kinds(id).sort()).toEqual(['late gone', 'late kept']))
    expect(Date.now() - begun).toBeGreaterThanOrEqual(LATE_MS - 100)
    expect(told(id).find(({ route }) => route === 'gone')?.text).toContain('503')
    await pause(LATE_MS)
    expect(kinds(id).sort()).toEqual(['late gone', 'late kept'])
  })

  it('is told even when its route is paused by hand', async () => {
    await act('/suppliers/http/routes/erp/pause')
    const { id } = await place('http')
    await soon(() => expect(kinds(id)).toEqual(['late erp']))
    await act('/suppliers/http/routes/erp/resume')
  })
})

describe('an alert address that fails', () => {
  it('that hangs holds up no delivery', async () => {
    let begun = 0
    let ended = 0
    let mayEnd = false
    sink.answerAlerts(async () => {
      begun++
      while (!mayEnd) await pause(20)
      ended++
      return new Response()
    })
    sink.answer('gone', status(422))
    const refused = await place('hold')
    await soon(async () => expect((await delivery('hold', refused.id, 'gone')).state).toBe('refused'))
    await soon(() => expect(begun).toBeGreaterThan(0))
    sink.answer('gone', status(200))
    const { id } = await place('hold')
    await soon(async () => expect((await delivery('hold', id, 'gone')).state).toBe('delivered'))
    expect(ended).toBe(0)
    mayEnd = true
  })

  it('never has its secret in what is sent', () => {
    const sent = JSON.stringify(sink.alerts)
    for (const secret of Object.values(SECRETS)) if (secret.trim() !== '') expect(sent).not.toContain(secret)
  })
})
