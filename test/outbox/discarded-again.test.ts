import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const MAILS = 'https://mails.example/'
const HELD = { state: 'held', reason: 'quantity' } as const
const ANN = { by: 'ann', note: 'They ordered elsewhere.' }
const supplier = supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] })

/** The chef saw an error; the desk called the chef and discarded the held order. */
function discarded() {
  const test = testOutbox({ supplier })
  for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
  test.accept({ unconfirmed: true })
  test.outbox.discard('order-1', ANN)
  return test
}
const told = (test: ReturnType<typeof discarded>) => test.troubles.map(({ kind, orderId }) => [kind, orderId])

describe('an order that was discarded', () => {
  it('is told when it is placed again: its sender reads our answer as an order that will come', async () => {
    const test = discarded()
    expect(test.accept()).toMatchObject({ status: 'duplicate', version: 1 })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 discarded no', 'wms v1 discarded no'])
    expect(told(test)).toEqual([
      ['held', 'order-1'],
      ['reordered-after-discard', 'order-1'],
    ])
  })

  it('is told once for each time that it is placed, not for our own second try', async () => {
    const test = discarded()
    for (const requestId of ['first', 'first', 'second']) test.accept({ requestId })
    await test.work()
    expect(told(test).filter(([kind]) => kind === 'reordered-after-discard')).toHaveLength(2)
  })

  it('keeps the call to the customer through our own second try', () => {
    const test = discarded()
    for (const requestId of ['first', 'first']) test.accept({ requestId })
    expect(test.outbox.callBacks().counts.toCall).toBe(1)
  })

  it('is no news of the order API, which goes on listing it, nor where a sender has no answer', async () => {
    const test = discarded()
    test.accept({ source: 'poll' })
    test.accept({ unconfirmed: true })
    await test.work()
    expect(told(test)).toEqual([['held', 'order-1']])
  })

  it('is told where one of two systems lacks it: the alert names the route', async () => {
    const test = testOutbox({ supplier })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    test.accept({ starts: { wms: HELD } })
    await test.work()
    test.outbox.discardOn('order-1', 'wms', ANN)
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 discarded no'])
    expect(told(test).at(-1)).toEqual(['reordered-after-discard', 'order-1'])
    expect(test.troubles.at(-1)?.text).toContain('but it had been discarded. It is not sent on route wms.')
  })

  it('is told where a mail brought only a copy', async () => {
    const routes = [httpRoute('erp', ERP), httpRoute('desk', MAILS, { document: DESK_MAIL })]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    for (const url of [ERP, MAILS]) test.wire.answers(url, status(200))
    test.accept({ starts: { erp: HELD } })
    await test.work()
    test.outbox.discard('order-1', ANN)
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 discarded no'])
    expect(told(test).at(-1)).toEqual(['reordered-after-discard', 'order-1'])
    expect(test.outbox.view('order-1')?.placedAgain).toMatchObject({ version: 1, routes: ['erp'] })
    expect(test.outbox.callBacks().counts.toCall).toBe(1)
  })

  it('is not told where only a copy by mail was discarded', async () => {
    const routes = [httpRoute('erp', ERP), httpRoute('desk', MAILS, { document: DESK_MAIL })]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(ERP, status(200))
    test.accept({ starts: { desk: HELD } })
    await test.work()
    test.outbox.discardOn('order-1', 'desk', ANN)
    test.accept()
    await test.work()
    expect(told(test)).toEqual([['held', 'order-1']])
  })

  it('is told of a change that was discarded, too, though what was ordered before has gone out', async () => {
    const test = testOutbox({ supplier })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    test.accept()
    await test.work()
    test.accept({ content: 3 })
    test.outbox.discard('order-1', ANN)
    test.accept({ content: 3 })
    await test.work()
    expect(told(test).at(-1)).toEqual(['reordered-after-discard', 'order-1'])
  })

  it('can be sent by no action, and each says so', () => {
    const { outbox } = discarded()
    const by = { by: 'ann' }
    for (const result of [
      outbox.retry('order-1', 'erp', by),
      outbox.resend('order-1', 'erp', { ...by, intent: 'same' }),
      outbox.sendBy('order-1', 'erp', 'wms', by),
    ])
      expect(result).toMatchObject({ status: 409, message: expect.stringContaining('key it by hand') })
  })
})
