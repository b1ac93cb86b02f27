import { contrl, ordrsp } from '../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute } from '../fakes/orders.ts'
import type { pollingGateway } from '../fakes/polling-gateway.ts'
import { course, DAY, done, HOUR, line, MINUTE, place, type Trouble } from './troubles.ts'

type Gateway = ReturnType<typeof pollingGateway>

const ANSWERED = {
  routes: [
    httpRoute('erp', ERP, {
      document: EDIFACT,
      receipt: 'acknowledgement',
      acknowledgements: { token: 'ACK_TOKEN' },
    }),
  ],
}

/** Posts a document of the receiver's system. */
async function say({ box }: Gateway, text: string): Promise<void> {
  box.hear(text)
  await box.work()
}

/** Incidents from answers of a receiver's system, or from missing answers. */
export const answers: readonly Trouble[] = [
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
    name: 'accepted-with-changes',
    kind: 'refused',
    cause: 'accepted-with-changes',
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
    name: 'replaced-rejected',
    kind: 'refused',
    cause: 'replaced',
    happen: course({
      settings: { ...ANSWERED, revisions: 'replace' },
      happens: async (gateway) => {
        await place(gateway)
        await place(gateway, { packages: [line(3)] })
        await say(gateway, contrl('1', '4+12'))
      },
      ends: done,
    }),
  },
  {
    name: 'cancellation-rejected',
    kind: 'refused',
    cause: 'cancellation',
    happen: course({
      settings: { ...ANSWERED, cancellations: 'send' },
      happens: async (gateway) => {
        await place(gateway)
        gateway.box.outbox.cancel('order-1', 'erp', { by: 'ann', note: 'The chef called.' })
        await gateway.box.work()
        await say(gateway, ordrsp('PO-1', '27', ['FTX+AAO+++It is on the truck']))
      },
      ends: done,
    }),
  },
  {
    name: 'cancellation-open',
    kind: 'late',
    cause: 'cancellation',
    happen: course({
      settings: { ...ANSWERED, cancellations: 'send' },
      happens: async (gateway) => {
        await place(gateway)
        await say(gateway, contrl('1'))
        gateway.box.outbox.cancel('order-1', 'erp', { by: 'ann', note: 'The chef called.' })
        await gateway.box.pass(61 * MINUTE)
      },
      ends: done,
    }),
  },
  {
    name: 'receipt-overdue',
    kind: 'late',
    cause: 'receipt-overdue',
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
    name: 'unmatched-acknowledgement',
    kind: 'unmatched-acknowledgement',
    happen: course({
      settings: ANSWERED,
      happens: async (gateway) => {
        for (let number = 0; number < 3; number++) await say(gateway, contrl(`${100 + number}`))
        await gateway.box.pass(HOUR)
      },
      ends: ({ box }) => box.pass(DAY),
    }),
  },
]
