import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { act, delivery, place, post, soon, view } from './door.ts'
import { posted } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

let sink: Sink
beforeAll(() => {
  setSecrets()
  sink = openSink()
})

/** Deletes the storage of one supplier's outbox; KV and every other object stay. */
async function lose(supplier: string): Promise<void> {
  await runInDurableObject(env.OUTBOX.getByName(supplier), async (_, { storage }) => {
    await storage.deleteAlarm()
    await storage.deleteAll()
  })
  await abortAllDurableObjects()
}

describe('an outbox that lost its storage', () => {
  it('holds what it meets until a person says that it begins anew; a first start holds nothing', async () => {
    const first = await place('http')
    await soon(async () => expect((await delivery('http', first.id, 'erp')).state).toBe('delivered'))
    await soon(async () => expect(await env.SEEN.get('outbox:http')).toMatch(/^~[0-9a-f]{16}$/))
    const storageId = await env.SEEN.get('outbox:http')
    await lose('http')

    expect((await post('http', first)).json).toMatchObject({ status: 'held', holdReason: 'history-missing' })
    const second = posted({})
    expect((await post('http', second)).json).toMatchObject({ status: 'held', holdReason: 'history-missing' })
    expect(await view('http', second.id)).toMatchObject({ state: 'held', holdReason: 'history-missing' })
    const sent = sink.taken('erp').length

    expect((await act('/suppliers/http/begin', {})).status).toBe(422)
    expect((await act('/suppliers/http/begin', { note: 'The receiver has them.' })).status).toBe(200)
    expect((await act('/suppliers/http/begin', { note: 'Again.' })).status).toBe(409)
    const third = await place('http')
    await soon(async () => expect((await delivery('http', third.id, 'erp')).state).toBe('delivered'))
    expect(sink.taken('erp').length).toBe(sent + 1)
    await soon(async () => expect(await env.SEEN.get('outbox:http')).not.toBe(storageId))
  })

  it('is known by the object alone where KV is lost, and by KV alone where every object is', async () => {
    const first = await place('http')
    await soon(async () => expect(await env.SEEN.get('outbox:http')).toMatch(/^~/))
    for (const { name } of (await env.SEEN.list()).keys) await env.SEEN.delete(name)
    await lose('http')
    expect((await post('http', first)).json).toMatchObject({ holdReason: 'history-missing' })

    const other = await place('box')
    await soon(async () => expect(await env.SEEN.get('outbox:box')).toMatch(/^~/))
    await runInDurableObject(env.ACCOUNT.getByName('outboxes'), (_, { storage }) => storage.deleteAll())
    await lose('box')
    expect((await post('box', other)).json).toMatchObject({ holdReason: 'history-missing' })
  })
})
