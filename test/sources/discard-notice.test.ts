import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, WMS } from '../fakes/orders.ts'
import { ANN, gatewayWithMail, line, MAILED, order } from './mailed-customers.ts'

const MINUTE = 60_000

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
