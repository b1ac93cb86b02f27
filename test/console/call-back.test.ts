import { beforeEach, describe, expect, it } from 'vitest'
import { utf8 } from '../../src/text/utf8.ts'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, ERP, mailboxRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const supplier = supplierWith({
  language: 'en',
  customers: [
    { customer: 'C-77', name: 'Brasserie Het Spoor', phone: '+32 (0)9 123 45 67', contact: 'chef@spoor.example' },
    { customer: 'C-78', name: 'Eetcafé ’t Kanon' },
  ],
  routes: [mailboxRoute('erp')],
})
const DAY = 86_400_000
const HELD = { state: 'held', reason: 'quantity' } as const

function opened() {
  const made = testConsole({ supplier })
  return { ...made, browser: made.browser({ 'accept-language': 'en' }) }
}
let { box, browser } = opened()

const NO_LINES = { path: '', code: 'no-lines', message: 'The order has no lines.' }
const JUICE = { stock_item: { name: 'Jus d’orange' } }
const BUTTER = { stock_item: { name: 'Boter' } }

const refuse = (
  orderId: string,
  customer: string | null = 'C-77',
  deliveryDate = '2026-11-26',
  { problems = [NO_LINES] as object[], packages = [JUICE, BUTTER] as object[] } = {},
) =>
  box.outbox.keepRefused({
    ...{ orderId, orderNumber: `PO-${orderId}`, customer, deliveryDate },
    problems: JSON.stringify(problems),
    body: utf8(JSON.stringify({ packages })),
  })

const line = (article: string, quantity: unknown, name = `Name of ${article}`) => ({
  ...{ stock_item: { name }, supplier_package: { supplier_article_number: article } },
  quantity_ordered: quantity,
})
const body = (...packages: object[]) => bodyOf(postedOrder({ packages }))
const shown = async () => (await browser.get('/console')).text
const api = async (path: string) =>
  browser.post(
    `/api/orders/fresco/${path}`,
    {},
    { authorization: 'Bearer a-console-token-of-this-test' },
    '{"by":"Jo"}',
  )

beforeEach(async () => {
  ;({ box, browser } = opened())
  await browser.signIn()
})

describe('the call-back list', () => {
  it('names the customer, the telephone, what was ordered and what the chef read', async () => {
    refuse('1')
    const text = await shown()
    expect(text).toContain('<h3 dir="auto">Brasserie Het Spoor</h3>')
    expect(text).toContain('href="tel:+3291234567"')
    expect(text).toContain('href="mailto:chef%40spoor.example"')
    expect(text).toContain('2 lines: Jus d’orange, Boter')
    expect(text).toMatch(/They read:<\/p><q dir="auto">[^<]*no lines/)
  })

  it('shortens the name of an article that would fill the page', async () => {
    refuse('1', 'C-77', '2026-11-26', { packages: [{ stock_item: { name: 'x'.repeat(10_000) } }] })
    expect(await shown()).toContain(`1 line: ${'x'.repeat(79)}…</p>`)
  })

  it('has the telephone, the time, the reason and the lines on the page of a refused order too', async () => {
    refuse('1')
    const { text } = await browser.get('/console/orders/fresco/1')
    expect(text).toContain('href="tel:+3291234567"')
    expect(text).toContain('Tried once, at 10:00:')
    expect(text).toContain('Jus d’orange')
    expect(text).toContain('Boter')
  })

  it('asks for a call with the telephone and the reason, and leads to the next customer afterwards', async () => {
    refuse('1')
    refuse('2', 'C-78')
    const path = '/console/orders/fresco/1/do/called'
    const asked = await browser.get(path)
    expect(asked.text).toContain('href="tel:+3291234567"')
    expect(asked.text).toContain('no lines')
    const { location } = await browser.submit(asked, path)
    expect(location).toBe('/console/call-backs?supplier=fresco&done=called')
    const { text } = await browser.get(location ?? '')
    expect(text).toContain('It is done, and written down with your name.')
    expect(text).toContain('An Peeters called at 10:00.')
    expect(text).toContain('<h3 dir="auto">Eetcafé')
  })

  it('counts the tries of a customer, and says where no number is known', async () => {
    for (const id of ['1', '2', '2']) refuse(id, 'C-78')
    const text = await shown()
    expect(text).toContain('Tried 3 times, last at 10:00:')
    expect(text).toContain('No telephone number in your table.')
    expect(text.match(/<h3 dir="auto">Eetcafé/g)).toHaveLength(1)
  })

  it('names every refused order of a customer that no order has replaced, and counts them', async () => {
    for (const id of ['1', '2', '3']) {
      box.clock.advance(60_000)
      refuse(id, 'C-77', id === '3' ? '2026-11-27' : '2026-11-26')
    }
    box.clock.advance(60_000)
    box.accept({ orderId: '9', customer: 'C-77', deliveryDate: '2026-11-27', body: body(JUICE, BUTTER) })
    const all = (await browser.get('/console/call-backs?supplier=fresco')).text
    expect(all).toMatch(
      /href="\/console\/orders\/fresco\/2"[^>]*>PO-2<\/a>, <a [^>]*href="\/console\/orders\/fresco\/1"[^>]*>PO-1</,
    )
    expect(all).not.toContain('>PO-3<')
    expect(all).toContain('Customers to call: 1. Refused orders: 2.')
    const statement = (await browser.get('/console/statements/2026-11-24')).text
    expect(statement).toContain('Refused to the chef and not placed again: 2.')
    expect(statement).toMatch(/href="\/console\/orders\/fresco\/2"[^>]*>PO-2<\/a>, <a [^>]*>PO-1</)
    expect(statement).toContain('href="/console/call-backs?supplier=fresco">Whom to call</a>')
  })

  it('leaves out a customer who ordered the same lines for the same day since, with another number', async () => {
    refuse('1')
    refuse('2', 'C-78')
    box.accept({ orderId: '9', customer: 'C-77', body: body(JUICE, line('A-1', 3), BUTTER) })
    const text = await shown()
    expect(text).not.toContain('<h3 dir="auto">Brasserie')
    expect(text).toContain('<h3 dir="auto">Eetcafé')
  })

  it.each([
    ['another article', body(line('A-2', 40))],
    ['less of the article', body(line('A-1', 10))],
    ['a part of the lines', body(line('A-1', 40))],
  ])('keeps a customer whose second order of the day is accepted, with %s', async (_, second) => {
    refuse('1', 'C-77', '2026-11-26', { packages: [line('A-1', 30), line('A-1', 10), line('A-3', 1)] })
    box.accept({ orderId: '9', customer: 'C-77', body: second })
    expect(await shown()).toContain('<h3 dir="auto">Brasserie')
    expect(await shown()).toContain(
      'A customer needs a call until the refused order, or one for that day with all its lines, is accepted.',
    )
    box.accept({ orderId: '10', customer: 'C-77', body: body(line('A-1', '40'), line('A-3', 1)) })
    expect(await shown()).not.toContain('<h3 dir="auto">Brasserie')
  })

  it('leaves out a customer who corrected the lines that the refusal named', async () => {
    const problems = [
      { path: 'packages[0].quantity_ordered', code: 'quantity-fraction', message: '' },
      { path: 'packages[1].supplier_package.supplier_article_number', code: 'unknown-article', message: '' },
    ]
    refuse('1', 'C-77', '2026-11-26', { problems, packages: [line('A-1', 2.5), line('A-3', 4, 'Kip')] })
    box.accept({ orderId: '8', customer: 'C-77', body: body(line('A-1', 2)) })
    expect(await shown()).toContain('<h3 dir="auto">Brasserie')
    box.accept({ orderId: '9', customer: 'C-77', body: body(line('A-1', 2), line('B-3', 4, 'Kip')) })
    expect(await shown()).not.toContain('<h3 dir="auto">Brasserie')
  })

  it('keeps a customer whose refused order cannot be read, and whose change of an accepted order was refused', async () => {
    box.accept({ orderId: '1', customer: 'C-77', body: body(line('A-1', 1)) })
    box.clock.advance(60_000)
    refuse('1')
    box.outbox.keepRefused({
      ...{ orderId: '2', orderNumber: 'PO-2', customer: 'C-78', deliveryDate: '2026-11-26' },
      ...{ problems: '[]', body: utf8('<no') },
    })
    for (const customer of ['C-77', 'C-78'])
      box.accept({ orderId: `later-${customer}`, customer, body: body(JUICE, BUTTER, line('A-1', 9)) })
    const text = await shown()
    expect(text).toContain('<h3 dir="auto">Brasserie')
    expect(text).toContain('<h3 dir="auto">Eetcafé')
  })

  it('keeps yesterday’s refusal until a person called, and nothing that is older', async () => {
    refuse('1')
    box.clock.advance(DAY)
    await browser.signIn()
    expect(await shown()).toContain('<h3 dir="auto">Brasserie')
    box.outbox.markCalled('1', { by: 'Jo' })
    expect(await shown()).not.toContain('<h3 dir="auto">Brasserie')
    refuse('3', 'C-78')
    box.clock.advance(2 * DAY)
    await browser.signIn()
    expect(await shown()).toContain('Nobody has to be called.')
  })

  it('lists a refused change of an accepted order', async () => {
    box.accept({ orderId: '1', customer: 'C-77' })
    box.clock.advance(60_000)
    refuse('1')
    const text = await shown()
    expect(text).toContain('Tried once, at 10:01:')
    expect(text).toContain('no lines')
  })

  it.each([
    ['a change', NO_LINES, 'The refused post was a change of it.'],
    ['a cancellation', { path: 'status', code: 'not-ordered', message: '' }, 'so it may be a cancellation.'],
  ])('says that the accepted order still counts where %s of it is refused', async (_, problem, sentence) => {
    box.accept({ orderId: '1', customer: 'C-77' })
    box.clock.advance(60_000)
    refuse('1', 'C-77', '2026-11-26', { problems: [problem] })
    const text = await shown()
    expect(text).toContain('Version 1 of this order is accepted and still counts.')
    expect(text).toContain(sentence)
    refuse('2', 'C-78', '2026-11-26', { problems: [problem] })
    expect((await shown()).match(/still counts/g)).toHaveLength(1)
  })

  it('says of no order that it still counts once a person discarded or cancelled it', async () => {
    const made = testConsole({ supplier: supplierWith({ cancellations: 'send' }) })
    ;({ box } = made)
    browser = made.browser({ 'accept-language': 'en' })
    await browser.signIn()
    box.wire.answers(ERP, status(200))
    for (const id of ['1', '2']) {
      box.accept({ orderId: id, customer: `C-7${id}`, starts: id === '1' ? { erp: HELD } : {} })
      await box.pass(60_000)
      refuse(id, `C-7${id}`, '2026-11-26', { problems: [{ path: 'status', code: 'not-ordered', message: '' }] })
    }
    expect(await shown()).toContain('Version 1 of this order is accepted and still counts')
    expect(await shown()).toContain('Version 1 of this order waits for you')
    box.outbox.discard('1', { by: 'Jo', note: 'Not wanted.' })
    expect(box.outbox.cancel('2', 'erp', { by: 'Jo', note: 'Not wanted.' })).toEqual({ ok: true })
    expect(await shown()).not.toContain('still counts')
  })

  it('names the version that counts, and not a change that waits for a person', async () => {
    box.accept({ orderId: '1', customer: 'C-77' })
    await box.work()
    box.outbox.applyMailboxStatus('erp', box.outbox.listMailbox('erp')[0]?.id ?? '', 'consumed', '')
    box.accept({ orderId: '1', customer: 'C-77', digest: 'changed', starts: { erp: HELD } })
    box.clock.advance(60_000)
    refuse('1')
    expect(await shown()).toContain('Version 1 of this order is accepted and still counts.')
  })

  it('shows no lines of an earlier refusal beside a refused change, whose body is not stored', async () => {
    refuse('1', 'C-77', '2026-11-26', { packages: [JUICE] })
    box.clock.advance(60_000)
    box.accept({ orderId: '1', customer: 'C-77' })
    box.clock.advance(60_000)
    refuse('1', 'C-77', '2026-11-26', { packages: [BUTTER] })
    const text = await shown()
    expect(text).toContain('<h3 dir="auto">Brasserie')
    expect(text).not.toContain('Jus d’orange')
  })

  it('counts the customers that Today leaves out, and leads to the whole list', async () => {
    for (let at = 1; at <= 15; at++) refuse(`o${at}`, `K-${at}`)
    box.outbox.markCalled('o15', { by: 'Jo' })
    const text = await shown()
    expect(text.match(/<h3 dir="auto">K-/g)).toHaveLength(12)
    expect(text).toContain('href="/console/call-backs?supplier=fresco">and 3 more: see them all</a>')
    expect(text).toContain('Customers to call: 14.')
    const all = (await browser.get('/console/call-backs?supplier=fresco')).text
    expect(all.match(/<h3 dir="auto">K-/g)).toHaveLength(15)
    expect(all).toContain('An Peeters')
    expect(all.lastIndexOf('<h3 dir="auto">K-15<')).toBe(all.lastIndexOf('<h3 dir="auto">K-'))
    expect((await browser.get('/console/call-backs?supplier=other')).status).toBe(404)
  })

  it('gives the whole list to programs too', async () => {
    for (let at = 1; at <= 15; at++) refuse(`o${at}`, `K-${at}`)
    const answer = await browser.get('/api/suppliers/fresco/call-backs', {
      authorization: 'Bearer a-console-token-of-this-test',
    })
    const { callBacks, counts } = JSON.parse(answer.text)
    expect([callBacks.length, counts]).toEqual([15, { all: 15, orders: 15, toCall: 15 }])
  })

  it('survives a body that is no order', async () => {
    box.outbox.keepRefused({
      ...{ orderId: 'x', orderNumber: null, customer: null, problems: '[]' },
      body: utf8('<no'),
    })
    expect(await shown()).toContain('<h3 dir="auto">x</h3>')
  })
})

describe('two orders of one customer that were refused for different reasons', () => {
  const CANCELLED = { path: 'status', code: 'not-ordered', message: '', values: { status: 'CANCELLED' } }
  /** Order 1 is accepted, and its repeat as cancelled is refused. Order 2 was never accepted. */
  function refuseBoth() {
    box.accept({ orderId: '1', customer: 'C-77' })
    box.clock.advance(60_000)
    refuse('1', 'C-77', '2026-11-26', { problems: [CANCELLED] })
    box.clock.advance(60_000)
    refuse('2')
  }
  it('stand in one row with each reason beside its order', async () => {
    refuseBoth()
    for (const path of ['/console', '/console/call-backs?supplier=fresco']) {
      const { text } = await browser.get(path)
      expect(text.match(/<h3 dir="auto">Brasserie/g)).toHaveLength(1)
      expect(text).toMatch(/Tried 2 times.*fresco\/2"[^>]*>PO-2<\/a>.*no lines/s)
      expect(text).toMatch(/no lines.*fresco\/1"[^>]*>PO-1<\/a>.*says that the order is cancelled/s)
    }
  })

  it('show both reasons before the call, from either order', async () => {
    refuseBoth()
    for (const id of ['1', '2']) {
      const { text } = await browser.get(`/console/orders/fresco/${id}/do/called`)
      expect(text).toContain('no lines')
      expect(text).toContain('The refused post says that the order is cancelled.')
      for (const one of ['1', '2']) expect(text).toContain(`href="/console/orders/fresco/${one}"`)
    }
  })

  it('share a reason that is the same', async () => {
    refuse('1')
    refuse('2')
    expect((await shown()).match(/The order has no lines/g) ?? (await shown()).match(/no lines/g)).toHaveLength(1)
  })

  it.each([
    ['another order', '3'],
    ['the same order', '2'],
  ])('are not settled by a call while the chef met another refusal of %s since', async (_, id) => {
    refuseBoth()
    const path = '/console/orders/fresco/2/do/called'
    const asked = await browser.get(path)
    box.clock.advance(60_000)
    refuse(id, 'C-77', '2026-11-26', { problems: [{ path: 'packages', code: 'too-many-lines', message: '' }] })
    const late = await browser.submit(asked, path)
    expect(late.status).toBe(409)
    expect(box.outbox.view(id)?.refusal?.calledAt).toBeNull()
    expect((await browser.submit(late, path)).status).toBe(303)
    for (const one of ['1', '2', id]) expect(box.outbox.view(one)?.refusal?.calledBy).toBe('An Peeters')
  })

  it('are in the list for programs, each with its reason', async () => {
    refuseBoth()
    const { text } = await browser.get('/api/suppliers/fresco/call-backs', {
      authorization: 'Bearer a-console-token-of-this-test',
    })
    expect(JSON.parse(text).callBacks).toMatchObject([
      {
        orders: [
          { orderId: '2', version: 0, problems: [{ code: 'no-lines' }] },
          { orderId: '1', version: 1, problems: [{ code: 'not-ordered' }] },
        ],
      },
    ])
  })
})

describe('"I called"', () => {
  it('is asked first, then stored with who, when and the note, at the order and in Activity', async () => {
    refuse('1')
    box.clock.advance(1_000)
    refuse('2')
    expect(await shown()).toContain('href="/console/orders/fresco/2/do/called"')
    const asked = await browser.get('/console/orders/fresco/2/do/called')
    expect(asked.text).toContain('Did you call the customer?')
    expect(box.outbox.events(5).rows).toEqual([])
    const done = await browser.submit(asked, '/console/orders/fresco/2/do/called', { note: 'orders again at nine' })
    expect(done.location).toBe('/console/call-backs?supplier=fresco&done=called')
    expect(await shown()).toContain('An Peeters called at 10:00.')
    for (const id of ['1', '2']) {
      const { text } = await browser.get(`/console/orders/fresco/${id}`)
      expect(text).toContain('A person called the customer.')
      expect(text).toContain('orders again at nine')
    }
    expect((await browser.get('/console/activity?action=called-customer')).text).toContain('Customer called')
  })

  it('is undone, and a new refusal needs a new call', async () => {
    refuse('1')
    box.outbox.markCalled('1', { by: 'Jo' })
    const asked = await browser.get('/console/orders/fresco/1/do/not-called')
    await browser.submit(asked, '/console/orders/fresco/1/do/not-called')
    expect(await shown()).toContain('+32 (0)9 123 45 67')
    expect(box.outbox.markCalled('1', { by: 'Jo' }).ok).toBe(true)
    refuse('1')
    expect(box.outbox.view('1')?.refusal).toMatchObject({ attempts: 2, calledAt: null })
  })

  it('is refused the second time, and for an order that was not refused', async () => {
    refuse('1')
    box.accept({ orderId: '2', customer: 'C-78' })
    expect(box.outbox.markCalled('1', { by: 'Jo' }).ok).toBe(true)
    expect(box.outbox.markCalled('1', { by: 'An' })).toMatchObject({ ok: false, status: 409 })
    expect(box.outbox.markCalled('2', { by: 'An' })).toMatchObject({ ok: false, status: 409 })
    expect(box.outbox.markCalled('3', { by: 'An' })).toMatchObject({ ok: false, status: 404 })
  })

  it('is a call of the Admin API too', async () => {
    refuse('1')
    expect(JSON.parse((await api('1/called')).text).refusal.calledBy).toBe('Jo')
    expect(JSON.parse((await api('1/not-called')).text).refusal.calledBy).toBeNull()
  })
})
