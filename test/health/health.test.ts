import { describe, expect, it } from 'vitest'
import { checkHealth, type HealthPorts, isHealthy } from '../../src/health/health.ts'
import { pingHeartbeat } from '../../src/health/heartbeat.ts'
import type { OutboxHealth } from '../../src/outbox/health.ts'
import { MORNING, manualClock } from '../fakes/clock.ts'
import { failingSql, nodeSql } from '../fakes/node-sql.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { cut, scriptedWire } from '../fakes/wire.ts'
import { rowsIn } from '../outbox/ledger.ts'

const MINUTE = 60_000
const WELL: OutboxHealth = {
  canStore: true,
  overdueSince: null,
  polledAt: MORNING,
  pollFailures: 0,
  unsentSince: null,
  storage: null,
}
const api = { clientId: 'API_ID', clientSecret: 'API_SECRET', since: '2026-11-01' }

const ports = (outboxHealth: Partial<OutboxHealth> = {}, more: Partial<HealthPorts> = {}): HealthPorts => ({
  gateway: { suppliers: { fresco: supplierWith({ api }) } },
  clock: manualClock(),
  outboxHealth: async () => ({ ...WELL, ...outboxHealth }),
  removed: async () => [],
  askSeen: async () => null,
  ...more,
})

const failing = async (given: HealthPorts) => (await checkHealth(given)).filter(({ ok }) => !ok).map(({ part }) => part)

describe('the health of the gateway', () => {
  it('is good when every part is', async () => {
    const parts = await checkHealth(ports())
    expect(isHealthy(parts)).toBe(true)
    expect(parts.map(({ part }) => part)).toEqual(['storage', 'alarms', 'alerts', 'poll', 'seen'])
  })

  it('tells how full the storage is, and when the storage is full', async () => {
    const use = { bytes: 7_000_000_000, limitBytes: 10_000_000_000, percent: 70, daysLeft: 6 }
    const [storage] = await checkHealth(ports({ storage: use }))
    expect(storage).toEqual({ part: 'storage', supplier: 'fresco', ok: true, use })
    const box = testOutbox({ ports: { storageBytes: () => 7_000_000_000 } })
    expect(box.outbox.health().storage).toEqual({ ...use, daysLeft: null })
  })

  it.each([
    ['alarms', { overdueSince: MORNING - 11 * MINUTE }],
    ['alerts', { unsentSince: MORNING - 31 * MINUTE }],
    ['poll', { polledAt: MORNING - 61 * MINUTE }],
    ['poll', { polledAt: null, pollFailures: 3 }],
    ['storage', { canStore: false }],
  ] as const)('names the failing part: %s', async (part, outboxHealth) => {
    expect(await failing(ports(outboxHealth))).toEqual([part])
  })

  it('tells of an outbox or a KV that fails', async () => {
    const fails = () => Promise.reject(new Error('down'))
    expect(await failing(ports({}, { outboxHealth: fails }))).toEqual(['storage'])
    expect(await failing(ports({}, { askSeen: fails }))).toEqual(['seen'])
  })

  it('fails and names a supplier that was removed with orders under way, or whose outbox does not answer', async () => {
    const record = { supplier: 'old', storageId: '~1', account: null, jurisdiction: null }
    for (const [left, text] of [
      [{ record, unsettled: 3, why: null }, 'Its open deliveries: 3.'],
      [{ record, unsettled: null, why: 'Its outbox does not answer.' }, 'Its outbox does not answer.'],
    ] as const) {
      const parts = await checkHealth(ports({}, { removed: async () => [left] }))
      expect(parts.filter(({ ok }) => !ok)).toEqual([
        { part: 'removed', supplier: 'old', ok: false, why: expect.stringContaining(text) },
      ])
    }
    expect(await failing(ports({}, { removed: () => Promise.reject(new Error('down')) }))).toEqual(['removed'])
  })

  it.each(['orders', 'versions', 'deliveries'])('fails while no order can be stored in %s', (table) => {
    let fails = true
    const test = testOutbox({
      sql: failingSql(nodeSql(), (query) => fails && query.startsWith(`INSERT INTO ${table} `)),
    })
    expect(test.outbox.health().canStore).toBe(false)
    fails = false
    expect(test.outbox.health().canStore).toBe(true)
  })

  it('tries to store an order and leaves nothing of it', () => {
    const test = testOutbox({ supplier: supplierWith({ api: { ...api, marks: { fetched: true } } }) })
    const before = rowsIn(test.sql)
    expect(test.outbox.health().canStore).toBe(true)
    expect(rowsIn(test.sql)).toEqual(before)
    expect(test.alarm).toBeNull()
  })

  it('is good while a version waits behind one that a person is asked about, or an order behind its customer\u2019s earlier', async () => {
    const erp = { order: 'customer', unconfirmed: { policy: 'send', sendAfterSeconds: 3600 }, revisions: 'replace' }
    const test = testOutbox({ supplier: supplierWith({ whenUncertain: 'hold', routes: [httpRoute('erp', ERP, erp)] }) })
    test.wire.answers(ERP, cut)
    test.accept()
    await test.work()
    test.accept({ content: 5 })
    test.accept({ orderId: 'a', unconfirmed: true })
    test.accept({ orderId: 'b' })
    await test.pass(30 * MINUTE)
    expect(['order-1', 'a', 'b'].flatMap((orderId) => test.deliveries(orderId))).toEqual([
      ...['erp v1 held/uncertain maybe', 'erp v2 waiting no', 'erp v1 held/unconfirmed no', 'erp v1 waiting no'],
    ])
    expect(test.outbox.health().overdueSince).toBeNull()
  })

  it('sees an alarm that was lost, until the cron wakes the outbox', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, () => new Response(null, { status: 503 }))
    test.accept()
    await test.pass(1_000)
    expect(test.outbox.health().overdueSince).toBeNull()
    test.clock.advance(11 * MINUTE)
    const overdue = test.outbox.health().overdueSince
    expect(
      await failing(
        ports(
          { overdueSince: overdue },
          { clock: test.clock, outboxHealth: async () => ({ ...WELL, polledAt: null, overdueSince: overdue }) },
        ),
      ),
    ).toEqual(['alarms'])
    test.outbox.wake()
    await test.work()
    expect(test.outbox.health().overdueSince).toBeNull()
  })
})

describe('the heartbeat', () => {
  const secrets = fakeSecrets({ HEARTBEAT_URL: 'https://beats.example/ping' })
  const wireThat = (status: number) => {
    const wire = scriptedWire()
    wire.answers('https://beats.example/ping', () => new Response(null, { status }))
    return wire
  }

  it('is heard only while every part is well', async () => {
    const wire = wireThat(200)
    expect(await pingHeartbeat(await checkHealth(ports()), 'HEARTBEAT_URL', { wire, secrets })).toBe('sent')
    expect(await pingHeartbeat(await checkHealth(ports({ pollFailures: 3 })), 'HEARTBEAT_URL', { wire, secrets })).toBe(
      'withheld',
    )
  })

  it('is not sent where no address is set, and its failure is no fault of the gateway', async () => {
    const parts = await checkHealth(ports())
    expect(await pingHeartbeat(parts, 'OTHER', { wire: wireThat(200), secrets })).toBe('withheld')
    expect(await pingHeartbeat(parts, 'HEARTBEAT_URL', { wire: wireThat(500), secrets })).toBe('failed')
  })
})
