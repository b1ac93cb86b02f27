import { vi } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import { directAlert } from '../../src/outbox/direct-alert.ts'
import { contrl, ordrsp } from '../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'
import type { pollingGateway } from '../fakes/polling-gateway.ts'
import { status } from '../fakes/wire.ts'
import { ANN, course, DAY, done, HOUR, MINUTE, place, type Trouble } from './troubles.ts'

type Gateway = ReturnType<typeof pollingGateway>

const ANSWERED = {
  routes: [
    httpRoute('erp', ERP, {
      document: EDIFACT,
      receipt: 'functional',
      acknowledgements: { token: 'ACK_TOKEN' },
    }),
  ],
}

/** What the receiver's system posts. */
async function say({ box }: Gateway, text: string): Promise<void> {
  box.hear(text)
  await box.work()
}

const COURIER = {
  courier: 'courier-1',
  run: 'run-1',
  after: [],
  host: 'erp-server',
  troubles: [],
  leaving: false,
}
const BOX = { routes: [mailboxRoute('box', { transport: { kind: 'mailbox', token: 'MAILBOX_TOKEN', courier: {} } })] }

/** The receiver answers so from now on. */
const answering = ({ box }: Gateway, code: number): void => box.wire.answers(ERP, status(code))

const mended = (gateway: Gateway): void => {
  answering(gateway, 200)
  gateway.box.outbox.retryRoute('erp', ANN)
}

/** Our own format breaks while this goes on. */
async function broken(part: 'fits' | 'write', work: () => Promise<void>): Promise<void> {
  const format = formats.json
  if (!format) throw new Error('There is no JSON any more.')
  const spy = vi.spyOn(format, part).mockImplementation(() => {
    throw new TypeError('broken')
  })
  await work().finally(() => spy.mockRestore())
}

export const deliveries: readonly Trouble[] = [
  {
    name: 'fault',
    kind: 'fault',
    happen: course({ happens: (gateway) => broken('fits', () => place(gateway)), ends: done }),
  },
  {
    name: 'fault-on-route',
    kind: 'fault',
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
    name: 'rejected',
    kind: 'refused',
    cause: 'rejected',
    happen: course({
      settings: ANSWERED,
      happens: async (gateway) => {
        await place(gateway)
        await say(gateway, ordrsp('PO-1', '27', ['FTX+AAO+++Not our customer']))
      },
      ends: done,
    }),
  },
  {
    name: 'changed',
    kind: 'refused',
    cause: 'changed',
    happen: course({
      settings: ANSWERED,
      happens: async (gateway) => {
        await place(gateway)
        await say(gateway, ordrsp('PO-1', '4', ['LIN+1+3', 'QTY+21:1']))
      },
      ends: done,
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
    name: 'unanswered',
    kind: 'late',
    cause: 'unanswered',
    happen: course({
      settings: ANSWERED,
      happens: async (gateway) => {
        await place(gateway)
        await gateway.box.pass(61 * MINUTE)
      },
      ends: (gateway) => say(gateway, contrl('1')),
    }),
  },
  {
    name: 'unconfirmed',
    kind: 'unconfirmed',
    happen: course({
      happens: async ({ box }) => {
        box.accept({ requestId: 'lost' })
        await box.work()
        box.outbox.withdraw('order-1', 'lost', 'gone')
      },
      ends: ({ box }) => box.pass(DAY),
    }),
  },
  {
    name: 'unreached',
    kind: 'unconfirmed',
    cause: 'unreached',
    // What test/steps/claim.test.ts sees told of an outbox that cannot be reached.
    happen: async (language) => {
      const occurrence = {
        kind: 'unconfirmed',
        cause: 'unreached',
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
    name: 'acknowledgement',
    kind: 'acknowledgement',
    happen: course({
      settings: ANSWERED,
      happens: async (gateway) => {
        for (let number = 0; number < 3; number++) await say(gateway, contrl(`${100 + number}`))
        await gateway.box.pass(HOUR)
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
        for (const at of [1, 2, 3]) await place(gateway, { id: `order-${at}`, order_number: `PO-${at}` })
        await box.pass(30 * MINUTE)
      },
      ends: async (gateway) => {
        answering(gateway, 200)
        await place(gateway, { id: 'order-4', order_number: 'PO-4' })
        await gateway.box.pass(MINUTE)
      },
    }),
  },
  {
    name: 'courier',
    kind: 'courier',
    cause: 'silent',
    happen: course({
      settings: BOX,
      happens: async ({ box }) => {
        box.outbox.heartbeat('box', COURIER)
        await box.pass(20 * MINUTE)
      },
      ends: ({ box }) => box.outbox.heartbeat('box', COURIER),
    }),
  },
  {
    name: 'courier-trouble',
    kind: 'courier',
    cause: 'folder',
    happen: course({
      settings: BOX,
      happens: async ({ box }) => {
        const troubles = [{ code: 'folder', text: 'it cannot write into its folder: no space is left.' }]
        box.outbox.heartbeat('box', { ...COURIER, troubles })
      },
      ends: ({ box }) => box.outbox.heartbeat('box', COURIER),
    }),
  },
]
