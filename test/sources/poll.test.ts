import { createHmac } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { accept } from '../../src/journey.ts'
import type { SeenVersion } from '../../src/ports.ts'
import { type PollPorts, poll, sinceInstant } from '../../src/sources/poll.ts'
import { API, fakeApi } from '../fakes/apicbase-api.ts'
import { ERP, postedOrder, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const SECRET = 'a-secret-of-sixteen-bytes'
const SECRETS: Readonly<Record<string, string>> = {
  FRESCO_WEBHOOK_SECRET: SECRET,
  API_ID: 'api-id',
  API_SECRET: 'api-secret',
}

const polledSupplier = (settings: object = {}) =>
  supplierWith({
    api: { baseUrl: API, clientId: 'API_ID', clientSecret: 'API_SECRET', since: '2026-11-20' },
    ...settings,
  })

function gateway(settings: object = {}) {
  const supplier = polledSupplier(settings)
  const secrets = { get: (name: string) => SECRETS[name] }
  const box = testOutbox({ supplier, ports: { secrets } })
  box.wire.answers(ERP, status(200))
  const api = fakeApi()
  const kv = new Map<string, SeenVersion>()
  let objectCalls = 0
  const later: Promise<unknown>[] = []
  const ports: PollPorts = {
    clock: box.clock,
    secrets,
    wire: api.wire,
    seen: { get: async (id) => kv.get(id) ?? null, put: async (id, seen) => void kv.set(id, seen) },
    outbox: () => ({
      accept: async (submission) => {
        objectCalls++
        return box.outbox.accept(submission)
      },
      keepRefused: async (order) => box.outbox.keepRefused(order),
      countNameless: async () => box.outbox.countNameless(),
      withdraw: async (id, request) => box.outbox.withdraw(id, request),
    }),
    tell: async () => {},
    later: (work) => void later.push(work),
    lastRun: async () => box.outbox.lastPoll(),
    ranAt: async (moment) => box.outbox.notePoll(moment),
  }
  return {
    box,
    api,
    kv,
    supplier,
    objectCalls: () => objectCalls,
    poll: async () => {
      const report = await poll(supplier, ports)
      await Promise.all(later)
      await box.work()
      return report
    },
    post: async (order: object) => {
      const body = JSON.stringify(order)
      const signature = createHmac('sha256', SECRET).update(body).digest('hex')
      const request = new Request('https://gateway.example/webhooks/fresco', {
        method: 'POST',
        body,
        headers: { 'X-APIC-WEBHOOK-SIGNATURE': signature },
      })
      const answer = await accept(request, { name: 'fresco', profile: supplier }, ports)
      await Promise.all(later)
      await box.work()
      return answer
    },
  }
}

/** One of many orders, placed on a day of November. */
const numbered = (at: number, placedOn: string, more: object = {}) =>
  postedOrder({ id: `order-${at}`, order_number: `PO-${at}`, ordered_on: placedOn, ...more })

/** The same order as another program would write it: other zone, other decimals, other order of keys. */
function otherwiseWritten(order: ReturnType<typeof postedOrder>): object {
  const entries = Object.entries({
    ...order,
    ordered_on: order.ordered_on.replace('T08:00:00Z', 'T09:00:00.000000+01:00'),
    expected_delivery_date: '2026-11-25T23:00:00Z',
    theoretical_price: '25.00',
    order_remarks: '',
    packages: order.packages.map((line) => ({ ...line, quantity_ordered: '2.0', total_theoretical_price: '25' })),
  })
  return Object.fromEntries(entries.reverse())
}

describe('the poll', () => {
  it('delivers what the webhook missed and nothing from before `since`, once, again after a restart and with KV wiped', async () => {
    const { api, box, kv, poll, post, objectCalls } = gateway()
    const old = Array.from({ length: 300 }, (_, at) =>
      numbered(at, `2026-11-${String(1 + (at % 19)).padStart(2, '0')}T08:00:00Z`),
    )
    const recent = Array.from({ length: 60 }, (_, at) => numbered(1000 + at, `2026-11-2${1 + (at % 3)}T08:00:00Z`))
    const known = recent.filter((_, at) => at % 2 === 0)
    for (const order of known) expect(await post(order)).toMatchObject({ ok: true })
    const before = box.wire.calls.length
    api.orders = [...recent.map((order, at) => (at % 2 === 0 ? otherwiseWritten(order) : order)), ...old]

    const report = await poll()
    expect(report).toMatchObject({
      seen: 360,
      accepted: 30,
      duplicate: 0,
      held: 0,
      refused: 0,
      skipped: 330,
      complete: true,
    })
    // Digests are made beside the event loop, so the lanes end in real time.
    await vi.waitFor(() => expect(box.wire.calls.length - before).toBe(30), { timeout: 5_000 })

    box.reopen()
    expect(await poll()).toMatchObject({ seen: 360, accepted: 0, duplicate: 0, held: 0, skipped: 360, complete: true })
    const asked = objectCalls()
    kv.clear()
    expect(await poll()).toMatchObject({ seen: 360, accepted: 0, duplicate: 60, held: 0, skipped: 300, complete: true })
    expect(objectCalls() - asked).toBe(60)
    await box.pass(3_600_000)
    expect(box.wire.calls.length).toBe(60)
    expect(box.wire.calls.some(({ body }) => /"PO-\d{1,3}"/.test(body))).toBe(false)
  })

  it('makes no object call for an order it knows from KV', async () => {
    const { api, poll, objectCalls } = gateway()
    api.orders = [numbered(1, '2026-11-23T08:00:00Z')]
    await poll()
    const asked = objectCalls()
    expect(await poll()).toMatchObject({ skipped: 1 })
    expect(objectCalls()).toBe(asked)
  })

  it('holds an order it cannot read, since nobody is there to be refused, and counts one without an id', async () => {
    const { api, box, poll } = gateway()
    api.orders = [
      numbered(1, '2026-11-23T08:00:00Z', { packages: [] }),
      numbered(2, '2026-11-23T08:00:00Z', { id: ' ' }),
    ]
    expect(await poll()).toMatchObject({ seen: 2, held: 1, refused: 1 })
    expect(box.deliveries('order-1')).toEqual(['erp v1 held/invalid no'])
    expect(box.alerts.map(({ kind, orderId }) => `${kind} ${orderId}`)).toEqual(['held order-1'])
    expect(await poll()).toMatchObject({ held: 0, skipped: 1, refused: 1 })
  })

  it('holds an order whose delivery date has passed as stale', async () => {
    const { api, box, poll } = gateway()
    api.orders = [numbered(1, '2026-11-21T08:00:00Z', { expected_delivery_date: '2026-11-22' })]
    expect(await poll()).toMatchObject({ held: 1 })
    expect(box.deliveries('order-1')).toEqual(['erp v1 held/stale no'])
  })

  it('holds content that differs from what the webhook brought, and lets what was sent stand', async () => {
    const { api, box, poll, post } = gateway()
    const order = numbered(1, '2026-11-23T08:00:00Z')
    await post(order)
    api.orders = [{ ...order, supplier_customer_number: 'C-78' }]
    expect(await poll()).toMatchObject({ held: 1, accepted: 0 })
    expect(box.deliveries('order-1')).toEqual(['erp v1 delivered yes', 'erp v2 held/poll-difference no'])
    expect(box.alerts.at(-1)?.diff).toEqual(['customer number: C-77 → C-78'])
  })

  it('keeps a polled order digit for digit, as it stood in the list', async () => {
    const { api, box, poll } = gateway()
    api.orders = [{}]
    const text =
      '{"results": [ {"id": "x", "order_number":"PO-9",  "status":"ORDERED","ordered_on":"2026-11-23T08:00:00Z","packages":[{"supplier_package":{"supplier_article_number":"1"},"quantity_ordered":1.10}],"supplier_customer_number":"C"} ]}'
    api.disturb = () => new Response(text)
    expect(await poll()).toMatchObject({ seen: 1, held: 1 })
    expect(box.deliveries('x')).toEqual(['erp v1 held/quantity no'])
  })

  it.each([
    ['another host', 'https://evil.example/api/v2/integrations/suppliers/purchase_orders/?page=2'],
    ['plain http', `${API.replace('https', 'http')}/api/v2/integrations/suppliers/purchase_orders/?page=2`],
    ['another port', `${API}:8443/api/v2/integrations/suppliers/purchase_orders/?page=2`],
    ['a private address', 'https://10.0.0.1/?page=2'],
    ['a name and a password', 'https://user:pass@api.apicbase.example/?page=2'],
  ])('never follows a next page to %s, where the token would go too', async (_, next) => {
    const { api, poll } = gateway()
    api.orders = [numbered(1, '2026-11-23T08:00:00Z')]
    api.disturb = (page) => ({ ...page, next })
    expect(await poll()).toMatchObject({ complete: false })
    expect(api.asked.every((url) => url.startsWith(`${API}/`))).toBe(true)
  })

  it('stops when the pages lead in a circle', async () => {
    const { api, poll } = gateway()
    api.orders = [numbered(1, '2026-11-23T08:00:00Z')]
    api.disturb = (page, url) => ({ ...page, next: url.href })
    expect(await poll()).toMatchObject({ complete: false, pages: 1, seen: 1 })
  })

  it.each([
    ['429', () => new Response(null, { status: 429 })],
    ['500', () => new Response('oops', { status: 500 })],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } })],
    ['HTML', () => new Response('<html></html>')],
    ['a list', () => Response.json([])],
    ['an object without results', () => Response.json({ detail: 'no' })],
    ['null', () => Response.json(null)],
  ])('is incomplete, and says why, when a page answers %s', async (_, answer) => {
    const { api, box, poll } = gateway()
    api.disturb = answer
    const report = await poll()
    expect(report.complete).toBe(false)
    expect(report.reason).toMatch(/\.$/)
    expect(box.outbox.lastPoll()).toBeNull()
  })

  it('asks for nothing without credentials', async () => {
    const { poll, api } = gateway({
      api: { baseUrl: API, clientId: 'NOBODY', clientSecret: 'API_SECRET', since: '2026-11-20' },
    })
    expect(await poll()).toMatchObject({ complete: false, requests: 1 })
    expect(api.asked).toEqual([])
  })

  it('begins a bare date at midnight where the supplier is', () => {
    const supplier = polledSupplier()
    if (!supplier.api) throw new Error('no api')
    expect(new Date(sinceInstant(supplier.api, supplier)).toISOString()).toBe('2026-11-19T23:00:00.000Z')
    expect(sinceInstant({ ...supplier.api, since: '2026-11-20T12:00:00Z' }, supplier)).toBe(Date.UTC(2026, 10, 20, 12))
  })
})
