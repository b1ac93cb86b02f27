import { createExecutionContext, createScheduledController, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outboxRecords } from '../../src/platform/outbox-records.ts'
import worker from '../../src/worker.ts'
import recorded from '../upgrade/0771201.sql?raw'
import { act, admin } from './door.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

let sink: Sink
beforeAll(async () => {
  setSecrets()
  await runInDurableObject(env.OUTBOX.getByName('old'), (_, { storage }) => {
    for (const statement of recorded.split(/(?<=;\n)(?=CREATE|INSERT)/)) storage.sql.exec(statement)
  })
})
beforeEach(async () => {
  sink = openSink()
  await outboxRecords(env).keep({ supplier: 'old', storageId: 'old', account: null, jurisdiction: null })
})

const firstOrder = async (): Promise<string> => (await admin('/orders?supplier=old')).json.orders[0].orderId

describe('a supplier that the configuration no longer has', () => {
  it('stays readable: its orders, routes and exports, from storage that an earlier gateway wrote', async () => {
    expect((await admin('/suppliers')).json).toMatchObject({
      suppliers: expect.not.arrayContaining(['old']),
      outboxes: expect.arrayContaining([{ supplier: 'old', movedTo: null }]),
    })
    const orderId = await firstOrder()
    const path = `/orders/old/${encodeURIComponent(orderId)}`
    expect((await admin(path)).json).toMatchObject({ supplier: 'old', orderId })
    expect((await admin(`${path}/export`)).text).toContain('"sha256"')
    expect((await admin('/suppliers/old/outbox')).json).toEqual({
      storageId: 'old',
      missing: null,
      configured: false,
      use: null,
    })
    const { routes } = (await admin('/suppliers/old/routes')).json
    expect(routes.length).toBeGreaterThan(0)
    expect(routes).toEqual(routes.map(() => expect.objectContaining({ state: 'gone' })))
  })

  it('answers every action that its orders are read only, and a name that never was with 404', async () => {
    const orderId = encodeURIComponent(await firstOrder())
    for (const path of [
      `/orders/old/${orderId}/discard`,
      '/suppliers/old/routes/erp/pause',
      '/suppliers/old/restore',
    ]) {
      const { status, json } = await act(path, { note: 'No.' })
      expect([path, status, json.problems[0].message]).toEqual([path, 409, expect.stringContaining('--rename old=NEW')])
      expect((await act(path.replace('old', 'never'), { note: 'No.' })).status).toBe(404)
    }
    expect((await admin('/suppliers/never/routes')).status).toBe(404)
    expect((await admin('/orders?supplier=never')).status).toBe(404)
  })

  it('is alerted once while its orders are under way, and named by the deep health', async () => {
    const alerts = () => sink.alerts.filter(({ kind, supplier }) => kind === 'removed' && supplier === 'old')
    for (const _ of [1, 2]) await worker.scheduled(createScheduledController(), env, createExecutionContext())
    expect(alerts()).toHaveLength(1)
    expect(alerts()[0]?.text).toMatch(/no longer has supplier old.*deliveries not settled: [1-9]/)
    const { removed } = await parts()
    expect(removed).toMatchObject({ supplier: 'old', ok: false })
  })

  it('gives its orders to its new name only, and is then no trouble', async () => {
    const orderId = await firstOrder()
    const { text } = await admin(`/orders/old/${encodeURIComponent(orderId)}/export`)
    const restored = (supplier: string, more: object) =>
      act(`/suppliers/${supplier}/restore`, { orders: [text], ...more })
    expect((await restored('hold', {})).json.problems[0].message).toContain('It is an order of old')
    expect((await restored('hold', { renamedFrom: 'http' })).json.problems[0]).toMatchObject({ path: 'renamedFrom' })
    expect((await restored('hold', { renamedFrom: 'old' })).json.orders).toMatchObject([
      { orderId, outcome: 'restored' },
    ])
    expect((await admin(`/orders/hold/${encodeURIComponent(orderId)}`)).json).toMatchObject({
      supplier: 'hold',
      orderId,
    })

    expect((await act('/suppliers/old/moved', {})).status).toBe(422)
    expect((await act('/suppliers/old/moved', { to: 'never' })).status).toBe(404)
    expect((await act('/suppliers/http/moved', { to: 'hold' })).status).toBe(409)
    expect((await act('/suppliers/never/moved', { to: 'hold' })).status).toBe(404)
    expect((await act('/suppliers/old/moved', { to: 'hold' })).json).toEqual({ supplier: 'old', movedTo: 'hold' })
    const { routes } = (await admin('/suppliers/old/routes')).json
    expect(routes.length).toBeGreaterThan(0)
    const held = await admin('/orders?supplier=old&state=pending')
    expect(held.json.orders).toEqual([])
    expect((await admin('/suppliers')).json.outboxes).toContainEqual({ supplier: 'old', movedTo: 'hold' })
  })

  it('gives the numbers that people entered, with their history, to its new name', async () => {
    await runInDurableObject(env.OUTBOX.getByName('old'), (_, { storage }) => {
      storage.sql.exec(`INSERT INTO catalogue_entries (version, kind, key, entry, undoes, at, by, note, order_id) VALUES
        (5, 'article', '3105', '{"article":"3105","erpArticle":"303105","weighted":false}', NULL, 5, 'An', 'spring', NULL)`)
    })
    const { numbers, next } = (await admin('/suppliers/old/catalogue/entries')).json
    expect({ numbers, next }).toEqual({
      numbers: [{ kind: 'article', key: '3105', history: [expect.objectContaining({ at: 5, by: 'An' })] }],
      next: null,
    })
    const restored = await act('/suppliers/hold/catalogue/restore', { numbers })
    expect(restored.json.numbers).toEqual([{ kind: 'article', key: '3105', outcome: 'restored' }])
    expect((await admin('/suppliers/hold/catalogue/articles/3105')).json).toMatchObject({
      effective: { erpArticle: '303105' },
      entry: { by: 'An', note: 'spring', at: '1970-01-01T00:00:00.005Z' },
    })
    expect((await act('/suppliers/old/catalogue/restore', { numbers })).status).toBe(409)
  })

  it('is no trouble once another supplier has its orders', async () => {
    await outboxRecords(env).keep({
      ...{ supplier: 'old', storageId: 'old', account: null, jurisdiction: null },
      movedTo: 'http',
    })
    await worker.scheduled(createScheduledController(), env, createExecutionContext())
    expect(sink.alerts.filter(({ kind }) => kind === 'removed')).toEqual([])
    expect(await parts()).toEqual({ removed: undefined })
    const answer = await act(`/orders/old/${encodeURIComponent(await firstOrder())}/discard`, { note: 'No.' })
    expect(answer.json.problems[0].message).toContain('with supplier http now')
  })
})

async function parts() {
  const { json } = await admin('/../healthz?deep=1')
  return { removed: json.parts.find(({ part }: { part: string }) => part === 'removed') }
}
