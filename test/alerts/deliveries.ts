import { vi } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import { directAlert } from '../../src/outbox/alerts/direct-alert.ts'
import { ordrsp } from '../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import type { pollingGateway } from '../fakes/polling-gateway.ts'
import { status } from '../fakes/wire.ts'
import { ANN, course, DAY, done, HOUR, MINUTE, place, type Trouble } from './troubles.ts'

type Gateway = ReturnType<typeof pollingGateway>

/** The receiver gives this answer from now on. */
const answering = ({ box }: Gateway, code: number): void => box.wire.answers(ERP, status(code))

const mended = (gateway: Gateway): void => {
  answering(gateway, 200)
  gateway.box.outbox.retryRoute('erp', ANN)
}

/** A format of the gateway fails during the work. */
async function broken(part: 'findProblems' | 'write', work: () => Promise<void>): Promise<void> {
  const format = formats.json
  if (!format) throw new Error('There is no JSON any more.')
  const spy = vi.spyOn(format, part).mockImplementation(() => {
    throw new TypeError('broken')
  })
  await work().finally(() => spy.mockRestore())
}

/** Incidents that prevent the delivery of an order. */
export const deliveries: readonly Trouble[] = [
  {
    name: 'internal-error',
    kind: 'internal-error',
    happen: course({ happens: (gateway) => broken('findProblems', () => place(gateway)), ends: done }),
  },
  {
    name: 'internal-error-on-route',
    kind: 'internal-error',
    happen: course({ happens: (gateway) => broken('write', () => place(gateway)), ends: done }),
  },
  {
    name: 'refused',
    kind: 'refused',
    happen: course({
      happens: (gateway) => {
        answering(gateway, 422)
        return place(gateway)
      },
      ends: mended,
    }),
  },
  {
    name: 'lasting',
    kind: 'late',
    cause: 'lasting',
    happen: course({
      happens: (gateway) => {
        gateway.box.wire.door(ERP, 'no-name')
        return place(gateway)
      },
      ends: ({ box }) => {
        box.wire.door(ERP, 'open')
        box.wire.answers(ERP, status(200))
        return box.pass(20 * MINUTE)
      },
    }),
  },
  {
    name: 'given-up',
    kind: 'refused',
    cause: 'given-up',
    happen: course({
      happens: async (gateway) => {
        answering(gateway, 503)
        await place(gateway)
        await gateway.box.pass(25 * HOUR)
      },
      ends: mended,
    }),
  },
  {
    name: 'paused',
    kind: 'paused',
    happen: course({
      happens: (gateway) => {
        answering(gateway, 401)
        return place(gateway)
      },
      ends: mended,
    }),
  },
  {
    name: 'late',
    kind: 'late',
    happen: course({
      happens: async (gateway) => {
        answering(gateway, 503)
        await place(gateway)
        await gateway.box.pass(16 * MINUTE)
      },
      ends: mended,
    }),
  },
  {
    name: 'sent-unconfirmed',
    kind: 'sent-unconfirmed',
    happen: course({
      happens: async ({ box }) => {
        box.accept({ requestId: 'lost' })
        await box.work()
        box.outbox.withdraw('order-1', 'lost', 'disconnected')
      },
      ends: ({ box }) => box.pass(DAY),
    }),
  },
  {
    name: 'outbox-unreachable',
    kind: 'sent-unconfirmed',
    cause: 'outbox-unreachable',
    // What test/steps/claim.test.ts sees told of an outbox that cannot be reached.
    happen: async (language) => {
      const occurrence = {
        kind: 'sent-unconfirmed',
        cause: 'outbox-unreachable',
        orderId: 'order-1',
        orderNumber: 'PO-1',
        why: '',
      } as const
      return [
        directAlert(occurrence, { id: '1', supplier: 'fresco', reader: supplierWith({ language }), publicUrl: null }),
      ]
    },
  },
  {
    name: 'reordered-after-discard',
    kind: 'reordered-after-discard',
    happen: course({
      happens: async ({ box }) => {
        box.accept({ unconfirmed: true })
        box.outbox.discard('order-1', { by: 'ann', note: 'They ordered elsewhere.' })
        box.accept()
        await box.work()
      },
      ends: ({ box }) => box.pass(DAY),
    }),
  },
  {
    name: 'arrived-after-all',
    kind: 'arrived-after-all',
    happen: course({
      settings: {
        whenUncertain: 'hold',
        routes: [
          httpRoute('erp', ERP, {
            ...{ document: EDIFACT, receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } },
          }),
        ],
      },
      happens: async (gateway) => {
        answering(gateway, 500)
        await place(gateway)
        gateway.box.outbox.done('order-1', 'erp', ANN)
        gateway.box.hear(ordrsp('PO-1'))
      },
      ends: ({ box }) => box.pass(DAY),
    }),
  },
  {
    name: 'wording',
    kind: 'wording',
    happen: course({
      settings: { routes: [httpRoute('erp', ERP, { document: EDIFACT })] },
      happens: (gateway) => {
        answering(gateway, 200)
        return place(gateway, { order_remarks: 'بدون مكسرات' })
      },
      ends: ({ box }) => box.pass(DAY),
    }),
  },
  {
    name: 'customer-not-notified',
    kind: 'customer-not-notified',
    happen: course({
      settings: {
        customers: [{ customer: 'C-77', contact: 'chef@bistro.example' }],
        customerNotices: { from: 'orders@gateway.example' },
        noDeliveryDate: 'hold',
      },
      happens: async (gateway) => {
        await place(gateway, { expected_delivery_date: null })
        gateway.box.outbox.discard('order-1', { by: 'ann', note: 'Sold out.' })
        // No mail can be sent, so the desk is alerted after an hour.
        await gateway.box.pass(2 * HOUR)
      },
      ends: ({ box }) => box.pass(DAY),
    }),
  },
  {
    name: 'cut-off',
    kind: 'cut-off',
    happen: course({
      settings: { calendar: { cutOff: '22:00', leadDays: 2 } },
      happens: async (gateway) => {
        answering(gateway, 503)
        await place(gateway)
        await gateway.box.pass(11 * HOUR)
      },
      ends: mended,
    }),
  },
  {
    name: 'fallback',
    kind: 'fallback',
    cause: 'desk',
    happen: course({
      settings: {
        routes: [
          httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 10 }] }),
          httpRoute('desk', 'https://desk.example/orders'),
        ],
      },
      happens: async (gateway) => {
        const { box } = gateway
        answering(gateway, 503)
        box.wire.answers('https://desk.example/orders', status(200))
        for (const at of [1, 2, 3]) {
          await place(gateway, { id: `order-${at}`, order_number: `PO-${at}` })
          await box.pass(5_000)
        }
        await box.pass(30 * MINUTE)
      },
      ends: async (gateway) => {
        answering(gateway, 200)
        await place(gateway, { id: 'order-4', order_number: 'PO-4' })
        await gateway.box.pass(MINUTE)
      },
    }),
  },
]
