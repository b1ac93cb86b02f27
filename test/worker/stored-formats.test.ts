import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createSeenCache } from '../../src/platform/seen.ts'

const SEEN = { digest: 'a-digest', version: 3 }

/** The only key of this supplier in KV. */
async function keyOf(supplier: string): Promise<string> {
  const { keys } = await env.SEEN.list({ prefix: `seen:${supplier}:` })
  return keys[0]?.name ?? ''
}

describe('what was seen, in KV', () => {
  it('is read as it was stored, also before formats had numbers; of a newer format it is unknown', async () => {
    const quiet = vi.spyOn(console, 'warn').mockImplementation(() => {})
    onTestFinished(() => quiet.mockRestore())
    const seen = createSeenCache(env.SEEN, 'formats')
    await seen.put('order-1', SEEN)
    const key = await keyOf('formats')
    expect(await env.SEEN.get(key, 'json')).toEqual({ format: 1, ...SEEN })
    expect([await seen.get('order-1'), [...(await seen.getAll(['order-1'])).values()]]).toEqual([SEEN, [SEEN]])
    await env.SEEN.put(key, JSON.stringify(SEEN))
    expect(await seen.get('order-1')).toEqual(SEEN)
    await env.SEEN.put(key, JSON.stringify({ ...SEEN, format: 2 }))
    expect([await seen.get('order-1'), (await seen.getAll(['order-1'])).size]).toEqual([null, 0])
    expect(quiet.mock.calls[0]?.[0]).toEqual({ event: 'seen-not-read', why: expect.stringContaining('format 2') })
  })
})

describe('a KV binding that throws at the call', () => {
  it('rejects every lookup, so that no promise is left without a handler', async () => {
    const throwing = () => {
      throw new Error('no KV')
    }
    const seen = createSeenCache({ ...env.SEEN, get: throwing } as never, 'formats')
    await expect(Promise.all([seen.get('order-1'), seen.storageId()])).rejects.toThrow('no KV')
  })
})

describe('the object of a set of credentials', () => {
  const wish = { perMinute: 30, requestMs: 1_000, patienceMs: 1_000 }
  const NOTHING = { done: [], pauseMs: 0 }

  it('reads what was stored before formats had numbers, and refuses what a newer gateway stored', async () => {
    await runInDurableObject(env.ACCOUNT.getByName('formats'), (account, { storage }) => {
      storage.kv.put('account', { slots: [], lastTicket: 7, notBefore: 0, token: null })
      expect(account.turn(NOTHING, wish).ticket).toBe(8)
      expect(storage.kv.get('account')).toMatchObject({ format: 1, lastTicket: 8 })
      storage.kv.put('account', { format: 2, tickets: 9 })
      expect(() => account.turn(NOTHING, wish)).toThrow('It has format 2, and this version knows formats up to 1 only.')
      expect(storage.kv.get('account')).toEqual({ format: 2, tickets: 9 })
    })
  })
})
