import { expect, it } from 'vitest'
import { nodeSql } from '../fakes/node-sql.ts'
import { live } from './history.ts'

/** `SEED=4711` runs that history alone, `HISTORIES=50000` more of them. */
const only = process.env.SEED
const count = Number(process.env.HISTORIES ?? 1_000)
const STEPS = 40

it(`keeps every promise in ${only ? 'one history' : `${count} random histories`}`, { timeout: 600_000 }, async () => {
  if (only) {
    console.log((await live(Number(only), STEPS)).join('\n'))
    return
  }
  const store = nodeSql()
  for (let seed = 1; seed <= count; seed++) await live(seed, STEPS, store).catch((broken) => shrink(seed, broken))
  expect(count).toBeGreaterThan(0)
})

/** The fewest steps of the same history that still break a promise. */
async function shrink(seed: number, broken: unknown): Promise<never> {
  for (let steps = 1; steps < STEPS; steps++) {
    const failed = await live(seed, steps).then(
      () => null,
      (error: unknown) => error,
    )
    if (failed) throw failed
  }
  throw broken
}
