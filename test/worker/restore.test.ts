import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { act, admin, delivery, orderPath, place, post, soon, view } from './door.ts'
import { posted } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink, status } from './sink.ts'

let sink: Sink
beforeAll(() => {
  setSecrets()
  sink = openSink()
})

const restore = (orders: readonly string[], more: object = {}) => act('/suppliers/http/restore', { orders, ...more })
const exported = async (id: string): Promise<string> => (await admin(`${orderPath('http', id)}/export`)).text

/** Deletes all storage, like the loss of the account. */
async function forget(supplier: string): Promise<void> {
  await runInDurableObject(env.OUTBOX.getByName(supplier), async (_, { storage }) => {
    await storage.deleteAlarm()
    await storage.deleteAll()
  })
  await abortAllDurableObjects()
}

describe('a lost outbox', () => {
  it('is given back what its export held: settled orders known, others held, numbers gone on from', async () => {
    const settled = await place('http')
    await soon(async () => expect((await delivery('http', settled.id, 'erp')).state).toBe('delivered'))
    sink.answer('erp', status(422))
    const refused = await place('http')
    await soon(async () => expect((await delivery('http', refused.id, 'erp')).state).toBe('refused'))
    const [before, texts] = [await view('http', settled.id), [await exported(settled.id), await exported(refused.id)]]
    const { counters } = (await admin('/suppliers/http/counters')).json
    await forget('http')
    expect((await admin(orderPath('http', settled.id))).status).toBe(404)

    expect((await restore(texts, { counters, note: 'Lost.' })).json.orders).toEqual([
      { orderId: settled.id, outcome: 'restored', waiting: null },
      { orderId: refused.id, outcome: 'restored', waiting: 1 },
    ])
    const after = await view('http', settled.id)
    expect({ ...after, timeline: [] }).toEqual({ ...before, timeline: [] })
    expect((await post('http', settled)).json).toMatchObject({ status: 'duplicate', version: 1 })
    expect(await view('http', refused.id)).toMatchObject({ state: 'held', holdReason: 'restored' })
    const [{ sequence, last }] = counters
    expect((await admin('/suppliers/http/counters')).json).toEqual({ counters: [{ sequence, last: last + 1_000 }] })
    expect((await restore(texts)).json.orders.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'already-present',
      'already-present',
    ])
  })

  it('takes nothing of what is spoilt, too much, somebody else’s, or said by nobody', async () => {
    const order = await place('http')
    const text = await exported(order.id)
    const other = await place('box')
    const foreign = (await admin(`${orderPath('box', other.id)}/export`)).text
    for (const [orders, path] of [
      [[text, text.replace('"held"', '"sent"').replace('1', '2')], 'orders[1]'],
      [[foreign], 'orders[0]'],
      [['{}'], 'orders[0]'],
      [Array(501).fill(''), 'orders'],
    ] as const)
      expect(await restore(orders)).toMatchObject({ status: 422, json: { problems: [{ path }] } })
    expect((await restore(['x'.repeat(24_000_001)])).status).toBe(413)
    expect((await admin('/suppliers/http/restore', { method: 'POST', body: '{"orders":[]}' })).json).toMatchObject({
      problems: [{ path: 'by' }],
    })
    expect((await admin('/suppliers/http/restore', { method: 'POST', body: 'x' })).status).toBe(422)
    expect((await act('/suppliers/nobody/restore', { orders: [] })).status).toBe(404)
    expect((await admin(`${orderPath('http', posted({}).id)}/export`)).status).toBe(404)
  })
})
