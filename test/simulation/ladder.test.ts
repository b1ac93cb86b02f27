import { expect, it } from 'vitest'
import { MORNING } from '../fakes/clock.ts'
import { histories } from '../fakes/histories.ts'
import { repeatedSql } from '../fakes/node-sql.ts'
import { climb } from './ladder-history.ts'

/** `SEED=4711` runs one history, `HISTORIES=50000` runs more histories. */
const only = process.env.SEED
const count = histories(1_000)
const STEPS = 30

it(`never sends two unmarked documents, and never none, in ${only ? 'one history' : `${count} histories`} of channels that fail and return`, {
  timeout: 600_000,
}, async () => {
  if (only) {
    console.log((await climb(Number(only), STEPS)).steps.join('\n'))
    return
  }
  const store = repeatedSql(MORNING)
  const sum = { orders: 0, passedOn: 0, marked: 0, twice: 0 }
  for (let seed = 1; seed <= count; seed++) {
    const one = await climb(seed, STEPS, store)
    for (const each of ['orders', 'passedOn', 'marked', 'twice'] as const) sum[each] += one[each]
  }
  const { orders, passedOn, marked, twice } = sum
  console.log(
    `Seeds 1 to ${count}: ${orders} orders, each with one of its receivers; ${passedOn} times another route was called, ${marked} times with a mark; ${twice} orders came twice, the second time marked.`,
  )
  for (const each of [orders, passedOn, marked, twice]) expect(each).toBeGreaterThan(count / 10)
})
