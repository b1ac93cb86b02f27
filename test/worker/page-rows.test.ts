import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { copyOrder, dayOf, newestOf, statementDay } from '../../bench/console-orders.ts'
import { DAY_MS } from '../../src/model/day.ts'
import { objectSql } from '../../src/platform/sql.ts'
import { ask, place } from './door.ts'
import { SECRETS, setSecrets } from './secrets.ts'

/** Two suppliers with the same settings. One has the orders of two days, the other the orders of a month. */
const ORDERS = { forgetful: 600, dated: 10_000 } as const
type Name = keyof typeof ORDERS
const read: Record<Name, number> = { forgetful: 0, dated: 0 }
let cookie = ''

/** The only order whose content can be read. The others are copies. */
const first: Record<Name, string> = { forgetful: '', dated: '' }

async function fill(name: Name): Promise<void> {
  first[name] = (await place(name)).id
  await runInDurableObject(env.OUTBOX.getByName(name), (_, { storage }) => {
    copyOrder(objectSql(storage), ORDERS[name], Date.now())
    const exec = storage.sql.exec.bind(storage.sql)
    // The object reads through this same property, so each of its queries is counted.
    Object.defineProperty(storage.sql, 'exec', {
      value: (query: string, ...bind: SqlStorageValue[]) => {
        const cursor = exec(query, ...bind)
        const rows = cursor.toArray()
        read[name] += cursor.rowsRead
        return { toArray: () => rows, rowsRead: cursor.rowsRead, rowsWritten: cursor.rowsWritten }
      },
    })
  })
}

beforeAll(async () => {
  setSecrets()
  for (const name of ['forgetful', 'dated'] as const) await fill(name)
  const fields = { name: 'An Peeters', token: SECRETS.CONSOLE_TOKEN, to: '' }
  const { headers } = await ask('/console/sign-in', {
    ...{ method: 'POST', body: new URLSearchParams(fields).toString() },
    headers: {
      ...{ 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', origin: 'null' },
    },
  })
  cookie = /^[^;]+/.exec(headers.get('set-cookie') ?? '')?.[0] ?? ''
})

async function rowsOf(name: Name, path: string): Promise<number> {
  const before = read[name]
  const { status } = await ask(path, { headers: { cookie, 'accept-language': 'en' } })
  expect(status, path).toBe(200)
  return read[name] - before
}

/** Without the pages that read every supplier: the actions on a route read the same rows as the list of routes. */
const PAGES: readonly ((name: Name) => string)[] = [
  (name) => `?supplier=${name}`,
  (name) => `/orders?supplier=${name}`,
  ...['held', 'pending', 'settled', 'refused', 'discarded'].map(
    (state) => (name: Name) => `/orders?supplier=${name}&state=${state}`,
  ),
  (name) => `/orders?supplier=${name}&q=${newestOf(ORDERS[name]).number}`,
  (name) => `/orders?supplier=${name}&q=no-such-order`,
  (name) => `/orders?supplier=${name}&day=${dayOf(Date.now())}`,
  (name) => `/orders/${name}/${newestOf(ORDERS[name]).id}`,
  (name) => `/orders/${name}/${first[name]}`,
  (name) => `/orders/${name}/${first[name]}/slip`,
  (name) => `/orders/${name}/${newestOf(ORDERS[name]).id}/do/discard`,
  (name) => `/orders/bulk?do=discard&order=${name}/${newestOf(ORDERS[name]).id}`,
  (name) => `/catalogue/${name}`,
  (name) => `/catalogue/${name}/articles`,
  (name) => `/routes/${name}/erp/do/pause`,
  (name) => `/activity?supplier=${name}`,
  (name) => `/activity?supplier=${name}&q=note`,
  (name) => `/activity?supplier=${name}&action=release`,
  // The newest day of the few is as full as a day of the many.
  ...['', '&action=release', '&q=note'].map((filter) => (name: Name) => {
    const day = dayOf(Date.now() - 2 * DAY_MS)
    return `/activity?supplier=${name}&from=${day}&to=${day}${filter}`
  }),
  (name) => `/activity?supplier=${name}&to=${dayOf(Date.now() - (ORDERS[name] > 1_000 ? 20 : 2) * DAY_MS)}`,
  (name) => `/statements/print/${name}`,
  (name) => `/what-would?supplier=${name}&order=${newestOf(ORDERS[name]).number}`,
]

describe('the rows that a page reads', () => {
  // The outbox keeps the count of a day for half a minute, so only the first look at the page counts.
  it('are as many for the statement of a day that is not over', async () => {
    const before = { ...read }
    const path = `/console/statements/${statementDay(Date.now())}`
    expect((await ask(path, { headers: { cookie, 'accept-language': 'en' } })).status).toBe(200)
    expect(read.dated - before.dated).toBeLessThanOrEqual((read.forgetful - before.forgetful) * 1.5)
    expect(read.forgetful - before.forgetful).toBeGreaterThan(300)
  })

  it.each(PAGES.map((page) => [page('forgetful'), page]))(
    'are as many with 10,000 orders as with 600: %s',
    async (_, page) => {
      const path = (name: Name): string => `/console${page(name)}`
      for (const name of ['forgetful', 'dated'] as const) await rowsOf(name, path(name))
      const few = await rowsOf('forgetful', path('forgetful'))
      const many = await rowsOf('dated', path('dated'))
      // The search reads the list of a part of the number, which has a few dozen orders at most.
      expect(many).toBeLessThanOrEqual(Math.max(few * 1.5, 100))
    },
  )
})
