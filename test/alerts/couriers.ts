import { mailboxRoute } from '../fakes/orders.ts'
import { course, MINUTE, type Trouble } from './troubles.ts'

const COURIER = {
  courier: 'courier-1',
  run: 'run-1',
  after: [],
  host: 'erp-server',
  issues: [],
  leaving: false,
}
const BOX = { routes: [mailboxRoute('box', { transport: { kind: 'mailbox', token: 'MAILBOX_TOKEN', courier: {} } })] }

/** Incidents of a courier. */
export const couriers: readonly Trouble[] = [
  {
    name: 'courier',
    kind: 'courier',
    cause: 'offline',
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
    name: 'courier-issue',
    kind: 'courier',
    cause: 'folder',
    happen: course({
      settings: BOX,
      happens: async ({ box }) => {
        const issues = [{ code: 'folder', text: 'it cannot write into its folder: no space is left.' }]
        box.outbox.heartbeat('box', { ...COURIER, issues })
      },
      ends: ({ box }) => box.outbox.heartbeat('box', COURIER),
    }),
  },
]
