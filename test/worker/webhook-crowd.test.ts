import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import worker from '../../src/worker.ts'
import { answerOf, delivery, pause, soon, view, webhookRequest } from './door.ts'
import { line, posted } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

const CROWD = 64

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

/** KV in various failures. */
const KV = {
  well: {},
  stale: { get: async () => ({ digest: 'f'.repeat(64), version: 9 }) },
  empty: { get: async () => null, put: async () => {} },
  slow: {
    get: () => pause(100).then(() => null),
    put: () => pause(100),
  },
  failing: {
    get: async () => Promise.reject(new Error('KV GET failed: 500')),
    put: async () => Promise.reject(new Error('KV PUT failed: 429')),
  },
}

/** An environment that counts the calls to the object and to KV. */
function counting(kv: object = {}) {
  const counts = { object: 0, get: 0, put: 0 }
  const SEEN = {
    get: (...args: Parameters<typeof env.SEEN.get>) => {
      counts.get++
      return 'get' in kv && typeof kv.get === 'function' ? kv.get() : env.SEEN.get(...args)
    },
    put: (...args: Parameters<typeof env.SEEN.put>) => {
      counts.put++
      return 'put' in kv && typeof kv.put === 'function' ? kv.put() : env.SEEN.put(...args)
    },
  }
  const OUTBOX = {
    getByName: (name: string) => {
      const stub = env.OUTBOX.getByName(name)
      return {
        ask: (...args: unknown[]) => {
          counts.object++
          return Reflect.apply(stub.ask, stub, args)
        },
      }
    },
  }
  return { counts, env: { ...env, SEEN, OUTBOX } as unknown as Env }
}

async function deliver(fake: Env, supplier: string, order: unknown) {
  const ctx = createExecutionContext()
  const answer = await answerOf(await worker.fetch((await webhookRequest(supplier, order)) as never, fake, ctx))
  await waitOnExecutionContext(ctx)
  return answer
}

describe('64 identical orders at once', () => {
  const rounds = Object.keys(KV).flatMap((kv) => Array.from({ length: 20 }, (_, round) => ({ kv, round: round + 1 })))

  it.each(rounds)(
    'are one accepted and 63 duplicates, delivered once a route, with KV $kv ($round)',
    async ({ kv }) => {
      vi.spyOn(console, 'warn').mockImplementation(() => {})
      const fake = counting(KV[kv as keyof typeof KV])
      const order = posted()
      const answers = await Promise.all(Array.from({ length: CROWD }, () => deliver(fake.env, 'hold', order)))
      const tally = (status: string) =>
        answers.filter(({ json }) => json.status === status && json.version === 1).length
      expect([tally('accepted'), tally('duplicate')]).toEqual([1, CROWD - 1])
      expect(fake.counts).toEqual({ object: CROWD, get: 0, put: 1 })
      await soon(async () => expect((await delivery('hold', order.id, 'gone')).state).toBe('delivered'))
      expect(sink.arrived('gone').filter(({ text }) => text.includes(order.id))).toHaveLength(1)
      expect((await view('hold', order.id)).deliveries).toHaveLength(2)
    },
  )
})

describe('what an order costs', () => {
  it('is one object call and one KV write when accepted or revised, and no KV call when a duplicate', async () => {
    const fake = counting()
    const order = posted()
    await deliver(fake.env, 'box', order)
    expect(fake.counts).toEqual({ object: 1, get: 0, put: 1 })
    await deliver(fake.env, 'box', order)
    expect(fake.counts).toEqual({ object: 2, get: 0, put: 1 })
    await deliver(fake.env, 'box', { ...order, packages: [line('00123', 7)] })
    expect(fake.counts).toEqual({ object: 3, get: 0, put: 2 })
  })

  it('is one object call and no KV call when refused', async () => {
    const fake = counting()
    await deliver(fake.env, 'box', posted({ packages: [] }))
    expect(fake.counts).toEqual({ object: 1, get: 0, put: 0 })
  })

  it('writes KV under a key it can hold, however long or odd the order id', async () => {
    const put = vi.spyOn(env.SEEN, 'put')
    for (const id of ['x'.repeat(2_000), '🥛'.repeat(200), '..', 'a/b?c#d%e']) {
      const fake = counting()
      expect((await deliver(fake.env, 'box', posted({ id }))).json.orderId).toBe(id)
    }
    // The record of an outbox, which a lease writes, has a key of its own.
    expect(put.mock.calls.filter(([key]) => key.startsWith('seen:'))).toHaveLength(4)
    for (const result of put.mock.results) await expect(result.value).resolves.toBeUndefined()
  })

  it('is no KV call for a supplier without an order API, and the outbox knows a duplicate', async () => {
    const fake = counting()
    const order = posted()
    expect((await deliver(fake.env, 'forgetful', order)).json.status).toBe('accepted')
    expect((await deliver(fake.env, 'forgetful', order)).json).toMatchObject({ status: 'duplicate', version: 1 })
    expect(fake.counts).toEqual({ object: 2, get: 0, put: 0 })
  })
})
