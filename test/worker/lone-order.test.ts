import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Outbox } from '../../src/platform/outbox-object.ts'
import type { CountingSql } from '../../src/platform/sql.ts'
import { delivery, place, soon } from './door.ts'
import { setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(setSecrets)
beforeEach(() => void openSink())

const DAY = 86_400_000
const PURGE_ROWS = 3
const object = () => env.OUTBOX.getByName('lone')
/** Rows written since the object woke, as Cloudflare bills them. */
const written = () =>
  runInDurableObject(object(), (instance: Outbox) => (instance as unknown as { sql: CountingSql }).sql.written())

/** Counts each `setAlarm` of the object, which Cloudflare bills as a row. */
async function countAlarms(): Promise<() => number> {
  let count = 0
  await runInDurableObject(object(), (_, { storage }) => {
    const setAlarm = storage.setAlarm.bind(storage)
    vi.spyOn(storage, 'setAlarm').mockImplementation((at) => {
      count++
      return setAlarm(at)
    })
  })
  return () => count
}

describe('an order that comes alone', () => {
  it('costs 9 rows and 1 alarm until it is delivered, and 3 rows more when it is purged', async () => {
    const first = await place('lone')
    await soon(async () => expect((await delivery('lone', first.id, 'erp')).state).toBe('delivered'))
    await runDurableObjectAlarm(object())
    await evictDurableObject(object())
    const alarms = await countAlarms()
    const before = await written()
    const order = await place('lone')
    await soon(async () => expect((await delivery('lone', order.id, 'erp')).state).toBe('delivered'))
    const delivered = (await written()) - before
    await runDurableObjectAlarm(object())
    const settled = (await written()) - before
    expect([delivered, settled, alarms()]).toEqual([9, 9, 1])

    const purged = await runInDurableObject(object(), (instance: Outbox, { storage: { sql } }) => {
      sql.exec('UPDATE versions SET accepted_at = accepted_at - ?', 100 * DAY)
      return instance.ask('purge')
    })
    expect(purged).toBe(2)
    // The position of the daily round and the merge of the search index are one row each for 100 orders.
    const rows = ((await written()) - before - settled - 2) / 2
    expect(rows).toBe(PURGE_ROWS)
  })
})
