import { describe, expect, it } from 'vitest'
import { MORNING } from '../fakes/clock.ts'
import { histories } from '../fakes/histories.ts'
import { repeatedSql } from '../fakes/node-sql.ts'
import { liveTogether } from './batch-history.ts'

/** `SEED=4711` runs one history, `HISTORIES=50000` runs more histories. */
const only = process.env.SEED
const count = histories(200)
const STEPS = 40

describe.each([
  ['left to itself', false],
  ['with people', true],
])('an outbox whose orders wait for one another, %s', (_, people) => {
  it(`keeps every promise in ${only ? 'one history' : `${count} random histories`}`, { timeout: 600_000 }, async () => {
    if (only) {
      console.log((await liveTogether(Number(only), STEPS, people)).join('\n'))
      return
    }
    const store = repeatedSql(MORNING)
    for (let seed = 1; seed <= count; seed++)
      await liveTogether(seed, STEPS, people, store).catch((broken) => shrink(seed, people, broken))
    expect(count).toBeGreaterThan(0)
  })
})

/** Finds the fewest steps of the history that still break a promise. */
async function shrink(seed: number, people: boolean, broken: unknown): Promise<never> {
  for (let steps = 1; steps < STEPS; steps++) {
    const failed = await liveTogether(seed, steps, people).then(
      () => null,
      (error: unknown) => error,
    )
    if (failed) throw failed
  }
  throw broken
}
