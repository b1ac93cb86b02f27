import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { outboxOf } from '../../src/platform/outboxes.ts'
import { pendingCallsFor } from '../../src/platform/pending-calls.ts'
import worker from '../../src/worker.ts'

const body = Uint8Array.from({ length: 2_500_000 }, (_, at) => at % 251)
const refused = (orderId: string) =>
  ({ kind: 'keep-refused', order: { orderId, orderNumber: 'PO-1', customer: 'C-1', body, problems: '[]' } }) as const

it('a call with a body past the limit of a stored value comes back as it was, until it is removed', async () => {
  const pending = pendingCallsFor(env, 'kept')
  await pending.add('one', refused('order-1'))
  await pending.add('two', { kind: 'withdraw', orderId: 'order-2', requestId: 'r', doubt: 'answered-error' })
  const [one, two] = await pending.list()
  expect(one?.call).toMatchObject({ kind: 'keep-refused', order: { orderId: 'order-1' } })
  expect(one?.call.kind === 'keep-refused' && one.call.order.body).toEqual(body)
  expect(two).toEqual({
    id: 'two',
    call: { kind: 'withdraw', orderId: 'order-2', requestId: 'r', doubt: 'answered-error' },
  })
  await pending.remove('one')
  expect((await pending.list()).map(({ id }) => id)).toEqual(['two'])
})

it('the cron brings it to the outbox', async () => {
  await pendingCallsFor(env, 'box').add('one', refused('order-of-the-cron'))
  const ctx = createExecutionContext()
  await worker.scheduled(createScheduledController({ scheduledTime: new Date(), cron: '*/5 * * * *' }), env, ctx)
  await waitOnExecutionContext(ctx)
  expect(await outboxOf(env, 'box').view('order-of-the-cron')).toMatchObject({ state: 'refused' })
  expect(await pendingCallsFor(env, 'box').list()).toEqual([])
})
