import { describe, expect, it } from 'vitest'
import { articleRow } from '../fakes/catalogue.ts'
import { type ConsoleWish, testConsole } from '../fakes/console.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute, postedOrder, supplierWith } from '../fakes/orders.ts'

const HOSTILE = `</textarea><script>alert(1)</script>{{7*7}}\u202E=1+1`
const PATH = '/console/what-would'

const supplier = supplierWith({
  routes: [httpRoute('erp', ERP, { document: EDIFACT }), mailboxRoute('wms')],
})

async function opened(wish: ConsoleWish = {}, token?: string) {
  const made = testConsole({ supplier, ...wish })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An Peeters', token)
  const asked = await browser.get(PATH)
  const form = /name="form" value="([^"]+)"/.exec(asked.text)?.[1] ?? ''
  const paste = (order: unknown) =>
    browser.post(PATH, { form, json: typeof order === 'string' ? order : JSON.stringify(order) })
  return { box: made.box, browser, paste }
}

/** Everything that a trial could leave behind. */
const traces = ({ box }: Awaited<ReturnType<typeof opened>>) => [
  box.outbox.list({ state: null, text: null, before: null, limit: 9 }).rows.length,
  box.outbox.events(9).rows.length,
  box.outbox.counters(),
  box.alerts.length,
]

describe('the page of what the ERP would get', () => {
  it('shows the document of each route, and stores and sends nothing', async () => {
    const test = await opened()
    const before = traces(test)
    const { status, text } = await test.paste(postedOrder())
    expect(status).toBe(200)
    expect(text).toContain('It would be accepted and sent. Routes: 2')
    expect(text).toMatch(/BGM\+220/)
    expect(text).toContain('&quot;orderNumber&quot;')
    expect(text).toContain('Nothing is stored or sent from this page')
    await test.box.work()
    expect(traces(test)).toEqual(before)
  })

  it('says why an order would be held, by which route', async () => {
    const { paste } = await opened({
      supplier: supplierWith({ articles: [{ article: 'A-1' }], unknown: { article: 'hold' } }),
    })
    const { text } = await paste(postedOrder())
    expect(text).toContain('It would be accepted, and wait for you')
    expect(text).toContain('Would wait: an article is not in your table')
  })

  it('judges by the entries of the catalogue too', async () => {
    const test = await opened({
      supplier: supplierWith({ articles: [{ article: 'A-1' }], unknown: { article: 'hold' } }),
    })
    test.box.outbox.enterRow(articleRow('00123'), { by: 'An' }, null)
    expect((await test.paste(postedOrder())).text).toContain('It would be accepted and sent. Routes: 1')
  })

  it('says every reason why an order would be refused, and keeps what was pasted', async () => {
    const { paste } = await opened()
    const { status, text } = await paste(postedOrder({ packages: [], order_number: HOSTILE }))
    expect(status).toBe(200)
    expect(text).toContain('It would be refused')
    expect(text).not.toContain('<script')
    expect(text).toContain('&lt;script&gt;')
  })

  it.each(['{', '[]', 'null', '"x"', HOSTILE, '{"id":1}', 'x'.repeat(100_000)])(
    'answers what is no order: %.20s',
    async (json) => {
      const { paste } = await opened()
      const { status, text } = await paste(json)
      expect([status, text.includes('It would be refused'), text.includes('<script')]).toEqual([200, true, false])
    },
  )

  it('keeps hostile text of an order inert in each document', async () => {
    const { paste } = await opened()
    const { text } = await paste(postedOrder({ order_remarks: HOSTILE, order_number: 'PO-<b>' }))
    expect(text).toContain('It would be accepted')
    expect(text).not.toMatch(/<script|<b>/)
  })

  it.each(['PO-order-1', 'order-1'])('takes an order that is here, by number or id: %s', async (asked) => {
    const { box, browser } = await opened()
    box.accept()
    const { text } = await browser.get(`${PATH}?order=${asked}`)
    expect(text).toContain('It would be accepted and sent')
    expect(text).toContain('&quot;order_number&quot;')
  })

  it('says when no order has the number', async () => {
    const { browser } = await opened()
    expect((await browser.get(`${PATH}?order=PO-9`)).text).toContain('No order with that number')
  })

  it('is for a reader, and reads no order of another supplier', async () => {
    const role = { role: 'view' as const }
    const people = {
      access: [
        { who: 'Vera', ...role, suppliers: ['fresco'], token: 'VIEW_TOKEN' },
        { who: 'Otto', ...role, suppliers: ['other'], token: 'OTHER_TOKEN' },
      ],
    }
    const secrets = { VIEW_TOKEN: 'a-token-of-the-viewer', OTHER_TOKEN: 'a-token-of-otto-here' }
    const reader = await opened({ console: people, secrets }, secrets.VIEW_TOKEN)
    expect((await reader.paste(postedOrder())).text).toContain('It would be accepted')
    const other = await opened({ console: people, secrets }, secrets.OTHER_TOKEN)
    other.box.accept()
    expect((await other.browser.get(`${PATH}?supplier=fresco&order=order-1`)).text).not.toContain('order_number')
  })
})
