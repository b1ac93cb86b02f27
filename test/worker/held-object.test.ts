import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { indexNext, SEARCHED_EVENTS, SEARCHED_ORDERS } from '../../src/outbox/search/search-index.ts'
import type { Outbox } from '../../src/platform/outbox-object.ts'
import type { CountingSql } from '../../src/platform/sql.ts'
import { type OutboxCalls, openRemovedOutbox } from '../../src/supplier/removed-outbox.ts'
import { place } from './door.ts'
import { CALLS, DAY, day } from './every-call.ts'
import { setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(setSecrets)
beforeEach(() => void openSink())

const ORDERS = 20_000
/** A row takes up to 5 microseconds, so a call with more rows may hold the object for more than 50 ms. */
const MOST_ROWS = 10_000

/** Orders of 200 days, 5,000 of today and for today, each with an action. Half of them wait for the receiver. */
function fill({ sql }: DurableObjectStorage, now: number): void {
  sql.exec(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ORDERS})
     INSERT INTO orders (id, number, customer, version, first_at, placed_at, search_text)
     SELECT 'old-' || i, 'PO-' || i, 'C-' || (i % 500), 1, at, at, 'old-' || i || char(10) || 'po-' || i FROM
       (SELECT i, iif(i <= ${(ORDERS * 3) / 4}, ?1 - 200 * ${DAY} + i * 1000000, ?1 - 1000) AS at FROM n)`,
    now,
  )
  sql.exec(
    `INSERT INTO versions (order_id, version, digest, delivery_date, accepted_at, source, first_request, requests, status, metadata)
     SELECT id, 1, id, iif(seq > ${(ORDERS * 3) / 4}, ?1, NULL), first_at, 'webhook', id, '[]', 'accepted', '{}'
     FROM orders WHERE id LIKE 'old-%'`,
    day(now),
  )
  sql.exec(
    `INSERT INTO deliveries (order_id, version, route, state, reached, purpose, due_since, primary_route, delivered_at, next_at)
     SELECT id, 1, 'erp', iif(seq % 2, 'delivered', 'waiting'), iif(seq % 2, 'yes', 'no'), 'original', first_at, 'erp',
       iif(seq % 2, first_at, NULL), iif(seq % 2, NULL, first_at) FROM orders WHERE id LIKE 'old-%'`,
  )
  sql.exec(
    "INSERT INTO events (at, by, action, order_id, search_text) SELECT first_at, 'ann', 'done', id, 'ann' FROM orders",
  )
}

interface Complete {
  /** The rows for 10,000 waiting orders, so that no change makes the call longer unnoticed. */
  readonly rows: number
  readonly why: string
}

/** The calls that read or change every open delivery. The times are CPU for 10,000 waiting orders, measured in Node. */
const COMPLETE: Readonly<Partial<Record<keyof OutboxCalls, Complete>>> = {
  statementsOn: {
    rows: 60_000,
    why: 'A statement counts every order that waits, and names the oldest: 14 ms. A desk opens the page a few times a day.',
  },
  breakGlass: {
    rows: 56_000,
    why: 'A desk that works by hand must have each order, held orders first, then the oldest: 24 to 36 ms.',
  },
  metrics: {
    rows: 53_000,
    why: 'An alert of a monitor needs the true count of each state, and the age of the oldest order: 17 to 25 ms.',
  },
  orderCounts: {
    rows: 11_000,
    why: 'The settled orders are what the other states leave, so a bounded count would be wrong: 4 ms.',
  },
  listMailbox: {
    rows: 21_000,
    why: 'A system collects in the order of acceptance, so the list reads each uncollected document: 11 ms.',
  },
  heartbeat: { rows: 21_000, why: 'A courier gets the same list: 11 ms.' },
  moved: {
    rows: 160_000,
    why: 'The outbox of a removed supplier accepts and sends no order, so no other call waits: 126 ms, once.',
  },
  retryRoute: { rows: 68_000, why: 'Parts of a retry would cut interchanges in two: 44 to 54 ms, when a person asks.' },
}

/** The calls of an outbox whose supplier the configuration no longer has. */
const OF_REMOVED: ReadonlySet<string> = new Set(['unsentMessages', 'moved'])

describe('the object of a supplier with many orders', () => {
  it('is never held by a call that reads or writes more rows than 50 ms allow', async () => {
    await place('lone')
    const object = env.OUTBOX.getByName('lone')
    const long = await runInDurableObject(object, async (instance: Outbox, { storage }) => {
      const { sql } = instance as unknown as { sql: CountingSql }
      const now = Date.now()
      const tooLong: string[] = []
      const ask = <Name extends keyof OutboxCalls>(name: Name, ...args: Parameters<OutboxCalls[Name]>) =>
        watch(name, args, () => instance.ask(name, ...args))
      async function watch(name: keyof OutboxCalls, args: readonly unknown[], work: () => unknown) {
        const before = sql.read() + sql.written()
        await work()
        const rows = sql.read() + sql.written() - before
        if (rows > (COMPLETE[name]?.rows ?? MOST_ROWS)) tooLong.push(`${name} ${JSON.stringify(args)}: ${rows} rows`)
      }
      await ask('makeStatements')
      fill(storage, now)
      for (const searched of [SEARCHED_ORDERS, SEARCHED_EVENTS]) while (indexNext(sql, searched, 200));
      for (const name of Object.keys(CALLS) as (keyof OutboxCalls)[]) {
        if (name === 'purge') sql.all(`UPDATE versions SET accepted_at = accepted_at - ${1_000 * DAY}`)
        for (const args of CALLS[name](now)) await ask(name, ...args)
      }
      const removed = openRemovedOutbox({ name: 'lone', sql, clock: { now: () => now } })
      await watch('unsentMessages', [], removed.unsentMessages)
      await watch('moved', ['new-name'], () => removed.moved('new-name'))
      return tooLong
    })
    expect(long).toEqual([])
    const left = Object.keys(CALLS).filter((name) => !OF_REMOVED.has(name) && CALLS[name as 'desk'](0).length === 0)
    expect(left).toEqual([])
  })
})
