import { createExecutionContext, listDurableObjectIds, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { outboxOf } from '../../src/platform/outboxes.ts'
import worker from '../../src/worker.ts'
import { answerOf, post, webhookRequest } from './door.ts'
import { posted, signatureOf } from './posted.ts'
import { SECRETS, setSecrets } from './secrets.ts'

beforeAll(setSecrets)

/** Every binding with storage, watched. */
function watched() {
  const OUTBOX = { getByName: vi.fn(), idFromName: vi.fn(), get: vi.fn(), newUniqueId: vi.fn(), jurisdiction: vi.fn() }
  const SEEN = { get: vi.fn(), put: vi.fn(), delete: vi.fn(), list: vi.fn(), getWithMetadata: vi.fn() }
  const touched = () => [...Object.values(OUTBOX), ...Object.values(SEEN)].flatMap((spy) => spy.mock.calls)
  return { env: { ...env, OUTBOX, SEEN } as unknown as Env, touched }
}

const BODIES: Readonly<Record<string, unknown>> = {
  'an order': posted(),
  'no JSON': '{"id":',
  'no order': '[]',
  nothing: '',
  'bytes that are not UTF-8': new Uint8Array([0xff, 0xfe]),
  'a key that stands twice': '{"id":1,"id":2}',
  'nesting without end': '['.repeat(50_000),
}

describe('a call that does not verify', () => {
  const orderless = Object.keys(BODIES).filter((kind) => kind !== 'an order')

  it.each(orderless)('leaves no trace: neither object nor KV is touched by %s', async (kind) => {
    const { env: fake, touched } = watched()
    const later: Promise<unknown>[] = []
    for (const supplier of ['box', 'nobody', 'closed', 'constructor']) {
      const ctx = { ...createExecutionContext(), waitUntil: (work: Promise<unknown>) => later.push(work) }
      const request = await webhookRequest(supplier, BODIES[kind], { secret: 'a-secret-of-somebody-else' })
      await worker.fetch(request as never, fake, ctx as never)
    }
    // Work after the answer ends, and has touched no storage either.
    await Promise.all(later)
    expect(touched()).toEqual([])
  })

  it.each(['BAD_SIGNATURES', 'STRANGERS'])(
    'is one point in the dataset %s, if it is bound, under the name of a supplier that exists; one that fails changes nothing',
    async (binding) => {
      const points: unknown[] = []
      for (const fails of [false, true]) {
        const writeDataPoint = (point: unknown): void => {
          if (fails) throw new Error('Too many points.')
          points.push(point)
        }
        for (const supplier of ['box', 'nobody']) {
          const request = await webhookRequest(supplier, posted(), { secret: 'a-secret-of-somebody-else' })
          const fake = { ...env, [binding]: { writeDataPoint } } as unknown as Env
          const answer = await answerOf(await worker.fetch(request as never, fake, createExecutionContext()))
          expect(answer.status).toBe(403)
        }
      }
      expect(points).toEqual([{ indexes: ['box'], blobs: ['webhooks'], doubles: [1] }])
    },
  )

  it('makes no object for a supplier that does not exist', async () => {
    const before = await listDurableObjectIds(env.OUTBOX)
    for (let call = 0; call < 5; call++) await post('nobody', posted(), { secret: 'a-secret-of-somebody-else' })
    expect(await listDurableObjectIds(env.OUTBOX)).toEqual(before)
  })

  it('is counted where it holds an order, stores none, and is told at the third', async () => {
    const orders = Array.from({ length: 3 }, () => posted())
    for (const order of orders) await post('neighbour', order, { secret: 'a-secret-of-somebody-else' })
    for (const { id } of orders) expect(await outboxOf(env, 'neighbour').view(id)).toBeNull()
    expect(await outboxOf(env, 'neighbour').alerts()).toMatchObject({ incidents: [{ kind: 'wrong-secret' }] })
  })

  it.each(Object.keys(BODIES))(
    'gets one and the same answer for a wrong signature and an unknown supplier: %s',
    async (kind) => {
      const body = BODIES[kind]
      const signatures = ['0'.repeat(64), 'wrong', '', await signatureOf(body, 'a-secret-of-somebody-else')]
      const calls = ['box', 'nobody', '__proto__', 'toString', 'box%20', '%FF', 'box%00', 'BOX'].flatMap((supplier) =>
        signatures.map((signature) => ({ supplier, signature })),
      )
      // A signature with the right secret is valid at no other address.
      const right = await signatureOf(body, SECRETS.WEBHOOK_SECRET)
      const answers = await Promise.all(
        [...calls, { supplier: 'nobody', signature: right }, { supplier: 'other', signature: right }].map(
          async ({ supplier, signature }) => {
            const { status, headers, text } = await post(supplier, body, { signature })
            return JSON.stringify([status, Object.fromEntries(headers), text])
          },
        ),
      )
      expect([...new Set(answers)]).toHaveLength(1)
      expect(answers[0]).toMatch(/^\[403,/)
    },
  )

  it.each(['nobody', 'sharing'])(
    'gets it when a published word of the source signs it: %s has no webhook',
    async (name) => {
      const { status, json } = await post(name, posted(), { secret: 'nobody-knows-this-supplier' })
      expect([status, json.problems?.[0]?.code]).toEqual([403, 'signature'])
    },
  )

  it('gets it without the header as well', async () => {
    const bare = new Request('https://gateway.example/webhooks/box', { method: 'POST', body: '{}' })
    const ctx = createExecutionContext()
    const { status, json } = await answerOf(await worker.fetch(bare as never, env, ctx))
    await waitOnExecutionContext(ctx)
    expect([status, json.problems[0].code]).toEqual([403, 'signature'])
  })
})
