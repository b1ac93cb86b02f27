import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createFakeApicbase } from '../../src/cli/fake-apicbase/apicbase.ts'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { serveApicbase } from '../../src/cli/fake-apicbase/server.ts'
import { LANGUAGES } from '../../src/model/language.ts'
import { nodeSql } from '../fakes/node-sql.ts'
import { API_SECRETS, type OrderWish, type RunningGateway, startGateway } from './gateway.ts'
import { WHO } from './sign-in.ts'
import { until } from './until.ts'

const DAY_MS = 86_400_000
const WAIT_MS = 300_000
const LINES = [['AB-100', 'Crème fraîche 30% 1 L', 12]] as const
const LOST = [...LANGUAGES, 'shown'].map((name) => `lost-${name}`)

export interface PastGateway extends RunningGateway {
  /** The day of the statement that is made. */
  readonly statementDate: string
}

/** Starts a gateway whose past has lost storages, a statement and a removed supplier. */
export async function startPast(folder: string): Promise<PastGateway> {
  const { fake, days } = createList()
  const server = await serveApicbase(fake)
  const env = { APICBASE: server.url, BEFORE: 'yes' }
  const before = await startGateway(folder, 'past.config.ts', env)
  for (const supplier of [...LOST, 'left']) await before.place(orderOf(supplier))
  const yesterday = { ...orderOf('counted'), placedAt: Date.now() - DAY_MS }
  await before.place(yesterday)
  await before.place({ ...yesterday, id: 'counted-2', number: 'PO-COUNTED-2', customer: 'K-UNKNOWN' })
  await before.place({ ...yesterday, id: 'counted-3', number: 'PO-COUNTED-3', customer: 'K-UNKNOWN' })
  const discard = { by: WHO, note: 'The chef ordered twice.' }
  await before.call('/orders/counted/counted-3/discard', { method: 'POST', body: discard })
  for (const day of [0, DAY_MS]) await before.call(`/statements/${dayOf(Date.now() + day)}?supplier=counted`)
  const state = path.join(folder, 'state')
  await until('A record of each outbox', async () => recorded(state) === LOST.length + 1, WAIT_MS)
  const lostOrders = new Map<string, string>()
  for (const name of LOST) lostOrders.set(`${name}/${name}`, await before.exportOf(`${name}/${name}`))
  await before.ended()
  changeStorage(state)
  const gateway = await startGateway(folder, 'past.config.ts', { ...env, BEFORE: 'no' })
  await gateway.place({ ...orderOf('lost-shown'), id: 'after-loss', number: 'PO-AFTER-LOSS' })
  return {
    ...{ ...gateway, days, lostOrders, statementDate: await statementDate(gateway) },
    stop() {
      gateway.stop()
      void server.close()
    },
  }
}

const orderOf = (supplier: string): OrderWish => ({
  ...{ supplier, id: supplier, number: `PO-${supplier.toUpperCase()}`, customer: 'K-774417', lines: LINES },
})

const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)

/** Apicbase's list, with orders from before the days that a poll reads. */
function createList() {
  const fake = createFakeApicbase({ clock: { now: Date.now }, credentials: API_SECRETS })
  const placedAt = Date.now() - 11 * DAY_MS
  fake.book.place(...[1, 2, 3, 4, 5, 6].map((at) => makeOrder(at, placedAt, createDice(at))))
  return { fake, days: { from: dayOf(placedAt - DAY_MS), to: dayOf(placedAt + DAY_MS) } }
}

/** The storages of the outboxes that have an order, with the first order. */
function* storagesIn(state: string) {
  for (const name of readdirSync(state, { recursive: true, encoding: 'utf8' })) {
    if (!/[\\/][0-9a-f]{64}\.sqlite$/.test(name)) continue
    const file = path.join(state, name)
    const sql = nodeSql(file)
    try {
      const isOutbox = sql.all("SELECT 1 FROM sqlite_master WHERE name = 'orders'").length > 0
      const [order] = isOutbox ? sql.all<{ id: string }>('SELECT id FROM orders ORDER BY seq LIMIT 1') : []
      if (order) yield { file, sql, first: order.id }
    } finally {
      sql.close()
    }
  }
}

/** How many outboxes of `lost-…` and `left` are recorded outside their storage. */
function recorded(state: string): number {
  let count = 0
  for (const { sql, first } of storagesIn(state))
    if (first !== 'counted') count += sql.all("SELECT 1 FROM key_values WHERE name = 'recorded'").length
  return count
}

/** Deletes the storages that are lost, and moves the begin of the first statement a day back. No gateway runs. */
function changeStorage(state: string): void {
  for (const { file, sql, first } of storagesIn(state)) {
    if (first === 'counted') sql.all('UPDATE statements SET to_at = to_at - ?', DAY_MS)
    if (LOST.includes(first)) for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
  }
}

/** Waits for the statement, which the scheduled work makes. */
async function statementDate({ call }: RunningGateway): Promise<string> {
  const dates = [Date.now(), Date.now() - DAY_MS].map(dayOf)
  let made: string | undefined
  await until(
    'A statement',
    async () => {
      for (const date of dates) {
        const { statements } = await call<{ statements: { number: number | null }[] }>(
          `/statements/${date}?supplier=counted`,
        )
        if (statements.some(({ number }) => number !== null)) made = date
      }
      return made !== undefined
    },
    WAIT_MS,
  )
  return made ?? ''
}
