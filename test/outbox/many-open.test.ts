import { describe, expect, it } from 'vitest'
import { causesOf } from '../../src/console/today/causes.ts'
import { NEVER } from '../../src/outbox/schema.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

interface Many {
  readonly count: number
  readonly state: string
  readonly route?: string
  /** The first letters of the order ids. The ids of an index are in their order. */
  readonly prefix: string
  readonly nextAt?: number
  readonly lateAt?: number | null
}

function opened(routes: readonly string[] = ['erp']) {
  const breakGlass = { mail: { from: 'gateway@example.com', to: ['desk@example.com'] }, everyMinutes: 60 }
  const supplier = supplierWith({
    breakGlass,
    routes: routes.map((route) => httpRoute(route, `${ERP}/${route}`)),
  })
  const test = testOutbox({ supplier })
  return { test, add: (many: Many) => add(test, many) }
}

/** Orders with a delivery each. Later orders have later cut-offs. */
function add({ sql, clock }: ReturnType<typeof testOutbox>, many: Many): void {
  const { count, state, prefix, route = 'erp', nextAt = NEVER, lateAt = clock.now() + 3_600_000 } = many
  const ids = Array.from({ length: count }, (_, at) => `${prefix}-${String(at).padStart(5, '0')}`)
  const numbered = '(SELECT value AS id, key AS at FROM json_each(?1))'
  const list = JSON.stringify(ids)
  sql.atomically(() => {
    sql.all(
      `INSERT INTO orders (id, number, customer, version, first_at, search_text)
       SELECT id, id, 'C-1', 1, ?2, id FROM ${numbered}`,
      ...[list, clock.now()],
    )
    sql.all(
      `INSERT INTO versions (order_id, version, digest, accepted_at, source, first_request, requests, status, metadata, cut_off)
       SELECT id, 1, id, ?2 + at, 'webhook', id, '[]', 'accepted', '{}', ?2 + 86400000 + at FROM ${numbered}`,
      ...[list, clock.now()],
    )
    sql.all(
      `INSERT INTO deliveries (order_id, version, route, state, reached, purpose, due_since, primary_route, next_at, hold_reason, late_alert_at)
       SELECT id, 1, ?3, ?4, iif(?4 = 'sent', 'yes', 'no'), 'original', ?2 + at, ?3, ?5,
         iif(?4 = 'held', 'quantity', NULL), ?6 FROM ${numbered}`,
      ...[list, clock.now(), route, state, nextAt, lateAt],
    )
  })
  clock.advance(1)
}

const countsOf = (orders: readonly { readonly state: string }[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(orders, ({ state }) => state)].map(([state, all]) => [state, all.length]))

describe('the first page of an outbox with very many open deliveries', () => {
  it('shows a held and a refused order next to 700 sent and 700 waiting orders', () => {
    const { test, add } = opened()
    add({ count: 700, state: 'sent', prefix: 'a' })
    add({ count: 700, state: 'waiting', prefix: 'b', nextAt: 1_000 })
    add({ count: 1, state: 'held', prefix: 'y' })
    add({ count: 1, state: 'refused', prefix: 'z' })
    const { open } = test.outbox.desk()
    expect(countsOf(open)).toMatchObject({ held: 1, refused: 1 })
    expect(causesOf(open, test.outbox.routes()).map(({ what }) => what.kind)).toEqual(['held', 'refused'])
  })

  it('shows the late order among sent orders that are not late', () => {
    const { test, add } = opened()
    add({ count: 900, state: 'sent', prefix: 'a' })
    add({ count: 1, state: 'sent', prefix: 'z', lateAt: null })
    const causes = causesOf(test.outbox.desk().open, test.outbox.routes())
    expect(causes.map(({ what, orders }) => [what.kind, orders.map(({ orderId }) => orderId)])).toEqual([
      ['unanswered', ['z-00000']],
    ])
  })

  it('shows every order that waits on a paused route next to nine routes with few', () => {
    const routes = Array.from({ length: 10 }, (_, at) => `route-${at}`)
    const { test, add } = opened(routes)
    for (const route of routes) add({ count: 1, state: 'waiting', prefix: route, route, nextAt: 1_000 })
    add({ count: 150, state: 'waiting', prefix: 'a', route: 'route-3', nextAt: 1_000 })
    test.outbox.pause('route-3', { by: 'ann' })
    const causes = causesOf(test.outbox.desk().open, test.outbox.routes())
    expect(causes.map(({ what, orders }) => [what.kind, orders.length])).toEqual([['paused', 151]])
  })

  it('shows 2,000 held and refused orders, the earliest cut-offs first, on any number of routes', () => {
    const routes = Array.from({ length: 12 }, (_, at) => `route-${at}`)
    const { test, add } = opened(routes)
    add({ count: 1_000, state: 'held', prefix: 'z', route: 'route-7' })
    add({ count: 1_000, state: 'refused', prefix: 'm', route: 'route-3' })
    add({ count: 1_100, state: 'held', prefix: 'a', route: 'route-7' })
    test.sql.all("UPDATE versions SET cut_off = NULL WHERE order_id LIKE 'a-%'")
    const { open } = test.outbox.desk()
    expect(countsOf(open)).toEqual({ held: 2_000, refused: 1_000 })
    expect(open.map(({ cutOff }) => cutOff)).toEqual(open.map(({ cutOff }) => cutOff).sort())
    expect(open.filter(({ orderId }) => orderId.startsWith('z-'))).toHaveLength(1_000)
  })
})

describe('the numbers of the first page', () => {
  const causes = (test: ReturnType<typeof testOutbox>) => {
    const { open, leftOut } = test.outbox.desk()
    return causesOf(open, test.outbox.routes(), new Set(), leftOut).map(({ what, orders, isMore }) => [
      what.kind,
      orders.length,
      isMore,
    ])
  }

  it('say that more held orders wait than the page counts', () => {
    const { test, add } = opened()
    add({ count: 2_000, state: 'held', prefix: 'a' })
    add({ count: 3, state: 'refused', prefix: 'b' })
    expect(causes(test)).toEqual([
      ['held', 2_000, false],
      ['refused', 3, false],
    ])
    add({ count: 1, state: 'held', prefix: 'c' })
    add({ count: 2_000, state: 'refused', prefix: 'd' })
    expect(causes(test)).toEqual([
      ['held', 2_000, true],
      ['refused', 2_000, true],
    ])
  })

  it('say that more orders wait on a paused route, or are late, than the page counts', () => {
    const { test, add } = opened(['erp', 'wms', 'old'])
    add({ count: 600, state: 'waiting', prefix: 'a', nextAt: 1_000 })
    add({ count: 600, state: 'sent', prefix: 'b', route: 'wms', lateAt: null })
    add({ count: 4, state: 'sent', prefix: 'c', route: 'old', lateAt: null })
    test.outbox.pause('erp', { by: 'ann' })
    expect(causes(test)).toEqual([
      ['paused', expect.any(Number), true],
      ['unanswered', expect.any(Number), true],
      ['unanswered', 4, false],
    ])
  })

  it('say so only where the page leaves out orders of the kind', () => {
    const { test, add } = opened()
    add({ count: 300, state: 'waiting', prefix: 'a', nextAt: 1_000, lateAt: null })
    add({ count: 199, state: 'waiting', prefix: 'b', nextAt: 2_000 })
    add({ count: 200, state: 'deferred', prefix: 'c' })
    test.outbox.pause('erp', { by: 'ann' })
    expect(causes(test)).toEqual([['paused', 699, false]])
    add({ count: 2, state: 'waiting', prefix: 'd', nextAt: 3_000 })
    expect(causes(test)).toEqual([['paused', 700, true]])
  })

  it('of a route say that more deliveries are unsent than were counted', () => {
    const { test, add } = opened()
    add({ count: 499, state: 'held', prefix: 'a' })
    expect(test.outbox.routes()[0]?.unsent).toEqual({ written: 0, unwritten: 499, retryable: 0, isMore: false })
    add({ count: 500, state: 'sent', prefix: 'b' })
    expect(test.outbox.routes()[0]?.unsent).toMatchObject({ isMore: true })
  })
})

describe('the counts of an outbox with very many open deliveries', () => {
  it('are exact, whatever is held or waits', () => {
    const { test, add } = opened(['erp', 'wms'])
    add({ count: 2_100, state: 'held', prefix: 'held' })
    add({ count: 10_000, state: 'waiting', prefix: 'wait', nextAt: 1_000 })
    add({ count: 3, state: 'delivered', prefix: 'done' })
    test.sql.all("UPDATE deliveries SET next_at = NULL WHERE state = 'delivered'")
    // Two deliveries of an order count once.
    test.sql.all(
      `INSERT INTO deliveries (order_id, version, route, state, reached, purpose, due_since, primary_route, next_at)
       SELECT order_id, version, 'wms', 'sent', 'yes', purpose, due_since, 'wms', ${NEVER} FROM deliveries
       WHERE order_id IN ('held-00001', 'wait-00001')`,
    )
    const exact = { all: 12_103, refused: 0, held: 2_100, pending: 10_000, settled: 3, discarded: 0 }
    expect(test.outbox.orderCounts()).toEqual(exact)
    expect(test.outbox.metrics().orders).toEqual(exact)
  })
})

describe('the metrics of an outbox with very many open deliveries', () => {
  it('count every delivery, and know the oldest order', () => {
    const { test, add } = opened(['erp', 'wms'])
    const oldest = test.clock.now()
    add({ count: 1, state: 'sent', prefix: 'z' })
    add({ count: 900, state: 'sent', prefix: 'a' })
    add({ count: 600, state: 'refused', prefix: 'b' })
    add({ count: 2, state: 'held', prefix: 'y' })
    add({ count: 1_100, state: 'waiting', prefix: 'c', nextAt: 1_000 })
    expect(test.outbox.metrics().routes).toMatchObject([
      { route: 'erp', open: { sent: 901, refused: 600, held: 2, waiting: 1_100 }, oldestAt: oldest },
      { route: 'wms', open: {}, oldestAt: null },
    ])
  })
})

describe('the break-glass page of an outbox with very many open deliveries', () => {
  it('names 150 orders that wait on one of ten routes', () => {
    const routes = Array.from({ length: 10 }, (_, at) => `route-${at}`)
    const { test, add } = opened(routes)
    for (const route of routes.slice(1)) add({ count: 1, state: 'waiting', prefix: route, route, nextAt: 1_000 })
    add({ count: 150, state: 'deferred', prefix: 'wait', route: 'route-0', nextAt: 1_000 })
    const { orders, unread, left } = test.outbox.breakGlass()
    expect([orders.length + unread.length, left]).toEqual([159, 0])
  })

  it('is news when the 401st order waits', () => {
    const { test, add } = opened()
    add({ count: 400, state: 'waiting', prefix: 'a', nextAt: 1_000 })
    const first = test.outbox.takeBreakGlassPage()
    expect(first).toMatchObject({ isNews: true })
    test.outbox.bundleMailed(first?.orders ?? [])
    test.clock.advance(3_600_000)
    add({ count: 1, state: 'waiting', prefix: 'z', nextAt: 2_000 })
    expect(test.outbox.takeBreakGlassPage()).toMatchObject({ isNews: true })
  })

  it('names held orders first, then the oldest, also those that were deferred for long', () => {
    const { test, add } = opened()
    add({ count: 1, state: 'deferred', prefix: 'oldest', nextAt: 9_000_000_000_000 })
    add({ count: 700, state: 'waiting', prefix: 'a', nextAt: 1_000 })
    add({ count: 700, state: 'sent', prefix: 'b' })
    add({ count: 1, state: 'held', prefix: 'z' })
    const { unread, left } = test.outbox.breakGlass()
    expect(unread.slice(0, 3).map(({ name }) => name)).toEqual(['z-00000', 'oldest-00000', 'a-00000'])
    expect(left).toBe(1_202)
  })
})

describe('the statement of an outbox with very many open deliveries', () => {
  it('counts every order that waits', async () => {
    const { test, add } = opened()
    test.outbox.pause('erp', { by: 'ann' })
    while (test.outbox.makeStatements());
    add({ count: 2_500, state: 'sent', prefix: 'a' })
    const date = new Date(test.clock.now()).toISOString().slice(0, 10)
    const next = new Date(test.clock.now() + 86_400_000).toISOString().slice(0, 10)
    const made = [...test.outbox.statementsOn(date), ...test.outbox.statementsOn(next)]
    expect(made.map(({ waitingCount }) => waitingCount)).toEqual([2_500])
  })
})
