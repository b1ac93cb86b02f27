import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { HOLD_REASONS, type HoldReason } from '../../src/model/delivery-state.ts'
import { MORNING } from '../fakes/clock.ts'
import { EDIFACT, ERP, httpRoute, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { cut, status } from '../fakes/wire.ts'
import { ANN, type Course, course, discard, done, HOUR, line, MINUTE, place, type Trouble } from './troubles.ts'

/** Makes an order wait for a person, for each reason. */
const courses: Readonly<Record<Exclude<HoldReason, 'fault'>, Course>> = {
  invalid: {
    happens: ({ fake, poll }) => {
      fake.book.place({ ...makeOrder(1, MORNING - HOUR, createDice(1)), id: 'order-1', packages: [] })
      return poll()
    },
    ends: discard,
  },
  test: { settings: { testCustomers: ['C-77'] }, happens: (gateway) => place(gateway), ends: discard },
  restored: {
    happens: async ({ box, supplier }) => {
      const lost = testOutbox({ supplier })
      lost.accept({ orderNumber: 'PO-1' })
      const exported = lost.outbox.exported('order-1')
      if (exported) box.outbox.restore([exported], [], ANN)
    },
    ends: discard,
  },
  'history-missing': {
    outbox: { earlier: { cause: 'renamed', supplier: 'vega', before: null, now: null } },
    happens: ({ fake, poll }) => {
      fake.book.place({ ...makeOrder(1, MORNING - HOUR, createDice(1)), id: 'order-1', order_number: 'PO-1' })
      return poll()
    },
    ends: discard,
  },
  'order-number-conflict': {
    happens: async (gateway) => {
      await place(gateway, { id: 'order-0' })
      await place(gateway)
    },
    ends: discard,
  },
  reverted: {
    settings: { revisions: 'replace' },
    happens: async (gateway) => {
      for (const quantity of [2, 3, 2]) await place(gateway, { packages: [line(quantity)] })
    },
    ends: discard,
  },
  'poll-difference': {
    happens: async (gateway) => {
      await place(gateway)
      const listed = makeOrder(1, MORNING - HOUR, createDice(1))
      gateway.fake.book.place({ ...listed, id: 'order-1', order_number: 'PO-1', supplier_customer_number: 'C-77' })
      await gateway.poll()
    },
    ends: discard,
  },
  'by-person': {
    happens: async (gateway) => {
      gateway.box.outbox.pause('erp', ANN)
      await place(gateway)
      gateway.box.outbox.hold('order-1', ANN)
    },
    ends: discard,
  },
  revision: {
    happens: async (gateway) => {
      await place(gateway)
      await place(gateway, { packages: [line(3), line(1, '00456')] })
    },
    ends: discard,
  },
  unwritable: {
    settings: { routes: [httpRoute('erp', ERP, { document: EDIFACT })] },
    happens: (gateway) => place(gateway, { order_number: 'PO-'.padEnd(40, '1') }),
    ends: done,
  },
  'unknown-customer': {
    settings: { customers: [{ customer: 'C-1' }] },
    happens: (gateway) => place(gateway),
    ends: discard,
  },
  'unknown-article': {
    settings: { articles: [{ article: '00456' }] },
    happens: (gateway) => place(gateway),
    ends: discard,
  },
  quantity: {
    settings: { articles: [{ article: '00123' }] },
    happens: (gateway) => place(gateway, { packages: [line(1.5)] }),
    ends: discard,
  },
  'no-delivery-date': {
    settings: { noDeliveryDate: 'hold' },
    happens: (gateway) => place(gateway, { expected_delivery_date: null }),
    ends: discard,
  },
  'no-delivery-day': {
    settings: { calendar: { cutOff: '22:00', holidays: ['2026-11-26'], nonDeliveryDays: 'hold' } },
    happens: (gateway) => place(gateway),
    ends: discard,
  },
  stale: {
    settings: { maxAgeHours: 2 },
    happens: async (gateway) => {
      gateway.box.wire.answers(ERP, status(503))
      await place(gateway)
      await gateway.box.pass(3 * HOUR)
    },
    ends: discard,
  },
  undelivered: {
    settings: {
      routes: [
        httpRoute('erp', ERP, {
          fallbacks: [
            { route: 'desk', afterMinutes: 5 },
            { hold: true, afterMinutes: 10 },
          ],
        }),
        httpRoute('desk', WMS),
      ],
    },
    happens: async (gateway) => {
      for (const url of [ERP, WMS]) gateway.box.wire.answers(url, status(503))
      await place(gateway)
      await gateway.box.pass(11 * MINUTE)
    },
    ends: ({ box }) => box.outbox.done('order-1', 'desk', ANN),
  },
  unconfirmed: {
    settings: { unconfirmed: { policy: 'send', sendAfterSeconds: 90 } },
    happens: async ({ box }) => {
      box.accept({ requestId: 'lost' })
      box.outbox.withdraw('order-1', 'lost')
      box.accept({ orderId: 'order-2', unconfirmed: true })
    },
    ends: ({ box }) => {
      box.accept()
    },
  },
  uncertain: {
    settings: { whenUncertain: 'hold' },
    happens: (gateway) => {
      gateway.box.wire.answers(ERP, cut)
      return place(gateway)
    },
    ends: done,
  },
  'route-gone': {
    happens: async (gateway) => {
      gateway.box.outbox.pause('erp', ANN)
      await place(gateway)
      gateway.box.reopen({
        ...gateway.supplier,
        routes: gateway.supplier.routes.map((one) => ({ ...one, name: 'wms' })),
      })
      await gateway.box.work()
    },
    ends: done,
  },
}

export const holds: readonly Trouble[] = HOLD_REASONS.filter((reason) => reason !== 'fault').map((reason) => ({
  name: `held-${reason}`,
  kind: 'held',
  cause: reason,
  happen: course(courses[reason]),
}))
