import { constants, DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { ERP } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

/** Statements that SQLite prepared once more before it ran them. */
const again = new Set<string>()
/** An early Node 24 cannot observe how SQLite prepares a statement. */
const canObserve = 'setAuthorizer' in DatabaseSync.prototype

beforeAll(() => {
  const { prepare } = DatabaseSync.prototype
  const observed = new WeakSet<DatabaseSync>()
  let prepared = 0
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, query) {
    if (!observed.has(this))
      this.setAuthorizer(() => {
        prepared++
        return constants.SQLITE_OK
      })
    observed.add(this)
    const statement = prepare.call(this, query)
    const all = statement.all.bind(statement)
    return Object.assign(statement, {
      all(...bind: SQLInputValue[]) {
        const before = prepared
        const rows = all(...bind)
        if (prepared > before) again.add(query.replaceAll(/\s+/g, ' '))
        return rows
      },
    })
  })
})
afterAll(() => vi.restoreAllMocks())

const ANN = { by: 'ann', note: 'By telephone.' }
const DAY = 86_400_000

it.skipIf(!canObserve)('prepares no statement of an attempt, an alert or a route twice', async () => {
  const test = testOutbox()
  let orders = 0
  for (const code of [200, 503, 200]) {
    test.wire.answers(ERP, status(code))
    // The first order of a storage prepares the index of the search.
    if (test.accept({ orderId: `order-${++orders}`, deliveryDate: null }) && orders === 1) again.clear()
    await test.pass(DAY)
    test.outbox.pause('erp', ANN)
    test.outbox.resume('erp', ANN)
    await test.pass(DAY)
  }
  expect(test.alerts).not.toEqual([])
  expect([...again]).toEqual([])
})
