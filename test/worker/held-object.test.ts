import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { indexNext, SEARCHED_EVENTS, SEARCHED_ORDERS } from '../../src/outbox/search/search-index.ts'
import type { Outbox } from '../../src/platform/outbox-object.ts'
import type { CountingSql } from '../../src/platform/sql.ts'
import type { OutboxCalls } from '../../src/supplier/removed-outbox.ts'
import { place } from './door.ts'
import { setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(setSecrets)
beforeEach(() => void openSink())

const ORDERS = 20_000
const DAY = 86_400_000
/** A row takes up to 5 microseconds, so a call with more rows may hold the object for more than 50 ms. */
const MOST_ROWS = 10_000
/** The first page reads the newest orders one after the other, which took 9 ms in an outbox of a million orders. */
const MOST_ROWS_OF_DESK = 15_000

/** Settled orders of 200 days, 5,000 of today, each with an action. */
function fill({ sql }: DurableObjectStorage, now: number): void {
  sql.exec(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ORDERS})
     INSERT INTO orders (id, number, customer, version, first_at, placed_at, search_text)
     SELECT 'old-' || i, 'PO-' || i, 'C-' || (i % 500), 1, at, at, 'old-' || i || char(10) || 'po-' || i FROM
       (SELECT i, iif(i <= ${(ORDERS * 3) / 4}, ?1 - 200 * ${DAY} + i * 1000000, ?1 - 1000) AS at FROM n)`,
    now,
  )
  sql.exec(
    `INSERT INTO versions (order_id, version, digest, accepted_at, source, first_request, requests, status, metadata)
     SELECT id, 1, id, first_at, 'webhook', id, '[]', 'accepted', '{}' FROM orders WHERE id LIKE 'old-%'`,
  )
  sql.exec(
    `INSERT INTO deliveries (order_id, version, route, state, reached, purpose, due_since, primary_route, delivered_at)
     SELECT id, 1, 'erp', 'delivered', 'yes', 'original', first_at, 'erp', first_at FROM orders WHERE id LIKE 'old-%'`,
  )
  sql.exec(
    "INSERT INTO events (at, by, action, order_id, search_text) SELECT first_at, 'ann', 'done', id, 'ann' FROM orders",
  )
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

describe('the object of a supplier with many orders', () => {
  it('is never held by a call that reads or writes more rows than 50 ms allow', async () => {
    await place('lone')
    const object = env.OUTBOX.getByName('lone')
    const long = await runInDurableObject(object, async (instance: Outbox, { storage }) => {
      const { sql } = instance as unknown as { sql: CountingSql }
      const now = Date.now()
      const tooLong: string[] = []
      async function ask<Name extends keyof OutboxCalls>(name: Name, ...args: Parameters<OutboxCalls[Name]>) {
        const before = sql.read() + sql.written()
        const result = await instance.ask(name, ...args)
        const rows = sql.read() + sql.written() - before
        if (rows > (name === 'desk' ? MOST_ROWS_OF_DESK : MOST_ROWS))
          tooLong.push(`${name} ${JSON.stringify(args)}: ${rows} rows`)
        return result
      }
      await ask('makeStatements')
      fill(storage, now)
      for (let calls = 0; calls < 12; calls++) await ask('wake')
      for (const searched of [SEARCHED_ORDERS, SEARCHED_EVENTS]) while (indexNext(sql, searched, 200));
      const list = { state: null, text: null, limit: 26, before: null }
      for (const query of [{}, { to: day(now - 150 * DAY) }, { text: 'po-777' }, { text: 'no such order' }])
        await ask('list', { ...list, ...query })
      for (const state of ['refused', 'held', 'pending', 'settled', 'discarded'] as const)
        await ask('list', { ...list, state })
      for (const date of [day(now), day(now + DAY)]) {
        while (await ask('countToday', date));
        await ask('statementsOn', date)
      }
      await ask('desk')
      await ask('breakGlass')
      await ask('orderCounts')
      await ask('metrics')
      await ask('routes')
      await ask('health')
      await ask('alerts')
      await ask('unknownNumbers')
      await ask('events', 50)
      await ask('events', 50, { text: 'ann' })
      await ask('takeBreakGlassPage')
      await ask('view', 'old-1')
      sql.all(`UPDATE versions SET accepted_at = accepted_at - ${1_000 * DAY}`)
      await ask('purge')
      return tooLong
    })
    expect(long).toEqual([])
  })
})
