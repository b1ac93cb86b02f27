import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { MORNING } from '../fakes/clock.ts'
import { repeatedSql } from '../fakes/node-sql.ts'
import { cook } from './chef-history.ts'

/**
 * `SEED=4711` runs one history, `HISTORIES=10000` runs more histories, `FIRST=5001` sets the first seed. Fewer than 200
 * do not meet the rarest outcome.
 */
const only = process.env.SEED
const count = Number(process.env.HISTORIES ?? 200)
const first = Number(process.env.FIRST ?? 1)
const STEPS = 16
const COUNTED = ['orders', 'delivered', 'unconfirmed', 'byPolicy', 'stated', 'unknowable', 'told'] as const

beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterAll(() => void vi.useRealTimers())

it(`gives the supplier nothing unmarked that the chef did not confirm, and nothing twice, in ${only ? 'one history' : `${count} histories`}`, {
  timeout: 3_600_000,
}, async () => {
  if (only) {
    console.log(await cook(Number(only), STEPS))
    return
  }
  const store = repeatedSql(MORNING)
  const sum = { orders: 0, delivered: 0, unconfirmed: 0, byPolicy: 0, stated: 0, unknowable: 0, told: 0 }
  for (let seed = first; seed < first + count; seed++) {
    vi.clearAllTimers()
    const one = await cook(seed, STEPS, store)
    for (const each of COUNTED) sum[each] += one[each]
  }
  const { orders, delivered, unconfirmed, byPolicy, stated, unknowable, told } = sum
  console.log(
    `Seeds ${first} to ${first + count - 1}: ${orders} orders, ${delivered} recorded by Apicbase and with every receiver, ${told} told; ${unconfirmed} documents of what the chef never confirmed, each held or marked, ${byPolicy} of them by policy and told before; ${stated} whose answer was lost behind us, each named by the statement; and ${unknowable} of which nobody could know, without an order API or before the chef confirmed another content.`,
  )
  for (const each of [orders, delivered, unconfirmed, told]) expect(each).toBeGreaterThan(count / 10)
  for (const each of [byPolicy, stated, unknowable]) expect(each).toBeGreaterThan(count / 50)
})
