import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { LONE_ORDER } from '../../bench/lone-order.ts'
import type { Outbox } from '../../src/platform/outbox-object.ts'
import type { CountingSql } from '../../src/platform/sql.ts'
import { delivery, place, soon } from './door.ts'
import { setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(setSecrets)
beforeEach(() => void openSink())

const DAY = 86_400_000
const object = (supplier: string) => env.OUTBOX.getByName(supplier)
/** Rows written since the object woke, as Cloudflare bills them. */
const written = (supplier: string) =>
  runInDurableObject(object(supplier), (instance: Outbox) =>
    (instance as unknown as { sql: CountingSql }).sql.written(),
  )

/** Counts each `setAlarm` of the object, which Cloudflare bills as a row. */
async function countAlarms(supplier: string): Promise<() => number> {
  let count = 0
  await runInDurableObject(object(supplier), (_, { storage }) => {
    const setAlarm = storage.setAlarm.bind(storage)
    vi.spyOn(storage, 'setAlarm').mockImplementation((at) => {
      count++
      return setAlarm(at)
    })
  })
  return () => count
}

describe('an order that comes alone', () => {
  it.each([
    { supplier: 'lone', how: 'is sent at once', routes: ['erp'], cost: LONE_ORDER.atOnce },
    { supplier: 'unhurried', how: 'waits for the default time', routes: ['erp'], cost: LONE_ORDER.byDefault },
    { supplier: 'pair', how: 'goes out by two routes', routes: ['erp', 'wms'], cost: LONE_ORDER.twoRoutes },
  ])('costs what bench/lone-order.ts says where it $how', async ({ supplier, routes, cost }) => {
    const deliverOne = async () => {
      const { id } = await place(supplier)
      for (const route of routes)
        await soon(async () => expect((await delivery(supplier, id, route)).state).toBe('delivered'))
    }
    await deliverOne()
    await runDurableObjectAlarm(object(supplier))
    await evictDurableObject(object(supplier))
    const alarms = await countAlarms(supplier)
    const before = await written(supplier)
    await deliverOne()
    const delivered = (await written(supplier)) - before
    await runDurableObjectAlarm(object(supplier))
    const settled = (await written(supplier)) - before
    expect([delivered, settled, alarms()]).toEqual([cost.rows, cost.rows, cost.alarms])

    const purged = await runInDurableObject(object(supplier), (instance: Outbox, { storage: { sql } }) => {
      sql.exec('UPDATE versions SET accepted_at = accepted_at - ?', 100 * DAY)
      return instance.ask('purge')
    })
    expect(purged).toBe(2)
    // The position of the daily round and the merge of the search index are one row each for 100 orders.
    const purgeRows = ((await written(supplier)) - before - settled - 2) / 2
    expect(purgeRows).toBe(cost.purgeRows)
  })
})

it('an order by one route writes at most 13 rows, with its purge, and sets one alarm', () => {
  for (const { rows, purgeRows, alarms } of [LONE_ORDER.atOnce, LONE_ORDER.byDefault])
    expect([rows + purgeRows <= 13, alarms]).toEqual([true, 1])
})
