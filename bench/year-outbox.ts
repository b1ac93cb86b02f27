import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { OrderState } from '../src/model/delivery-state.ts'
import { nodeSql } from '../test/fakes/node-sql.ts'
import { bodyOf, postedOrder, submission, supplierWith } from '../test/fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../test/fakes/outbox.ts'
import { type Budget, report } from './budget.ts'
import { median } from './rounds.ts'

/** Compares an outbox with a year of orders to an outbox with a day of orders: npm run year. */
const YEAR = 100_000
const DAY = 300
const LINES = 10
const ROUNDS = 15
const ORDERS_A_ROUND = 100
const LISTINGS_A_ROUND = 50
const HELD = 60
const STATES: readonly (OrderState | null)[] = [null, 'held', 'pending', 'settled', 'refused', 'discarded']

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-year-'))
const supplier = supplierWith()
const [line] = postedOrder().packages
let placed = 0

function openWith(orders: number, name: string): TestOutbox & { file: string; close: () => void } {
  const file = path.join(folder, name)
  const sql = nodeSql(file)
  // Measure the statements only; `npm run bench` measures the disk.
  sql.all('PRAGMA synchronous = OFF')
  const test = testOutbox({ supplier, sql })
  sql.atomically(() => {
    for (let at = 0; at < orders; at++) accept(test)
    // State after delivery, each order with its document. The newest orders wait for a person, as usual.
    sql.all(
      "UPDATE deliveries SET state = 'delivered', reached = 'yes', next_at = NULL, late_alert_at = NULL, attempts = 1, control_number = 1",
    )
    sql.all(
      `UPDATE versions SET document_route = 'erp', document_metadata = '{"mediaType":"application/edifact","fileName":"x"}', document = body`,
    )
    sql.all(
      `INSERT INTO timeline SELECT order_id, 1, accepted_at, 'delivered', version, 'erp', 'The system took it: 200.' FROM versions`,
    )
    sql.all(
      `UPDATE deliveries SET state = 'held', hold_reason = 'quantity', reached = 'no', next_at = 8640000000000000 WHERE order_id IN (SELECT id FROM orders WHERE seq > ${orders - HELD})`,
    )
  })
  return Object.assign(test, { file, close: () => sql.close() })
}

function accept(test: TestOutbox): void {
  const orderId = `order-${++placed}-${'0'.repeat(20)}`
  const packages = Array.from({ length: LINES }, () => line)
  const body = bodyOf(postedOrder({ id: orderId, order_number: `PO-${placed}`, packages }))
  test.outbox.accept(submission(supplier, { orderId, body, digest: `${placed}`.padStart(64, '0') }))
}

const timed = (work: () => void): number => {
  const from = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(from)
  return user + system
}

function main(): boolean {
  const [young, old] = [openWith(DAY, 'day.sqlite'), openWith(YEAR, 'year.sqlite')]
  const works: [string, (test: TestOutbox) => void][] = [
    [
      'accepting an order',
      (test) => {
        for (let at = 0; at < ORDERS_A_ROUND; at++) accept(test)
      },
    ],
    ...STATES.map((state): [string, (test: TestOutbox) => void] => [
      `listing ${state ?? 'all'}`,
      (test) => {
        for (let at = 0; at < LISTINGS_A_ROUND; at++) test.outbox.list({ state, text: null, limit: 50, before: null })
      },
    ]),
  ]
  const budgets = works.map(([name, work]): Budget => {
    const ratios: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const order = round % 2 === 0 ? [young, old] : [old, young]
      const times = new Map(order.map((test) => [test, timed(() => work(test))]))
      ratios.push((times.get(old) ?? 0) / Math.max(1, times.get(young) ?? 1))
    }
    return { name: `${name}: × of day one with ${YEAR} orders`, limit: 1.2, value: median(ratios) }
  })
  const whole = statSync(old.file).size
  old.clock.advance(400 * 86_400_000)
  let purged = 0
  for (let calls = 0; calls <= YEAR / 500 + 10; calls++) purged += old.outbox.purge()
  old.sql.all('VACUUM')
  const [{ kept = 0 } = {}] = old.sql.all<{ kept: number }>('SELECT count(DISTINCT digest) AS kept FROM versions')
  console.log(
    `size per order of ${LINES} lines: ${Math.round(whole / YEAR)} bytes, after purging ${purged}: ${Math.round(statSync(old.file).size / YEAR)} bytes; ${kept} identities kept`,
  )
  const well = report(budgets)
  young.close()
  old.close()
  return well
}

try {
  process.exitCode = main() ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
