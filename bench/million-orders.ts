import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { localDate } from '../src/model/local-time.ts'
import { purge } from '../src/outbox/purge.ts'
import { type LeaseRules, leaseDelivery } from '../src/outbox/queue.ts'
import { indexNext, SEARCHED_ORDERS } from '../src/outbox/search/search-index.ts'
import { nodeSql } from '../test/fakes/node-sql.ts'
import { ERP, httpRoute, submission, supplierWith } from '../test/fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../test/fakes/outbox.ts'
import { median } from './rounds.ts'

/** Compares an outbox of a million orders with an outbox of a thousand: npm run million. */
const { values } = parseArgs({ options: { orders: { type: 'string', default: '1000000' } } })
const MANY = Number(values.orders)
const FEW = 1_000
const ROUNDS = 5
const DAY = 86_400_000
const LIMIT = 1.5
/** A ratio differs by a tenth from run to run. */
const NOISE = 1.1
/** No call may hold the object longer. */
const HOLD_MS = 50
const ROUTE = 'erp'

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-million-'))
const supplier = supplierWith({ routes: [httpRoute(ROUTE, ERP, { order: 'customer' })] })
let accepted = 0

interface Filled extends TestOutbox {
  readonly orders: number
  readonly file: string
  close(): void
}

/** Settled orders of the last day. */
function openWith(orders: number): Filled {
  const file = path.join(folder, `${orders}.sqlite`)
  const sql = nodeSql(file)
  // Measure the statements only; `npm run bench` measures the disk.
  sql.all('PRAGMA synchronous = OFF')
  const test = testOutbox({ supplier, sql })
  test.outbox.makeStatements()
  fill(test, 'old', orders, test.clock.now() - DAY / 4, null)
  while (held(() => indexNext(sql, SEARCHED_ORDERS, 200)));
  return Object.assign(test, { orders, file, close: () => sql.close() })
}

function fill({ sql }: TestOutbox, name: string, count: number, at: number, nextAt: number | null): void {
  const [{ from = 0 } = {}] = sql.all<{ from: number | null }>('SELECT max(seq) AS "from" FROM orders')
  sql.atomically(() => {
    sql.all(
      `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})
       INSERT INTO orders (id, number, customer, version, first_at, search_text)
       SELECT '${name}-' || i, 'PO-${name}-' || i, 'C-' || (i % 200), 1, ?, 'po-${name}-' || i || char(10) || 'c-' || (i % 200) FROM n`,
      at,
    )
    sql.all(
      `INSERT INTO versions (order_id, version, digest, accepted_at, source, first_request, requests, status, metadata, body)
       SELECT id, 1, id, first_at, 'webhook', id, '[]', 'accepted', '{}', x'00' FROM orders WHERE seq > ?`,
      from ?? 0,
    )
    sql.all(
      `INSERT INTO deliveries (order_id, version, route, state, purpose, next_at, due_since, primary_route)
       SELECT id, 1, '${ROUTE}', ?, 'original', ?, first_at, '${ROUTE}' FROM orders WHERE seq > ?`,
      nextAt === null ? 'delivered' : 'waiting',
      nextAt,
      from ?? 0,
    )
  })
}

/** One call to the object, and for how many orders the call works. */
type Work = (test: Filled) => number

const works: readonly (readonly [string, Work])[] = [
  ['accept', (test) => times(100, () => test.outbox.accept(submission(supplier, { orderId: `new-${++accepted}` })))],
  ...(['settled', 'held', 'pending'] as const).map((state): [string, Work] => [
    `list ${state}`,
    (test) => times(20, () => test.outbox.list({ state, text: null, limit: 50, before: null })),
  ]),
  [
    'search a number',
    (test) => times(20, () => test.outbox.list({ state: null, text: 'po-old-777', limit: 50, before: null })),
  ],
  [
    'list until a day long ago',
    (test) => times(20, () => test.outbox.list({ state: null, text: null, limit: 50, before: null, to: '2026-01-01' })),
  ],
  ['metrics', (test) => times(5, () => test.outbox.metrics())],
]

/** The same call again. Each call holds the object once, so the longest hold is that of a single call. */
function times(count: number, call: () => unknown): number {
  for (let at = 0; at < count; at++) held(call)
  return count
}

let longest = 0
function held<T>(call: () => T): T {
  const from = process.cpuUsage()
  const result = call()
  const { user, system } = process.cpuUsage(from)
  longest = Math.max(longest, (user + system) / 1_000)
  return result
}

const cpu = (work: () => number): number => {
  const from = process.cpuUsage()
  const count = work()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / count
}

interface Row {
  readonly name: string
  readonly few: number
  readonly many: number
  readonly hold: number
}

function compare(name: string, rounds: number, few: Filled, many: Filled, work: Work): Row {
  const times: { few: number; many: number; hold: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const small = cpu(() => work(few))
    longest = 0
    times.push({ few: small, many: cpu(() => work(many)), hold: longest })
  }
  return {
    name,
    few: median(times.map((time) => time.few)),
    many: median(times.map((time) => time.many)),
    hold: Math.max(...times.map((time) => time.hold)),
  }
}

const pendingOf = ({ orders }: Filled): number => (orders === FEW ? 1_000 : 10_000)

function addPending(test: Filled): void {
  test.sql.all("UPDATE deliveries SET next_at = NULL, state = 'done' WHERE next_at IS NOT NULL")
  fill(test, 'drain', pendingOf(test), test.clock.now(), test.clock.now())
}

function drain(test: Filled): number {
  const rules: LeaseRules = {
    ...{ route: ROUTE, destination: ERP, ranges: { control: null, group: null }, leaseMs: 60_000 },
    ...{ whenUncertain: 'resend' as const, inSequence: true, maxAgeMs: DAY, dateAt: () => '2026-11-24' },
  }
  return times(pendingOf(test), () => {
    const { lease } = leaseDelivery(test.sql, rules, test.clock.now())
    if (!lease) throw new Error('Nothing could be leased.')
    test.sql.all("UPDATE deliveries SET state = 'delivered', next_at = NULL WHERE order_id = ?", lease.orderId)
  })
}

function statementOfToday(test: Filled): number {
  test.clock.set(test.clock.now() + 60_000)
  const date = localDate(test.clock.now(), supplier.timeZone)
  while (held(() => test.outbox.countToday(date)));
  held(() => test.outbox.statementsOn(date))
  return test.orders
}

function statement(test: Filled): number {
  test.clock.set(test.clock.now() + DAY)
  while (held(() => test.outbox.makeStatements()));
  return test.orders
}

function purged(test: Filled): number {
  const now = test.clock.now() + 200 * DAY
  let count = 0
  for (let calls = 0; calls < 10; calls++) count += held(() => purge(test.sql, now - DAY, now))
  return count
}

function main(): boolean {
  const few = openWith(FEW)
  longest = 0
  const many = openWith(MANY)
  console.log(`The longest call that added to the search index took ${longest.toFixed(1)} ms of CPU.`)
  const longestOfIndex = longest
  const rows = works.map(([name, work]) => compare(name, ROUNDS, few, many, work))
  for (const test of [few, many]) addPending(test)
  rows.push(
    compare('statement of today, an order', 1, few, many, statementOfToday),
    compare('drain in sequence, a delivery', 1, few, many, drain),
    compare('statement, an order', 1, few, many, statement),
    compare('purge, an order', 1, few, many, purged),
  )
  console.log(
    `An outbox of ${MANY} orders (${Math.round(statSync(many.file).size / 2 ** 20)} MiB) beside one of ${FEW}:`,
  )
  console.table(
    rows.map(({ name, few, many, hold }) => ({
      work: name,
      [`µs with ${FEW}`]: Math.round(few),
      [`µs with ${MANY}`]: Math.round(many),
      ratio: Number((many / few).toFixed(2)),
      'longest call in ms of CPU': Number(hold.toFixed(1)),
    })),
  )
  few.close()
  many.close()
  // A test bounds a search by the rows that a call reads. Its CPU grows with the cache misses of SQLite.
  const isBudgeted = ({ name }: Row): boolean => !name.startsWith('search')
  const broken = rows.filter((row) => isBudgeted(row) && row.many / row.few > LIMIT * NOISE)
  for (const { name } of broken) console.error(`Over ${LIMIT}: ${name}`)
  const long = [...rows, { name: 'search index', hold: longestOfIndex }].filter(({ hold }) => hold > HOLD_MS)
  for (const { name, hold } of long) console.error(`Held the object for ${hold.toFixed(0)} ms: ${name}`)
  return broken.length === 0 && long.length === 0
}

try {
  process.exitCode = main() ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
