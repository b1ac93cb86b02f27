import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { orderResponse, responseLine } from '../fakes/acknowledgements.ts'
import { TOKEN, testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { holdToContract } from '../worker/contract.ts'

const DAY = '2026-11-26'
const LIST = `/console/pick-list?supplier=fresco&day=${DAY}`
const HELD = { erp: { state: 'held', reason: 'revision' } } as const
const MAIL = {
  document: DESK_MAIL,
}
const HOSTILE = `<script>alert(1)</script>"'{{7*7}}‮=cmd|'/c calc'!A0`

type Line = readonly [article: string, quantity: number, name?: string]

interface OrderWish {
  readonly day?: string | null
  readonly customer?: string
  readonly lines?: readonly Line[]
  readonly starts?: Record<string, never> | typeof HELD
  readonly more?: Record<string, unknown>
}

async function opened(settings: Record<string, unknown> = {}, language = 'en') {
  const supplier = supplierWith({
    customers: [
      { customer: 'C-77', name: 'Zebra Bistro' },
      { customer: 'C-88', name: 'Alfa Bar', shipTo: 'S-88' },
    ],
    articles: [
      { article: '00123', unit: 'KGM' },
      { article: '00124', erpArticle: '00123', unit: 'PCE' },
      { article: '9', unit: 'PCE', factor: '6' },
    ],
    ...settings,
  })
  const { box, browser: open, services } = testConsole({ supplier })
  const browser = open({ 'accept-language': language })
  await browser.signIn()
  let contents = 0
  function accept(
    orderId: string,
    { day = DAY, customer = 'C-77', lines = [['00123', 2]], starts, more }: OrderWish = {},
  ) {
    const [one] = postedOrder().packages
    const posted = postedOrder({
      ...{
        id: orderId,
        order_number: `PO-${orderId}`,
        expected_delivery_date: day,
        supplier_customer_number: customer,
      },
      packages: lines.map(([article, quantity, name = `Article ${article}`]) => ({
        ...{ ...one, stock_item: { name }, quantity_ordered: quantity },
        supplier_package: { ...one?.supplier_package, supplier_article_number: article },
      })),
      ...more,
    })
    return box.accept({
      ...{ orderId, orderNumber: `PO-${orderId}`, customer, deliveryDate: day, digest: `content-${++contents}` },
      ...{ body: bodyOf(posted), ...(starts ? { starts } : {}) },
    })
  }
  async function api(query: string) {
    const url = `https://gateway.example/api/suppliers/fresco/pick-list?${query}`
    const response = await app.fetch(new Request(url, { headers: { authorization: `Bearer ${TOKEN}` } }), services)
    const json = JSON.parse(await response.text())
    holdToContract({ method: 'GET', url }, response, json)
    return { status: response.status, json }
  }
  return { box, browser, accept, api, list: async (path = LIST) => (await browser.get(path)).text }
}

const numbersIn = (text: string): (string | undefined)[] =>
  [...text.matchAll(/<h3 dir="auto"><a [^>]+>(PO-[^<]+)/g)].map(([, one]) => one)
const totalsIn = (text: string): string =>
  (/<h2>Totals by article<\/h2>.*?<\/section>/s.exec(text)?.[0] ?? '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

describe('the pick list of a delivery day', () => {
  it('has the orders of the day by customer, with boxes to tick', async () => {
    const { accept, list } = await opened()
    accept('b')
    accept('a', { customer: 'C-88' })
    accept('other-day', { day: '2026-11-27' })
    accept('no-day', { day: null })
    const text = await list()
    expect(text).toContain('Pick list for Thursday 26 November')
    expect(text).toContain('Orders to pick: 2. Not released: 0.')
    expect(numbersIn(text)).toEqual(['PO-a', 'PO-b'])
    expect(text).toContain('<td class="b"></td>')
    expect(text).toContain('Deliver to S-88')
  })

  it('adds each article up, and never adds different units', async () => {
    const { accept, list } = await opened()
    accept('a', {
      lines: [
        ['00123', 2],
        ['9', 1],
      ],
    })
    accept('b', {
      lines: [
        ['00123', 3.5],
        ['00124', 4],
        ['9', 2],
      ],
    })
    const totals = totalsIn(await list())
    expect(totals).toContain('9 Article 9 18 pieces 00123 Article 00123 5.5 kg 00123 Article 00124 4 pieces')
    expect(totals).not.toContain('9.5')
  })

  it('marks an order that nobody has released, and counts its lines apart', async () => {
    const { accept, list } = await opened()
    accept('a', { lines: [['00123', 2]] })
    accept('b', { lines: [['00123', 5]], starts: HELD })
    const text = await list()
    expect(text).toContain('Orders to pick: 1. Not released: 1.')
    expect(text).toContain('NOT RELEASED. Do not pick this order until somebody releases it. Held on route erp:')
    expect(totalsIn(text)).toContain('00123 Article 00123 2 kg 5 kg')
  })

  it('says that a person must decide about an order that one of two routes holds', async () => {
    const { accept, list } = await opened({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] })
    accept('a', { starts: HELD })
    const text = await list()
    expect(text).toContain('Orders to pick: 0. Not released: 0. Decide first: 1.')
    expect(text).toContain('Not released on every route. Decide before you pick. Held on route erp:')
  })

  it('marks an order that the ERP refused, with the reason and a link, and counts its lines apart', async () => {
    const { box, accept, list } = await opened()
    box.wire.answers(ERP, () => new Response('Customer blocked', { status: 422 }))
    accept('a', { lines: [['00123', 5]] })
    await box.pass(1_000)
    const text = await list()
    expect(text).toContain('Orders to pick: 0. Not released: 0. Decide first: 1.')
    expect(text).toMatch(/Route erp did not take this order. Decide before you pick.[^<]*Customer blocked/)
    expect(text).toContain('href="/console/orders/fresco/a"')
    expect(totalsIn(text)).toMatch(/Decide first 00123 Article 00123 – 5 kg/)
    box.outbox.done('a', 'erp', { by: 'An' })
    const keyed = await list()
    expect(keyed).not.toContain('did not take')
    expect(totalsIn(keyed)).toContain('00123 Article 00123 5 kg')
  })

  it('says of an order that the ERP accepted with changes what the ERP changed, and not that it lacks the order', async () => {
    const receipt = { receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }
    const { box, accept, list } = await opened({
      routes: [httpRoute('erp', ERP, { document: { format: 'ubl-order-2.1' }, ...receipt })],
    })
    box.wire.answers(ERP, status(200))
    accept('a', { lines: [['00123', 5]] })
    await box.pass(1_000)
    box.hear(orderResponse('PO-a', 'AP', responseLine({ of: '1', quantity: '3', unit: '' }), 'R-1'))
    const text = await list()
    expect(text).toMatch(/Route erp took it with changes\.[^<]*accepted, 3 of 5\./)
    expect(text).not.toContain('did not take')
    expect(text).toContain('Decide first: 1.')
  })

  it.each([
    ['a mail', httpRoute('desk', WMS, MAIL), 'Decide first: 1.', 'did not take this order'],
    ['another system', httpRoute('desk', WMS), 'Orders to pick: 1.', 'Route erp refused it. Route desk has it.'],
  ])('names the refusal of an order that a fallback route brought to %s', async (_, desk, counted, mark) => {
    const fallbacks = [{ route: 'desk', afterMinutes: 10 }]
    const { box, accept, list } = await opened({ routes: [httpRoute('erp', ERP, { fallbacks }), desk] })
    box.wire.answers(ERP, status(422))
    box.wire.answers(WMS, status(200))
    accept('a', { lines: [['00123', 5]] })
    await box.pass(60_000)
    expect(box.deliveries('a')).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
    const text = await list()
    expect(text).toContain(counted)
    expect(text).toContain(mark)
  })

  it.each([
    ['nl', 'Eerst beslissen: 1.', 'Route erp nam deze bestelling niet aan. Beslis voordat u klaarzet.'],
    ['fr', 'À décider d’abord\u00a0: 1.', 'La route erp n’a pas accepté cette commande. Décidez avant de préparer.'],
    ['de', 'Erst entscheiden: 1.', 'Route erp hat diese Bestellung nicht angenommen. Entscheiden Sie, bevor'],
  ])('says so in %s', async (language, ...sentences) => {
    const { box, accept, list } = await opened({}, language)
    box.wire.answers(ERP, status(422))
    accept('a')
    await box.pass(1_000)
    const text = await list()
    for (const sentence of sentences) expect(text).toContain(sentence)
  })

  it('has totals that are the sums of the orders that the page marks so', async () => {
    const { box, accept, list } = await opened()
    box.wire.answers(ERP, status(200))
    accept('plain', { lines: [['00123', 1]] })
    accept('changed', { lines: [['00123', 20]] })
    await box.pass(1_000)
    accept('changed', { lines: [['00123', 3]], starts: HELD })
    box.wire.answers(ERP, status(422))
    accept('refused', { lines: [['00123', 300]] })
    await box.pass(1_000)
    accept('held', { lines: [['00123', 4000]], starts: HELD })
    const text = await list()
    expect(text).toContain('Orders to pick: 1. Not released: 1. Decide first: 2.')
    expect(totalsIn(text)).toContain('Quantity Not released Decide first 00123 Article 00123 1 kg 4000 kg 320 kg')
    const articles = text.split('<article>').slice(1)
    const countOf = (mark: RegExp) => articles.filter((one) => mark.test(one)).length
    expect([countOf(/NOT RELEASED/), countOf(/Decide before you pick/)]).toEqual([1, 2])
  })

  it('leaves out a cancelled and a discarded order, and a replaced version', async () => {
    const { box, accept, list } = await opened({ routes: [httpRoute('erp', ERP, { cancellations: 'send' })] })
    box.wire.answers(ERP, status(200))
    accept('cancelled')
    accept('kept', { lines: [['00123', 7]] })
    await box.pass(1_000)
    expect(box.outbox.cancel('cancelled', 'erp', { by: 'An', note: 'Off.' })).toEqual({ ok: true })
    await box.pass(1_000)
    accept('discarded', { starts: HELD })
    box.outbox.discard('discarded', { by: 'An', note: 'No.' })
    accept('kept', { lines: [['00123', 9]], starts: HELD })
    box.outbox.release('kept', { by: 'An', as: 'replacement' })
    const text = await list()
    expect(numbersIn(text)).toEqual(['PO-kept'])
    expect(totalsIn(text)).toContain('00123 Article 00123 9 kg')
  })

  it('leaves out an order that is cancelled wherever a route can cancel, as its page, the lists and Today do', async () => {
    const fallbacks = [{ route: 'desk', afterMinutes: 10 }]
    const routes = [
      httpRoute('erp', ERP, { fallbacks }),
      httpRoute('desk', 'https://mails.example/', MAIL),
      httpRoute('wms', WMS, { cancellations: 'send' }),
    ]
    const { box, browser, accept, list } = await opened({ routes })
    box.wire.answers(ERP, status(422))
    for (const url of [WMS, 'https://mails.example/']) box.wire.answers(url, status(200))
    accept('a')
    await box.pass(60_000)
    expect((await browser.get('/console')).text).toContain('/console/orders/fresco/a')
    expect(box.outbox.cancelOrder('a', { by: 'An', note: 'Off.' })).toEqual({ ok: true })
    await box.pass(60_000)
    expect((await browser.get('/console/orders/fresco/a')).text).toContain('Cancelled. Route desk cannot cancel it')
    expect(box.outbox.list({ state: null, text: null, before: null, limit: 1 }).rows[0]?.order.shownState).toBe(
      'settled',
    )
    expect((await browser.get('/console')).text).toContain('<h1>Nothing waits for you.</h1>')
    expect(numbersIn(await list())).toEqual([])
  })

  it('keeps the released version of a changed order, and says what the held change asks', async () => {
    const { box, accept, list } = await opened()
    box.wire.answers(ERP, status(200))
    accept('a', { lines: [['00123', 30]] })
    await box.pass(1_000)
    accept('a', { lines: [['00123', 3]], starts: HELD })
    const text = await list()
    expect(text).toContain('Version 2 changes this order and is not released. Decide before you pick.')
    expect(text).toContain('00123 Article 00123: was 30, becomes 3')
    expect(text).toContain('Orders to pick: 0. Not released: 0. Decide first: 1.')
    expect(totalsIn(text)).toMatch(/Decide first 00123 Article 00123 – 30 kg/)
    box.outbox.discard('a', { by: 'An', note: 'No.' })
    const decided = await list()
    expect(decided).not.toContain('Version 2')
    expect(totalsIn(decided)).toContain('00123 Article 00123 30 kg')
  })

  it('keeps the day of the released version while a change of the day is held or discarded', async () => {
    const { box, accept, list } = await opened()
    box.wire.answers(ERP, status(200))
    accept('a')
    await box.pass(1_000)
    accept('a', { day: '2026-11-27', starts: HELD })
    const later = LIST.replace(DAY, '2026-11-27')
    expect(await list()).toContain('The delivery day of that version is Friday 27 November.')
    const changed = await list(later)
    expect(changed).toContain('NOT RELEASED')
    expect(changed).toContain('Version 1 is released, for Thursday 26 November.')
    box.outbox.discard('a', { by: 'An', note: 'No.' })
    expect(numbersIn(await list())).toEqual(['PO-a'])
    expect(numbersIn(await list(later))).toEqual([])
  })

  it('leaves out the orders of customers for tests', async () => {
    const { accept, list } = await opened({ testCustomers: ['C-88'] })
    accept('a', { customer: 'C-88' })
    expect(await list()).toContain('There is no order to pick for this day.')
  })

  it('names an order whose content was purged', async () => {
    const { box, accept, list } = await opened()
    accept('a')
    box.sql.all("UPDATE versions SET body = NULL, metadata = '{}'")
    expect(await list()).toMatch(/Unreadable: call the customer.*PO-a/s)
  })

  it('says that the list ends early, and goes on where it ended', async () => {
    const { accept, list } = await opened()
    for (let at = 0; at < 503; at++) accept(`n-${at}`)
    const first = await list()
    expect(first).toContain('The list ends here: the day has more orders.')
    const [, next = ''] = /href="([^"]+)">Next part/.exec(first) ?? []
    const second = await list(next.replaceAll('&amp;', '&'))
    expect(second).toContain('This is a further part of the list.')
    expect(second).not.toContain('Next part')
    const all = [...numbersIn(first), ...numbersIn(second)]
    expect([all.length, new Set(all).size]).toEqual([503, 503])
  })

  it('prints hostile words of an order inertly', async () => {
    const { browser, accept, list } = await opened()
    accept('a', { lines: [['00123', 2, HOSTILE]], more: { order_remarks: HOSTILE, order_number: HOSTILE } })
    const text = await list()
    expect(text).toContain('{{7*7}}')
    expect(text).not.toContain('<script')
    const file = (await browser.get(LIST.replace('?', '/lines.csv?'))).text
    expect(file).not.toMatch(/(?:^|[;\n])"[=+\-@]/m)
  })

  it('is not there for another supplier, and needs a sign-in', async () => {
    const { browser } = await opened()
    expect((await browser.get('/console/pick-list?supplier=other')).status).toBe(404)
    browser.cookies.clear()
    expect((await browser.get(LIST)).status).toBe(303)
  })
})

describe('the ways to the pick list', () => {
  it('begin at Today, at the statements, and at the orders of a delivery day', async () => {
    const { browser } = await opened()
    expect((await browser.get('/console')).text).toMatch(/href="\/console\/pick-list\?supplier=fresco&amp;day=[\d-]+"/)
    expect((await browser.get('/console/statements/2026-11-24')).text).toContain('action="/console/pick-list"')
    const path = LIST.replace('&', '&amp;')
    expect((await browser.get(`/console/orders?day=${DAY}`)).text).toContain(`href="${path}"`)
    expect((await browser.get('/console/orders')).text).not.toContain('/console/pick-list')
  })
})

describe('the lines as a file', () => {
  it('have one row a line, and say which lines are released', async () => {
    const { browser, accept } = await opened()
    accept('a', {
      lines: [
        ['00123', 2],
        ['9', 1],
      ],
      starts: HELD,
    })
    const { text, headers } = await browser.get(LIST.replace('?', '/lines.csv?'))
    expect(headers.get('content-disposition')).toContain(`pick-list-${DAY}.csv`)
    expect(text.trim().split('\r\n')).toEqual([
      expect.stringContaining('"Delivery day";"Customer"'),
      expect.stringContaining(
        `"${DAY}";"C-77";"Zebra Bistro";"C-77";"PO-a";"1";"no";"00123";"Article 00123";"2";"KGM";"";"no"`,
      ),
      expect.stringContaining(
        `"${DAY}";"C-77";"Zebra Bistro";"C-77";"PO-a";"1";"no";"9";"Article 9";"6";"PCE";"";"no"`,
      ),
    ])
  })

  it('say which lines a person must decide about, and why', async () => {
    const { box, browser, accept } = await opened()
    box.wire.answers(ERP, () => new Response('Customer blocked', { status: 422 }))
    accept('a')
    await box.pass(1_000)
    const { text } = await browser.get(LIST.replace('?', '/lines.csv?'))
    const [head, line] = text.trim().split('\r\n')
    expect(head).toMatch(/"Remarks";"Decide first";"Why"$/)
    expect(line).toMatch(/"yes";"00123";.*;"yes";"Route erp did not take this order.*Customer blocked.*"$/)
  })
})

describe('the pick list in the Admin API', () => {
  it('has the same orders and totals as the page', async () => {
    const { accept, api, list } = await opened()
    accept('b', { lines: [['00123', 2]] })
    accept('a', { customer: 'C-88', lines: [['00123', 5]], starts: HELD })
    const { json } = await api(`day=${DAY}`)
    expect(numbersIn(await list())).toEqual(json.orders.map(({ orderNumber }: { orderNumber: string }) => orderNumber))
    expect(json.totals).toEqual([
      {
        ...{ article: '00123', name: 'Article 00123', unit: 'KGM' },
        ...{ quantity: '2', notReleased: '5', undecided: '0' },
      },
    ])
    expect(json).toMatchObject({ day: DAY, next: null, unread: [] })
  })

  it.each(['', 'day=26-11-2026', `day=${DAY}&before=x`])(
    'refuses a question that it cannot answer: %s',
    async (query) => {
      const { api } = await opened()
      expect((await api(query)).status).toBe(422)
    },
  )
})
