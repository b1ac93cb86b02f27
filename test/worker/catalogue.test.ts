import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { admin, delivery, pause, post, soon, view } from './door.ts'
import { line, posted } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(setSecrets)
beforeEach(() => void openSink())

const PATH = '/suppliers/tables/catalogue'
const enter = (article: string, row: object = {}) =>
  admin(`${PATH}/articles/${article}`, {
    method: 'PUT',
    body: JSON.stringify({ by: 'An', row: { article, ...row } }),
  })
const ordersOf = (article: string, count: number) =>
  Array.from({ length: count }, () => posted({ packages: [line(article, 1)] }))

/** The orders in the sequence in which their deliveries became due. */
const bySchedule = (ids: readonly string[]): Promise<string[]> =>
  runInDurableObject(env.OUTBOX.getByName('tables'), (_, { storage }) =>
    storage.sql
      .exec<{ id: string }>(
        'SELECT order_id AS id FROM deliveries WHERE order_id IN (SELECT value FROM json_each(?)) ORDER BY due_since',
        JSON.stringify(ids),
      )
      .toArray()
      .map(({ id }) => id),
  )

describe('an entry of the catalogue', () => {
  it('counts for the next order of an instance that held a copy from before', async () => {
    const [first, second] = [posted({ packages: [line('N-1', 1)] }), posted({ packages: [line('N-1', 1)] })]
    expect((await post('tables', first)).json).toMatchObject({ status: 'held', holdReason: 'unknown-article' })
    expect((await admin(`${PATH}/unknown`)).json.unknown).toContainEqual(expect.objectContaining({ key: 'N-1' }))
    expect((await enter('N-1', { erpArticle: 'E-1' })).status).toBe(200)
    expect((await post('tables', second)).json.status).toBe('accepted')
    const document = () => admin(`/orders/tables/${second.id}/documents/erp`)
    await soon(async () => expect((await document()).text).toContain('E-1'))
    await soon(async () => expect((await delivery('tables', first.id, 'erp')).state).not.toBe('held'))
  })

  it('releases every held order once and in the order of acceptance, though the objects are killed meanwhile', async () => {
    const orders = ordersOf('N-2', 60)
    for (const order of orders) await post('tables', order)
    const ids = orders.map(({ id }) => id)
    await enter('N-2')
    for (let kill = 0; kill < 3; kill++) {
      await pause(20)
      await abortAllDurableObjects()
    }
    const states = async () => Promise.all(ids.map(async (id) => (await delivery('tables', id, 'erp')).state))
    await soon(async () => expect(await states()).not.toContain('held'))
    expect(await bySchedule(ids)).toEqual(ids)
    for (const id of ids) {
      const { timeline } = await view('tables', id)
      expect(timeline.filter(({ event }) => event === 'release')).toHaveLength(1)
    }
  })
})
