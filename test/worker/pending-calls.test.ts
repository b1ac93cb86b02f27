import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { outboxOf } from '../../src/platform/outboxes.ts'
import { pendingCallsFor } from '../../src/platform/pending-calls.ts'
import { listCalls, storeCall } from '../../src/platform/pending-store.ts'
import type { KeptCalls, PendingPage } from '../../src/steps/accept-ports.ts'
import worker from '../../src/worker.ts'

const body = Uint8Array.from({ length: 2_500_000 }, (_, at) => at % 251)
const refused = (orderId: string) =>
  ({ kind: 'keep-refused', order: { orderId, orderNumber: 'PO-1', customer: 'C-1', body, problems: '[]' } }) as const

/** The ids of all pages. */
async function listed(pending: KeptCalls): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page: PendingPage = await pending.list(after)
    ids.push(...page.calls.map(({ id }) => id))
    after = page.next
  }
  return ids
}

function memoryStorage() {
  const kv = new Map<string, unknown>()
  const storage = {
    get: (key: string) => kv.get(key),
    put: (key: string, value: unknown) => void kv.set(key, value),
    delete: (key: string) => kv.delete(key),
    list: ({ prefix = '', startAfter = '', limit = Number.POSITIVE_INFINITY }) =>
      [...kv].filter(([key]) => key.startsWith(prefix) && key > startAfter).slice(0, limit),
  } as unknown as Parameters<typeof storeCall>[0]
  return { kv, storage }
}

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
  expect(await listed(pending)).toEqual(ids)
})

it('calls with long bodies come in pages that one answer can hold', async () => {
  const pending = pendingCallsFor(env, 'long')
  const ids = Array.from({ length: 16 }, (_, at) => `call-${String(at).padStart(2, '0')}`)
  for (const id of ids) await pending.add(id, refused(id))
  expect(await listed(pending)).toEqual(ids)
})

it('calls that an earlier version stored, without their size, come in such pages too', () => {
  const { kv, storage } = memoryStorage()
  for (const id of ['1', '2', '3', '4']) storeCall(storage, id, refused(id))
  for (const [key, { bytes: _, ...call }] of kv as Map<string, { bytes?: number }>)
    if (key.startsWith('call:')) kv.set(key, call)
  expect(listCalls(storage, '')).toMatchObject({ calls: [{ id: '1' }, { id: '2' }], next: '2' })
  expect(listCalls(storage, '2')).toMatchObject({ calls: [{ id: '3' }, { id: '4' }], next: null })
})

it('a call that alone exceeds a page is a page of its own', () => {
  const { storage } = memoryStorage()
  const { order } = refused('order-1')
  const long = { kind: 'keep-refused', order: { ...order, body: new Uint8Array(12_000_000) } } as const
  for (const id of ['1', '2']) storeCall(storage, id, long)
  expect(listCalls(storage, '')).toMatchObject({ calls: [{ id: '1' }], next: '1' })
})

it('a full store takes no other call, and still takes a withdrawal', async () => {
  const { storage } = memoryStorage()
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
