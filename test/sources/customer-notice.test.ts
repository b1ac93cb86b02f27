import { describe, expect, it } from 'vitest'
import { polledSupplier } from '../fakes/polling-gateway.ts'
import { ANN, CUSTOMERS, gatewayWithMail, held, line, MAILED, order, settings } from './mailed-customers.ts'

const MINUTE = 60_000

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
