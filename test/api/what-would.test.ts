import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { articleRow } from '../fakes/catalogue.ts'
import { TOKEN, testConsole } from '../fakes/console.ts'
import { bodyOf, EDIFACT, ERP, httpRoute, mailboxRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { holdToContract } from '../worker/contract.ts'

function adminApi(supplier = supplierWith({ routes: [httpRoute('erp', ERP, { document: EDIFACT })] })) {
  const shown = testConsole({ supplier })
  return {
    box: shown.box,
    async call(method: string, path: string, body?: BodyInit) {
      const url = `https://gateway.example/api/suppliers${path}`
      const headers = { authorization: `Bearer ${TOKEN}` }
      const response = await app.fetch(new Request(url, { method, headers, ...(body ? { body } : {}) }), shown.services)
      const json = JSON.parse(await response.text())
      holdToContract({ method, url }, response, json)
      return { status: response.status, json }
    },
  }
}

const text = (base64: string): string => new TextDecoder().decode(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)))

describe('what an order would become, in the Admin API', () => {
  it('is the document of each route, and nothing is stored or sent', async () => {
    const { box, call } = adminApi()
    const { status, json } = await call('POST', '/fresco/what-would', bodyOf(postedOrder()))
    expect(status).toBe(200)
    expect(json).toMatchObject({ isAccepted: true, routes: [{ route: 'erp', start: 'send', problems: [] }] })
    expect(text(json.routes[0].document.base64)).toMatch(/^UN[AB]/)
    expect(box.outbox.list({ state: null, text: null, before: null, limit: 9 }).rows).toEqual([])
    expect(box.outbox.counters()).toEqual([])
  })

  it('is said of a stored order by its id or number too', async () => {
    const { box, call } = adminApi()
    box.accept({ orderId: 'order-1', orderNumber: 'PO-1', body: bodyOf(postedOrder({ order_number: 'PO-1' })) })
    for (const asked of ['order-1', 'PO-1'])
      expect((await call('POST', `/fresco/what-would?order=${asked}`)).json).toMatchObject({ orderNumber: 'PO-1' })
    expect((await call('POST', '/fresco/what-would?order=PO-2')).status).toBe(404)
  })

  it('counts the entries of the catalogue, and says why an order would wait', async () => {
    const supplier = supplierWith({
      routes: [mailboxRoute('erp')],
      articles: [{ article: 'A-1' }],
      unknown: { article: 'hold' },
    })
    const { box, call } = adminApi(supplier)
    const start = async () => (await call('POST', '/fresco/what-would', bodyOf(postedOrder()))).json.routes[0].start
    expect(await start()).toBe('unknown-article')
    box.outbox.enterRow(articleRow('00123'), { by: 'An' }, null)
    expect(await start()).toBe('send')
  })

  it('says why an order would be refused', async () => {
    const { call } = adminApi()
    const { json } = await call('POST', '/fresco/what-would', '{"id": 1}')
    expect(json.isAccepted).toBe(false)
    expect(json.problems.length).toBeGreaterThan(0)
  })
})

describe("the order desk's questions in the Admin API", () => {
  it('are answered: what is open, and what to key in by hand', async () => {
    const { box, call } = adminApi()
    box.accept({ body: bodyOf(postedOrder()), starts: { erp: { state: 'held', reason: 'quantity' } } })
    expect((await call('GET', '/fresco/desk')).json).toMatchObject({ openCount: 1, open: [{ holdReason: 'quantity' }] })
    expect((await call('GET', '/fresco/to-key')).json).toMatchObject({ orders: [{ version: 1 }], left: 0 })
    for (const path of ['/none/desk', '/none/to-key']) expect((await call('GET', path)).status).toBe(404)
    expect((await call('POST', '/none/what-would', '{}')).status).toBe(404)
  })
})
