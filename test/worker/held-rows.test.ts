import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { copyOrder } from '../../bench/console-orders.ts'
import { deskView } from '../../src/outbox/desk-view.ts'
import { listOrders } from '../../src/outbox/order-list.ts'
import { objectSql } from '../../src/platform/sql.ts'
import { countingSql } from './counting-sql.ts'
import { place } from './door.ts'
import { setSecrets } from './secrets.ts'

/** Two suppliers with the same orders. Of one, 200 orders are held; of the other, 5,000. */
const HELD = { forgetful: 200, dated: 5_000 } as const
type Name = keyof typeof HELD
const ORDERS = 6_000
const DAYS = { date: '2026-11-24', zone: 'UTC', today: 0, yesterday: 0 }

beforeAll(async () => {
  setSecrets()
  for (const name of ['forgetful', 'dated'] as const) {
    await place(name)
    await runInDurableObject(env.OUTBOX.getByName(name), (_, { storage }) => {
      copyOrder(objectSql(storage), ORDERS, Date.now())
      storage.sql.exec(
        `UPDATE deliveries SET state = 'held', reached = 'no', hold_reason = 'quantity', next_at = 8640000000000000
         WHERE order_id IN (SELECT id FROM orders ORDER BY seq LIMIT ${HELD[name]})`,
      )
      storage.sql.exec('UPDATE versions SET cut_off = accepted_at')
    })
  }
})

/** The rows that the work reads. */
const rowsOf = (name: Name, work: (sql: ReturnType<typeof countingSql>['sql']) => unknown): Promise<number> =>
  runInDurableObject(env.OUTBOX.getByName(name), (_, { storage }) => {
    const { sql, counts } = countingSql(storage)
    work(sql)
    return counts.read
  })

describe('the first page of held orders', () => {
  it('reads as many rows with 5,000 held orders as with 200', async () => {
    const page = { state: 'held', text: null, before: null, limit: 50 } as const
    const [few, many] = [
      await rowsOf('forgetful', (sql) => listOrders(sql, 'forgetful', page)),
      await rowsOf('dated', (sql) => listOrders(sql, 'dated', page)),
    ]
    expect(few).toBeGreaterThan(100)
    expect(many).toBeLessThanOrEqual(few * 1.5)
  })

  it('reads on Today the deliveries that it lists, and no other held delivery', async () => {
    const desk = (sql: Parameters<typeof deskView>[0]) => deskView(sql, DAYS, Date.now(), {})
    const [few, many] = [await rowsOf('forgetful', desk), await rowsOf('dated', desk)]
    expect(few).toBeGreaterThan(800)
    // Four rows for each of the 2,000 deliveries that Today lists, and 2,000 for the count.
    expect(many).toBeLessThanOrEqual(few + 4 * 2_000 + 2_000)
  })
})
