import { NEVER } from '../../src/outbox/schema.ts'
import { batchDeadline } from '../../src/profile/batch.ts'
import { createDiscardPromises } from './discard-promises.ts'
import { type Row, rowsOf } from './rows.ts'
import type { World } from './world.ts'

/** Promises of every history of a route with batches. */
export function createBatchPromises(
  world: World,
  touched: ReadonlySet<string>,
  answered: ReadonlySet<string>,
  people: boolean,
) {
  const bodies = new Map<string, string>()
  /** By order and version: the documents that may have arrived with the order. */
  const arrived = new Map<string, Set<string>>()
  const newest = new Map<string, number>()
  const discards = createDiscardPromises(world)
  let seen = 0

  const must = (holds: boolean, promise: string, about: unknown): void => {
    if (!holds) throw new Error(`${promise}: ${JSON.stringify(about)}`)
  }

  function checkKnocks(): void {
    for (const { route, key, body, orders, at } of world.knocks.slice(seen)) {
      discards.checkKnock({ route, orders })
      must((bodies.get(key) ?? body) === body, 'A key carries one body', key)
      bodies.set(key, body)
      const numbers = orders.map(({ orderNumber }) => orderNumber)
      must(new Set(numbers).size === numbers.length, 'A document holds an order once', numbers)
      for (const { orderNumber, version } of orders) {
        if (!touched.has(orderNumber.slice(3)))
          must((newest.get(orderNumber) ?? 0) <= version, 'Versions leave in order', { orderNumber, version })
        newest.set(orderNumber, Math.max(version, newest.get(orderNumber) ?? 0))
        const name = `${orderNumber} v${version}`
        must(touched.has(orderNumber.slice(3)) || !answered.has(name), 'What was answered goes no more by itself', name)
        if (!people) must(at <= cutOffOf(orderNumber, version), 'Nothing leaves after its cut-off', { orderNumber, at })
      }
    }
    seen = world.knocks.length
    for (const { key, orders, landed } of world.knocks)
      if (landed)
        for (const { orderNumber, version } of orders) {
          const name = `${orderNumber} v${version}`
          arrived.set(name, (arrived.get(name) ?? new Set()).add(key))
        }
    for (const [name, keys] of arrived)
      if (!touched.has(name.slice(3, 4)))
        must(keys.size === 1, 'An order is in one document', { name, keys: [...keys] })
  }

  const cutOffOf = (orderNumber: string, version: number): number =>
    world.store.all<{ cutOff: number | null }>(
      'SELECT cut_off AS cutOff FROM versions WHERE order_id = ? AND version = ?',
      orderNumber.slice(3),
      version,
    )[0]?.cutOff ?? NEVER

  const waiting = () =>
    world.store.all<{
      orderId: string
      version: number
      nextAt: number
      dueSince: number
      deliveryDate: string | null
      cutOff: number | null
    }>(
      `SELECT d.order_id AS orderId, d.version, d.next_at AS nextAt, d.due_since AS dueSince, v.delivery_date AS deliveryDate,
       v.cut_off AS cutOff FROM deliveries d JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
       WHERE d.state IN ('waiting', 'held') AND d.next_at < ${NEVER} AND d.interchange IS NULL`,
    )

  return {
    check(): void {
      checkKnocks()
      const batch = world.supplier.routes[0]?.batch
      for (const one of waiting())
        must(
          !!batch && one.nextAt <= Math.max(batchDeadline(batch, world.supplier, one), world.clock.now()),
          'None waits longer than it may',
          one,
        )
      for (const { sharing } of world.store.all<{ sharing: number }>(
        `SELECT count(*) - count(DISTINCT order_id) AS sharing FROM deliveries WHERE interchange > 0 GROUP BY interchange`,
      ))
        must(sharing === 0, 'Two versions of an order share no document', sharing)
      const [route] = world.store.all<{ opensAt: number; isPaused: number }>(
        `SELECT max(coalesce(next_slot_at, 0), coalesce(probe_at, 0)) AS opensAt, paused_at IS NOT NULL AS isPaused FROM routes`,
      )
      const rows = rowsOf(world)
      discards.checkRows(rows)
      for (const row of rows) {
        if (row.nextAt !== null && row.nextAt < NEVER && row.nextAt > world.clock.now() && route?.isPaused !== 1)
          must((world.alarm ?? NEVER) <= Math.max(row.nextAt, route?.opensAt ?? 0), 'What waits has an alarm', row)
        const isSettled = ['delivered', 'done', 'superseded', 'discarded'].includes(row.state)
        must(isSettled === (row.nextAt === null), 'Settled, or on the list', row)
      }
    },
    /** A person acted on an order; `before` is the state before the action. */
    acted(action: string, orderId: string, before: readonly Row[]): void {
      if (action === 'discard') discards.discardedAll(orderId, before)
      discards.acted()
    },
    /** Orders of documents that cannot be sent again unchanged. A retry of the route sends such orders separately. */
    brokenUp: (): string[] =>
      world.store
        .all<{ orderId: string }>(
          `SELECT d.order_id AS orderId FROM deliveries d JOIN interchanges i ON i.seq = d.interchange
           WHERE (SELECT count(*) FROM deliveries m WHERE m.interchange = d.interchange AND m.state IN ('waiting', 'deferred', 'uncertain', 'refused')) < i.orders`,
        )
        .map(({ orderId }) => orderId),
    /** After the end of all waits, every order without a question to a person has arrived. */
    end(): void {
      const rows = rowsOf(world)
      for (const row of rows) {
        const isTold = row.state === 'held' || row.state === 'refused' || row.state === 'sent'
        const isBehindHeld = rows.some(
          (one) => one.orderId === row.orderId && one.version < row.version && one.state === 'held',
        )
        must(row.nextAt === null || (isTold && row.nextAt === NEVER) || isBehindHeld, 'Nothing hangs in between', row)
        if (row.state !== 'delivered') continue
        const keys = arrived.get(`PO-${row.orderId} v${row.version}`)
        must((keys?.size ?? 0) > 0, 'What is delivered has arrived', row)
      }
    },
  }
}
