import { describe, expect, it } from 'vitest'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { type FakeOrder, makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import type { OutgoingMail } from '../../src/ports.ts'
import { holdNotice } from '../../src/steps/customer-notice.ts'
import { MORNING } from '../fakes/clock.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { polledSupplier, pollingGateway } from '../fakes/polling-gateway.ts'

const MINUTE = 60_000
const ANN = { by: 'ann' }
const MAILED = {
  customerNotices: { from: 'orders@gateway.example' },
  orderDesk: { mail: 'desk@fresco.example', phone: '+32 2 555 01 23' },
}
const CUSTOMERS = [{ customer: 'C-77', language: 'fr', contact: 'chef@bistro.example' }]

const line = (article: string, quantity = 2): FakeOrder['packages'][number] => ({
  stock_item: { name: 'Crème fraîche 1 kg' },
  supplier_package: { supplier_article_number: article, theoretical_price_per_package: '12.500' },
  quantity_ordered: quantity,
  total_theoretical_price: '25.000',
})

const order = (more: object = {}): FakeOrder => ({
  ...makeOrder(1, MORNING - 3_600_000, createDice(1)),
  id: 'order-1',
  order_number: 'PO-1',
  supplier_customer_number: 'C-77',
  packages: [line('00123'), line('200457')],
  ...more,
})

const settings = (more: object = {}) => ({
  customers: CUSTOMERS,
  articles: [{ article: '00123' }],
  unknown: { article: 'refuse' },
  ...more,
})

/** A gateway that catches all mails. `answers` throws like the mail service. */
function gatewayWithMail(more: object = {}, answers: () => void = () => {}) {
  const mails: OutgoingMail[] = []
  const mail = async (one: OutgoingMail): Promise<void> => {
    answers()
    mails.push(one)
  }
  return { ...pollingGateway({ settings: settings(more), box: { mail } }), mails }
}

const held = ({ box }: ReturnType<typeof gatewayWithMail>) => box.troubles.filter(({ kind }) => kind === 'held')

describe('the customer of an order that nobody was there to refuse', () => {
  it('is told by mail, in their language, what is wrong; the desk mends it, and it goes out', async () => {
    const gateway = gatewayWithMail(MAILED)
    const { fake, poll, box, mails, delivered } = gateway
    fake.book.place(order())
    await poll()
    expect(box.deliveries()).toEqual(['erp v1 held/invalid no'])
    expect(mails).toEqual([
      {
        from: 'orders@gateway.example',
        to: ['chef@bistro.example'],
        replyTo: 'desk@fresco.example',
        subject: 'Votre commande PO-1 chez Fresco Foods\u00a0: nous attendons votre réponse',
        text: [
          'Votre commande PO-1 est arrivée chez Fresco Foods, mais elle ne peut pas être livrée telle quelle. Vous ne pouvez plus la modifier dans Apicbase. La raison\u00a0:',
          '',
          '- Ligne 2, Crème fraîche 1 kg (200457)\u00a0: le fournisseur ne connaît pas cet article.',
          '',
          'Tant que ce n’est pas réglé, rien de cette commande ne sera livré. Veuillez répondre à ce message, ou appelez-nous\u00a0: +32 2 555 01 23. Ne repassez pas la commande avant que nous en ayons parlé. Elle pourrait être livrée deux fois.',
          '',
          'Fresco Foods',
          'desk@fresco.example',
        ].join('\n'),
        html: expect.stringMatching(/<html lang="fr">[\s\S]*• Ligne 2, Crème fraîche 1 kg \(200457\)/),
      },
    ])
    expect(held(gateway)).toMatchObject([{ cause: 'invalid', text: expect.stringContaining('told by mail') }])
    expect(held(gateway)[0]).not.toHaveProperty('forward')
    expect(box.outbox.view('order-1')).toMatchObject({
      notices: [{ to: 'chef@bistro.example', sentAt: expect.any(String), attempts: 1, failure: null }],
      timeline: expect.arrayContaining([expect.objectContaining({ event: 'customer-notified' })]),
    })

    const articles = [{ article: '00123' }, { article: '200457', erpArticle: 'MILK-6' }]
    box.reopen(polledSupplier({}, settings({ ...MAILED, articles })))
    expect(box.outbox.release('order-1', ANN)).toEqual({ ok: true })
    await box.work()
    expect(delivered()).toEqual(['PO-1'])
    expect(JSON.parse(box.wire.calls[0]?.body ?? '').lines).toMatchObject([
      { articleNumber: '00123' },
      { articleNumber: 'MILK-6' },
    ])
    await poll()
    await box.pass(3 * MINUTE)
    expect(mails).toHaveLength(1)
    expect(box.alerts.filter(({ kind }) => kind === 'resolved')).toHaveLength(1)
  })

  it.each([
    ['nobody said that customers are mailed', { orderDesk: MAILED.orderDesk }, 'C-77'],
    ['their row has no address', { ...MAILED, customers: [...CUSTOMERS, { customer: 'C-78' }] }, 'C-78'],
  ])('is told by the desk, which gets the text ready to forward, where %s', async (_, more, customer) => {
    const gateway = gatewayWithMail(more)
    gateway.fake.book.place(order({ supplier_customer_number: customer }))
    await gateway.poll()
    await gateway.poll()
    expect(gateway.mails).toEqual([])
    expect(held(gateway)).toHaveLength(1)
    const [alert] = held(gateway)
    expect(alert?.text).toContain('Nobody has told the customer')
    expect(alert?.forward).toMatch(/PO-1 .*\n\n.*PO-1(.|\n)*(Ligne|Line) 2(.|\n)*200457/)
    expect(gateway.box.outbox.view('order-1')).toMatchObject({ notices: [{ to: null, attempts: 0 }] })
  })

  it('is told each problem by line and field, never by the names that fields have in JSON', async () => {
    const gateway = gatewayWithMail({ customers: undefined, articles: undefined, unknown: {}, language: 'nl' })
    const broken = { ...line(' '), quantity_ordered: -1 }
    const { order_number: _, ...unnumbered } = order({ packages: [broken], expected_delivery_date: '2026-02-30' })
    gateway.fake.book.place(unnumbered as FakeOrder)
    await gateway.poll()
    const text = held(gateway)[0]?.forward ?? ''
    expect(
      text
        .split('\n')
        .filter((one) => one.startsWith('- '))
        .sort(),
    ).toEqual([
      '- De leverdatum bestaat niet op de kalender.',
      '- Het bestelnummer ontbreekt.',
      '- Regel 1, Crème fraîche 1 kg: de hoeveelheid is -1.',
      '- Regel 1, Crème fraîche 1 kg: het artikelnummer is leeg.',
    ])
    expect(text).not.toMatch(/packages|expected_delivery|order_number/)
  })

  it('reads no link in what the order says, and no line of its own', async () => {
    const gateway = gatewayWithMail()
    gateway.fake.book.place(order({ order_number: 'PO\r\nBcc: x', packages: [line('www.evil.example')] }))
    await gateway.poll()
    const { forward = '' } = held(gateway)[0] ?? {}
    expect(forward).not.toMatch(/www\.evil|^Bcc/m)
    expect(forward).toContain('www[.]evil[.]example')
  })

  it('is tried again while the mail service fails, and told once; after an hour the desk gets the text', async () => {
    let works = false
    let tries = 0
    const answers = () => {
      tries++
      if (!works) throw Object.assign(new Error('no'), { code: 'E_INTERNAL_SERVER_ERROR' })
    }
    const passing = gatewayWithMail(MAILED, answers)
    passing.fake.book.place(order())
    await passing.poll()
    await passing.box.pass(MINUTE)
    expect(tries).toBe(2)
    passing.box.reopen()
    works = true
    await passing.box.pass(10 * MINUTE)
    await passing.poll()
    await passing.box.pass(60 * MINUTE)
    expect(passing.mails).toHaveLength(1)
    expect(tries).toBe(3)

    works = false
    const failing = gatewayWithMail(MAILED, answers)
    failing.fake.book.place(order())
    await failing.poll()
    await failing.box.pass(3 * 60 * MINUTE)
    expect(failing.mails).toEqual([])
    const [first, second, ...more] = held(failing)
    expect(more).toEqual([])
    expect(first).not.toHaveProperty('forward')
    expect(second).toMatchObject({ text: expect.stringContaining('could not be sent'), forward: expect.any(String) })
    expect(failing.box.outbox.view('order-1')).toMatchObject({
      notices: [{ sentAt: null, failure: expect.any(String) }],
    })
  })

  it('whose address is refused for good is told by the desk at once', async () => {
    const gateway = gatewayWithMail(MAILED, () => {
      throw Object.assign(new Error('no'), { code: 'E_RECIPIENT_NOT_ALLOWED' })
    })
    gateway.fake.book.place(order())
    await gateway.poll()
    expect(held(gateway)).toMatchObject([{}, { forward: expect.stringContaining('PO-1') }])
    await gateway.box.pass(60 * MINUTE)
    expect(held(gateway)).toHaveLength(2)
  })

  it('is not told that it waits once the desk has settled it', async () => {
    let works = false
    const gateway = gatewayWithMail(MAILED, () => {
      if (!works) throw new Error('no')
    })
    gateway.fake.book.place(order())
    await gateway.poll()
    gateway.box.outbox.done('order-1', 'erp', ANN)
    works = true
    await gateway.box.pass(60 * MINUTE)
    expect(gateway.mails).toEqual([])
    expect(held(gateway)).toHaveLength(1)
  })

  const pass = { article: 'pass' }
  it.each([
    ['unknown-customer', { customers: [{ customer: 'else' }], unknown: { customer: 'hold', article: 'pass' } }, {}],
    ['unknown-article', { unknown: { article: 'hold' } }, {}],
    ['quantity', { unknown: pass }, { packages: [line('00123', 1.5)] }],
    ['no-delivery-date', { unknown: pass, noDeliveryDate: 'refuse' }, { expected_delivery_date: null }],
    ['stale', { unknown: pass }, { expected_delivery_date: '2026-11-20' }],
    ['no-delivery-day', { unknown: pass, calendar: { cutOff: '22:00', deliveryDays: ['sun'] } }, {}],
  ])('is told, or the desk has the text, where it is held for %s', async (reason, more, change) => {
    const gateway = gatewayWithMail({ ...MAILED, ...more })
    gateway.fake.book.place(order({ expected_delivery_date: '2026-11-27', ...change }))
    await gateway.poll()
    await gateway.poll()
    expect(gateway.box.deliveries()).toEqual([`erp v1 held/${reason} no`])
    const [alert] = held(gateway)
    const mailed = gateway.mails.map(({ text }) => text)
    const text = reason === 'unknown-customer' ? (alert?.forward ?? '') : (mailed[0] ?? '')
    expect(mailed).toHaveLength(reason === 'unknown-customer' ? 0 : 1)
    expect(text).toContain('PO-1')
    expect(text).toMatch(/^- .+\.$/m)
    expect(text).not.toMatch(/Supprimez|Remove|Choisissez|Choose/)
  })

  it('hears nothing about another content of an order that was accepted: the desk can forward the text', async () => {
    const gateway = gatewayWithMail({ ...MAILED, unknown: pass })
    gateway.fake.book.place(order())
    await gateway.poll()
    gateway.fake.book.put(order({ packages: [line('00123', 9)] }))
    await gateway.poll()
    expect(gateway.mails).toEqual([])
    expect(held(gateway)).toMatchObject([
      { cause: 'poll-difference', forward: expect.stringContaining('Apicbase affiche autre chose') },
    ])
  })

  it('keeps what cannot be read as an order from being released, and says what to do', async () => {
    const gateway = gatewayWithMail(MAILED)
    gateway.fake.book.place(order({ packages: [] }))
    await gateway.poll()
    expect(gateway.box.outbox.release('order-1', ANN)).toMatchObject({
      ok: false,
      status: 409,
      message: expect.stringContaining('The order has no lines'),
    })
    expect(gateway.box.outbox.done('order-1', 'erp', ANN)).toEqual({ ok: true })
    expect(gateway.box.deliveries()).toEqual(['erp v1 done yes'])
  })

  it('is forgotten with the order', async () => {
    const gateway = gatewayWithMail(MAILED)
    gateway.fake.book.place(order())
    await gateway.poll()
    gateway.box.outbox.discard('order-1', ANN)
    gateway.box.outbox.erase('order-1', ANN)
    const emptied = { recipient: null, subject: '', text: '' }
    expect(gateway.box.sql.all('SELECT recipient, subject, text FROM customer_notices')).toEqual([emptied, emptied])
  })
})

describe('the customer of an order that the desk discards', () => {
  const passing = { ...MAILED, unknown: { article: 'hold' } }
  const noticesOf = ({ box }: ReturnType<typeof gatewayWithMail>) => box.outbox.view('order-1')?.notices ?? []

  it('is told by mail, also where the webhook answered 200', async () => {
    const gateway = gatewayWithMail(passing)
    expect(await gateway.post(order())).toMatchObject({ ok: true, value: { status: 'held' } })
    expect(gateway.mails).toEqual([])
    expect(gateway.box.outbox.discard('order-1', { ...ANN, note: 'Sold out.' })).toEqual({ ok: true })
    await gateway.box.pass(MINUTE)
    expect(gateway.mails).toMatchObject([
      { subject: 'Votre commande PO-1 chez Fresco Foods ne sera pas livrée', to: ['chef@bistro.example'] },
    ])
    expect(gateway.mails[0]?.text).not.toContain('Sold out')
    await gateway.box.pass(60 * MINUTE)
    expect(gateway.mails).toHaveLength(1)
  })

  it('has a text that the desk finds with the order, where nobody is mailed', async () => {
    const gateway = gatewayWithMail({ unknown: { article: 'hold' } })
    await gateway.post(order())
    gateway.box.outbox.discard('order-1', ANN)
    expect(noticesOf(gateway)).toMatchObject([{ to: null, text: expect.stringContaining('ne livrera pas') }])
  })

  it('is told that only the change is not carried out, where the order from before stands', async () => {
    const gateway = gatewayWithMail({ ...MAILED, unknown: { article: 'pass' } })
    await gateway.post(order())
    await gateway.box.pass(MINUTE)
    expect(gateway.delivered()).toEqual(['PO-1'])
    expect(await gateway.post(order({ packages: [line('00123', 9)] }))).toMatchObject({ value: { status: 'held' } })
    gateway.box.outbox.discard('order-1', ANN)
    await gateway.box.pass(MINUTE)
    expect(gateway.mails).toMatchObject([{ text: expect.stringContaining('reste telle qu’elle était') }])
  })

  it('is told once no route sends it any more; of a test order nobody is told', async () => {
    const two = [httpRoute('erp', ERP), httpRoute('wms', WMS)]
    const gateway = gatewayWithMail({ ...passing, routes: two })
    await gateway.post(order())
    gateway.box.outbox.discardOn('order-1', 'erp', ANN)
    expect(noticesOf(gateway)).toEqual([])
    gateway.box.outbox.discardOn('order-1', 'wms', ANN)
    expect(noticesOf(gateway)).toHaveLength(1)

    const test = gatewayWithMail({ ...passing, testCustomers: ['C-77'] })
    await test.post(order())
    test.box.outbox.discard('order-1', ANN)
    expect(noticesOf(test)).toEqual([])
  })

  it('is told by the desk where the mail is refused', async () => {
    const gateway = gatewayWithMail(passing, () => {
      throw Object.assign(new Error('no'), { code: 'E_RECIPIENT_NOT_ALLOWED' })
    })
    await gateway.post(order())
    gateway.box.outbox.discard('order-1', ANN)
    await gateway.box.pass(MINUTE)
    expect(gateway.box.troubles.filter(({ kind }) => kind === 'customer-not-notified')).toMatchObject([
      { text: expect.stringContaining('refused'), forward: expect.stringContaining('PO-1') },
    ])
  })
})

describe('what a customer reads', () => {
  it.each(['nl', 'fr', 'de', 'en'])('is in their language, without a word of JSON: %s', async (language) => {
    const gateway = gatewayWithMail({ ...MAILED, customers: undefined, language, remarks: 'refuse' })
    const lines = [line('200457'), { ...line(' '), quantity_ordered: 0 }, { ...line('00123'), quantity_ordered: 'two' }]
    gateway.fake.book.place(order({ packages: lines, expected_delivery_date: 'soon' }) as FakeOrder)
    gateway.fake.book.place(order({ id: 'order-2', order_number: 'PO-2', order_remarks: 'Bel aan!' }))
    await gateway.poll()
    expect(held(gateway)).toHaveLength(2)
    const texts = held(gateway).map(({ forward }) => forward)
    await expect(`${texts.join('\n\n=====\n\n')}\n`).toMatchFileSnapshot(`../golden/customer-notice/${language}.txt`)
  })
})

describe.each(['en', 'nl', 'fr', 'de'] as const)('a field of the sender’s own, in %s', (language) => {
  const noticeOf = (path: string): string => {
    const problems = [{ path, code: 'duplicate-key', message: `The field ${path} stands twice.` }] as const
    const named = { id: 'order-1', number: 'PO-1', customer: 'C-77' }
    return holdNotice(named, { problems, count: 1 }, 'invalid', supplierWith({ language })).text
  }

  it.each(['constructor', '__proto__', 'toString'])('is called as it is: %s', (path) => {
    expect(noticeOf(path).toLowerCase()).toContain(path.toLowerCase())
    expect(noticeOf(path)).not.toMatch(/\[native code\]|\[object/)
  })

  it('becomes neither a link nor a line', () => {
    const text = noticeOf('https://evil.example/pay\nPay here')
    expect(text.toLowerCase()).toContain('https[:]//evil[.]example/pay pay here')
  })
})
