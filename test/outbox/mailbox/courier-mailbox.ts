import type { Heartbeat } from '../../../src/outbox/mailbox/couriers.ts'
import { mailboxRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'

export const MINUTE = 60_000

const boxOf = (settings: object = {}) =>
  supplierWith({
    routes: [
      mailboxRoute('box', {
        transport: { kind: 'mailbox', token: 'MAILBOX_TOKEN', courier: { leaseSeconds: 60 } },
        ...settings,
      }),
    ],
  })

export const ANN = { courier: 'courier-ann', run: 'ann-run-1' }
export const BEN = { courier: 'courier-ben', run: 'ben-run-1' }

const beatOf = (caller: { courier: string; run: string }, more: Partial<Heartbeat> = {}): Heartbeat => ({
  after: [],
  host: caller.courier,
  issues: [],
  leaving: false,
  ...caller,
  ...more,
})

export function openMailbox(settings: object = {}) {
  const test = testOutbox({ supplier: boxOf(settings) })
  const beat = (caller: { courier: string; run: string }, more: Partial<Heartbeat> = {}) =>
    test.outbox.heartbeat('box', beatOf(caller, more))
  const place = async (orderId = 'order-1') => {
    test.accept({ orderId })
    await test.work()
    const id = test.outbox.listMailbox('box').find(({ fileName }) => fileName.includes(orderId))?.id
    if (!id) throw new Error('A document was to be listed.')
    return id
  }
  const fetch = (id: string, caller: { courier: string; run: string }) => {
    const found = test.outbox.fetchDocument('box', id, caller)
    return typeof found === 'string' ? found : 'bytes'
  }
  const say = (id: string, word: 'collected' | 'consumed' | 'failed', handover = 1, agoMs = 0) => {
    const said = test.outbox.applyMailboxStatus('box', id, word, null, { handover, agoMs })
    return typeof said === 'string' ? said : 'new'
  }
  const retry = async () => {
    test.outbox.retry('order-1', 'box', { by: 'ann' })
    await test.work()
  }
  return { test, beat, place, fetch, say, retry }
}
