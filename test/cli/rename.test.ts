import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDeploy } from '../../src/cli/deploy.ts'
import { rename } from '../../src/cli/rename.ts'
import type { OutboxRecord } from '../../src/outbox/earlier-history.ts'
import { openRemovedOutbox } from '../../src/supplier/removed-outbox.ts'
import { articleRow } from '../fakes/catalogue.ts'
import { examplesIn } from '../fakes/help-examples.ts'
import { ERP } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { fakePendingCalls } from '../fakes/pending-calls.ts'
import { remoteOutbox, serveApp } from '../fakes/served-outbox.ts'
import { temporaryFolder } from '../fakes/temporary-folder.ts'
import { status } from '../fakes/wire.ts'

/** A running gateway with supplier `old`, whose next configuration calls the supplier `fresco`. */
async function gatewayWithOrders() {
  const old = testOutbox({ storageId: '~0000000000000001d' })
  old.wire.answers(ERP, status(200))
  for (const orderId of ['a', 'b']) old.accept({ orderId })
  await old.work()
  old.accept({ orderId: 'c', starts: { erp: { state: 'held', reason: 'quantity' } } })
  const missing = { cause: 'renamed', supplier: 'old', before: null, now: null } as const
  const fresh = testOutbox({ earlier: missing })
  fresh.wire.answers(ERP, status(200))
  const suppliers: Record<string, typeof old.supplier> = { old: old.supplier }
  const records: OutboxRecord[] = [
    { supplier: 'old', storageId: '~0000000000000001d', account: null, jurisdiction: null },
  ]
  const kept = { old: fakePendingCalls(), fresco: fakePendingCalls() }
  let restores = 0
  let cutAt = Number.POSITIVE_INFINITY
  const served = await serveApp({
    gateway: { suppliers } as never,
    clock: old.clock,
    records: {
      list: async () => records,
      keep: async (record) => void records.splice(0, 1, record),
    },
    pending: (name) => kept[name === 'old' ? 'old' : 'fresco'].pending,
    outbox: (name) => {
      if (name === 'fresco') {
        if (++restores > cutAt) throw new Error('cut')
        return remoteOutbox(fresh.outbox)
      }
      return remoteOutbox(
        Object.hasOwn(suppliers, 'old') ? old.outbox : openRemovedOutbox({ ...old.ports, name: 'old' }),
      )
    },
  })
  return {
    ...served,
    old,
    fresh,
    records,
    kept,
    cutAfter(calls: number) {
      cutAt = restores + calls
    },
    /** What `wrangler deploy` does. */
    deployed() {
      delete suppliers.old
      suppliers.fresco = fresh.supplier
    },
  }
}

const at = temporaryFolder()
let file = ''
let said: string[] = []
let gateway: Awaited<ReturnType<typeof gatewayWithOrders>>
beforeEach(async () => {
  file = at('gateway.json')
  said = []
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line: unknown) => void said.push(String(line)))
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  gateway = await gatewayWithOrders()
  configured('fresco')
})
afterEach(() => {
  gateway.close()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

function configured(...names: string[]): void {
  const supplier = {
    ...{ name: 'Fresco', timeZone: 'UTC', webhook: { secrets: ['S'] } },
    routes: [{ name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'T' } }],
  }
  const suppliers = Object.fromEntries(names.map((name) => [name, supplier]))
  writeFileSync(file, JSON.stringify({ publicUrl: gateway.url, suppliers }))
}

let deploys = 0
const deploy = createDeploy(
  async () => {
    deploys++
    gateway.deployed()
    return 0
  },
  async () => {},
)
const run = (...words: string[]) => deploy.run(['--config', file, ...words])
const there = (orderId: string) => gateway.fresh.deliveries(orderId)

describe('orderbridge deploy', () => {
  it('refuses what may be a rename of a supplier with orders, and names the two things that a person can do', async () => {
    const before = deploys
    expect(await run()).toBe(1)
    expect(deploys).toBe(before)
    expect(said.join('\n')).toContain("Supplier 'old' has orders, and the configuration has 'fresco' in its place.")
    expect(said.join('\n')).toContain('npx orderbridge deploy --rename old=fresco')
    expect(said.join('\n')).toContain('npx orderbridge deploy --leave-behind')
    expect(await run('--leave-behind')).toBe(0)
  })

  it('lets a supplier be added beside one that stays', async () => {
    configured('old', 'fresco')
    expect(await run()).toBe(0)
  })

  it('moves the orders with --rename: known under the new name, what is not settled is held, and new orders are sent', async () => {
    const example = examplesIn(deploy.help).find((words) => words.includes('--rename')) ?? []
    expect(example).toEqual(['--rename', 'old=fresco'])
    expect(await run(...example)).toBe(0)
    expect(said.join('\n')).toContain('3 orders restored, 1 of them held for you to look at; 0 were there already.')
    expect([there('a'), there('c')]).toEqual([['erp v1 delivered yes'], ['erp v1 held/restored maybe']])
    expect(gateway.fresh.accept({ orderId: 'a' })?.status).toBe('duplicate')
    gateway.fresh.accept({ orderId: 'd' })
    await gateway.fresh.work()
    expect(there('d')).toEqual(['erp v1 delivered yes'])
    expect(gateway.fresh.wire.calls).toHaveLength(1)
    expect(gateway.records).toMatchObject([{ supplier: 'old', movedTo: 'fresco' }])
    expect(
      gateway.fresh.outbox
        .list({ state: null, text: null, limit: 9, before: null })
        .rows.map(({ order }) => order.orderId),
    ).toEqual(['d', 'c', 'b', 'a'])
  })

  it('moves the entries of the catalogue with --rename, and names those that differ', async () => {
    gateway.old.outbox.enterRow(articleRow('3105', { erpArticle: '303105' }), { by: 'An', orderId: 'c' }, null)
    gateway.old.outbox.enterRow(articleRow('3106', { erpArticle: '303106' }), { by: 'An' }, null)
    gateway.fresh.outbox.enterRow(articleRow('3106', { erpArticle: 'another' }), { by: 'Jo' }, null)
    expect(await run('--rename', 'old=fresco')).toBe(1)
    expect(said.join('\n')).toContain('Catalogue: 1 number restored; 0 were there already.')
    expect(said.join('\n')).toContain('1 number left alone, because another row counts in the gateway: article 3106')
    const row = (key: string) => gateway.fresh.outbox.catalogueRow('article', key)
    expect(row('3105')).toMatchObject({ effective: { erpArticle: '303105' }, entry: { by: 'An', orderId: 'c' } })
    expect(row('3106')?.effective).toMatchObject({ erpArticle: 'another' })
    expect(gateway.records).toMatchObject([{ supplier: 'old', movedTo: 'fresco' }])
  })

  it('sends what a person releases under the key and with the bytes that it had under the old name', async () => {
    gateway.old.wire.answers(ERP, status(503))
    gateway.old.accept({ orderId: 'e' })
    await gateway.old.work()
    await run('--rename', 'old=fresco')
    expect(there('e')).toEqual(['erp v1 held/restored maybe'])
    gateway.fresh.outbox.release('e', { by: 'jo' })
    await gateway.fresh.work()
    const { key, body } = gateway.old.wire.calls.at(-1) ?? {}
    expect(gateway.fresh.wire.calls).toMatchObject([{ key, body }])
  })

  it('leaves nothing behind that the old name would send if it came back', async () => {
    gateway.old.wire.answers(ERP, status(503))
    gateway.old.accept({ orderId: 'e' })
    await gateway.old.work()
    await run('--rename', 'old=fresco')
    const sent = gateway.old.wire.calls.length
    gateway.old.wire.answers(ERP, status(200))
    gateway.old.reopen()
    await gateway.old.pass(3_600_000)
    expect(gateway.old.wire.calls).toHaveLength(sent)
    expect(gateway.old.deliveries('e')).toEqual(['erp v1 held/restored maybe'])
    expect(gateway.old.outbox.recordDue({ account: null, jurisdiction: null })).not.toHaveProperty('movedTo')
  })

  it('sends what the old outbox had still to say: alerts, grouped alerts and mails to customers', async () => {
    const { old, fresh } = gateway
    old.outbox.tell({ kind: 'access', why: 'It answers 403.' })
    old.outbox.tell({ kind: 'wording', orderId: 'a', why: 'Letters were replaced.', among: 'many' })
    old.sql.all(`INSERT INTO customer_notices (order_id, digest, version, at, recipient, subject, text, next_at)
      VALUES ('c', 'd', 1, 0, 'chef@bistro.example', 'Your order', 'It waits.', 1)`)
    expect(await run('--rename', 'old=fresco')).toBe(0)
    expect(fresh.sql.all('SELECT order_id, recipient, next_at FROM customer_notices')).toEqual([
      { order_id: 'c', recipient: 'chef@bistro.example', next_at: 1 },
    ])
    fresh.sql.all('DELETE FROM customer_notices')
    await fresh.work()
    expect(fresh.troubles).toContainEqual(expect.objectContaining({ kind: 'access' }))
    expect(fresh.troubles).toContainEqual(
      expect.objectContaining({ kind: 'wording', count: 1, orders: [{ orderId: 'a', orderNumber: 'PO-a' }] }),
    )
    old.alerts.splice(0)
    old.reopen()
    await old.pass(3_600_000)
    expect(old.alerts).toEqual([])
  })

  it('makes the calls that ended requests had left for the old name', async () => {
    const [{ request } = { request: '' }] = gateway.old.sql.all<{ request: string }>(
      "SELECT first_request AS request FROM versions WHERE order_id = 'a'",
    )
    const { old, fresco } = gateway.kept
    const broken = { orderId: 'z', orderNumber: 'Z', customer: null, problems: '[]' }
    await old.pending.add('0', { kind: 'keep-refused', order: { ...broken, body: null as unknown as Uint8Array } })
    await old.pending.add('1', { kind: 'withdraw', orderId: 'a', requestId: request, doubt: 'answered-error' })
    expect(await run('--rename', 'old=fresco')).toBe(0)
    // A call that fails is left for the cron, at the new name.
    expect([[...old.calls.keys()], [...fresco.calls.keys()]]).toEqual([[], ['0']])
    await gateway.fresh.work()
    expect(gateway.fresh.troubles).toContainEqual(expect.objectContaining({ kind: 'sent-unconfirmed', orderId: 'a' }))
  })

  it.each([1, 2, 3, 4])('goes on where a move was cut at call %i to the new outbox', async (calls) => {
    gateway.cutAfter(calls - 1)
    expect(await run('--rename', 'old=fresco')).toBe(1)
    expect(said.join('\n')).toContain('npx orderbridge rename old=fresco')
    expect(gateway.records[0]?.movedTo).toBeUndefined()
    gateway.cutAfter(Number.POSITIVE_INFINITY)
    expect(await rename.run(['old=fresco', '--url', gateway.url])).toBe(0)
    expect(await run('--rename', 'old=fresco')).toBe(0)
    expect([there('a'), there('c')]).toEqual([['erp v1 delivered yes'], ['erp v1 held/restored maybe']])
    expect(gateway.records).toMatchObject([{ movedTo: 'fresco' }])
    expect(gateway.fresh.outbox.storage().missing).toBeNull()
  })

  it('moves nothing from a supplier that is still configured, unknown, or moved elsewhere', async () => {
    await expect(run('--rename', 'fresco=old')).rejects.toThrow("still has supplier 'fresco'")
    await expect(run('--rename', 'old=vega')).rejects.toThrow("no supplier 'vega'")
    await expect(run('--rename', 'old')).rejects.toThrow('two names')
    expect(await run('--rename', 'never=fresco')).toBe(1)
    expect(said.join('\n')).toContain("The gateway has no orders of 'never'.")
    Object.assign(gateway.records[0] ?? {}, { movedTo: 'vega' })
    expect(await run('--rename', 'old=fresco')).toBe(1)
    expect(said.join('\n')).toContain("The orders of 'old' were moved to 'vega' before.")
  })
})

it.each(examplesIn(rename.help).map((words) => ({ words })))('rename runs the example $words', async ({ words }) => {
  gateway.deployed()
  expect(await rename.run([...words, '--url', gateway.url])).toBe(0)
  expect(there('a')).toEqual(['erp v1 delivered yes'])
})
