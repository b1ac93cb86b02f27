import { expect, it } from 'vitest'
import { ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { ANN, OK } from './actions.ts'
import { HOUR, MINUTE } from './taking.ts'

it('the alert about a late order has the day and the cut-off of the version that waits', async () => {
  const test = testOutbox()
  test.wire.answers(ERP, status(503))
  test.accept({ cutOff: test.clock.now() + HOUR })
  await test.pass(MINUTE)
  test.accept({
    ...{ content: 3, cutOff: test.clock.now() + 160 * HOUR, deliveryDate: '2026-12-03' },
    starts: { erp: { state: 'held', reason: 'quantity' } },
  })
  test.outbox.discard('order-1', ANN)
  await test.pass(HOUR)
  const alert = test.alerts.find(({ kind }) => kind === 'late' || kind === 'cut-off')
  expect(alert?.details?.order?.deliveryDay).toBe('Thursday 26 November 2026')
})

it('the board counts an order before the cut-off of the version that waits, and not of a discarded change', async () => {
  const test = testOutbox()
  test.wire.answers(ERP, status(503))
  const [today, nextWeek] = [test.clock.now() + 8 * HOUR, test.clock.now() + 160 * HOUR]
  test.accept({ cutOff: today })
  await test.pass(MINUTE)
  test.accept({
    ...{ content: 3, cutOff: nextWeek, deliveryDate: '2026-12-03' },
    starts: { erp: { state: 'held', reason: 'quantity' } },
  })
  const cutOffs = () => test.outbox.deskCutOffs()
  expect(cutOffs()).toMatchObject([{ cutOff: new Date(nextWeek).toISOString() }])
  expect(test.outbox.discard('order-1', ANN)).toEqual(OK)
  expect(test.deliveries()).toEqual(['erp v1 deferred no', 'erp v2 discarded no'])
  expect(cutOffs()).toMatchObject([{ cutOff: new Date(today).toISOString(), deliveryDate: '2026-11-26', missing: 1 }])
})

it('the board counts an order before its own cut-off, where a person discarded a change that a fallback route had taken over', async () => {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'box', afterMinutes: 1 }] })
  const test = testOutbox({ supplier: supplierWith({ routes: [erp, mailboxRoute('box')] }) })
  test.wire.answers(ERP, status(200))
  const [today, nextWeek] = [test.clock.now() + 8 * HOUR, test.clock.now() + 160 * HOUR]
  test.accept({ cutOff: today })
  await test.pass(MINUTE)
  test.wire.answers(ERP, status(503))
  test.accept({ content: 3, cutOff: nextWeek, deliveryDate: '2026-12-03' })
  expect(test.outbox.release('order-1', { ...ANN, as: 'replacement' })).toEqual(OK)
  await test.pass(2 * MINUTE)
  test.outbox.hold('order-1', ANN)
  expect(test.outbox.discard('order-1', ANN)).toEqual(OK)
  expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'box v2 discarded no', 'erp v2 superseded no'])
  expect(test.outbox.deskCutOffs()).toMatchObject([
    { cutOff: new Date(today).toISOString(), deliveryDate: '2026-11-26' },
  ])
})
