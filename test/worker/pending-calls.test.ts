import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { outboxOf } from '../../src/platform/outboxes.ts'
import { pendingCallsFor } from '../../src/platform/pending-calls.ts'
import { storeCall } from '../../src/platform/pending-store.ts'
import type { PendingPage } from '../../src/steps/accept-ports.ts'
import worker from '../../src/worker.ts'

const body = Uint8Array.from({ length: 2_500_000 }, (_, at) => at % 251)
const refused = (orderId: string) =>
  ({ kind: 'keep-refused', order: { orderId, orderNumber: 'PO-1', customer: 'C-1', body, problems: '[]' } }) as const

it('a call with a body past the limit of a stored value comes back as it was, until it is removed', async () => {
  const pending = pendingCallsFor(env, 'kept')
  await pending.add('one', refused('order-1'))
  await pending.add('two', { kind: 'withdraw', orderId: 'order-2', requestId: 'r', doubt: 'answered-error' })
  const [one, two] = (await pending.list('')).calls
  expect(one?.call).toMatchObject({ kind: 'keep-refused', order: { orderId: 'order-1' } })
  expect(one?.call.kind === 'keep-refused' && one.call.order.body).toEqual(body)
  expect(two).toEqual({
    id: 'two',
    call: { kind: 'withdraw', orderId: 'order-2', requestId: 'r', doubt: 'answered-error' },
  })
  await pending.remove('one')
  expect((await pending.list('')).calls.map(({ id }) => id)).toEqual(['two'])
})

it('pages of calls come until the last call', async () => {
  const pending = pendingCallsFor(env, 'many')
  const ids = Array.from({ length: 120 }, (_, at) => `call-${String(at).padStart(3, '0')}`)
  for (const id of ids) await pending.add(id, { kind: 'count-nameless' })
  const seen: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page: PendingPage = await pending.list(after)
    seen.push(...page.calls.map(({ id }) => id))
    after = page.next
  }
  expect(seen).toEqual(ids)
})

it('a full store takes no other call, and still takes a withdrawal', async () => {
  const kv = new Map<string, unknown>()
  const storage = {
    get: (key: string) => kv.get(key),
    put: (key: string, value: unknown) => void kv.set(key, value),
    delete: (key: string) => kv.delete(key),
    list: ({ prefix = '', limit = Number.POSITIVE_INFINITY }) =>
      [...kv].filter(([key]) => key.startsWith(prefix)).slice(0, limit),
  } as unknown as Parameters<typeof storeCall>[0]
  let stored = 0
  while (storeCall(storage, `c${stored}`, { kind: 'count-nameless' })) stored++
  expect(stored).toBe(2_000)
  const withdrawal = { kind: 'withdraw', orderId: 'order-2', requestId: 'r', doubt: 'answered-error' } as const
  expect(storeCall(storage, 'w', withdrawal)).toBe(true)
})

it('the cron brings it to the outbox', async () => {
  await pendingCallsFor(env, 'box').add('one', refused('order-of-the-cron'))
  const ctx = createExecutionContext()
  await worker.scheduled(createScheduledController({ scheduledTime: new Date(), cron: '*/5 * * * *' }), env, ctx)
  await waitOnExecutionContext(ctx)
  expect(await outboxOf(env, 'box').view('order-of-the-cron')).toMatchObject({ state: 'refused' })
  expect((await pendingCallsFor(env, 'box').list('')).calls).toEqual([])
})
