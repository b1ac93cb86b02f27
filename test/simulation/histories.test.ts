import { describe, expect, it } from 'vitest'
import { MORNING } from '../fakes/clock.ts'
import { histories } from '../fakes/histories.ts'
import { repeatedSql } from '../fakes/node-sql.ts'
import { live } from './history.ts'
import { APART, COPIES, DEPOTS, LADDER, type Scene } from './scenes.ts'

/** `SEED=4711` runs one history, `HISTORIES=50000` runs more histories. */
const only = process.env.SEED
/** Rare sequences need more histories than a desk has time for. */
const count = histories(300, 22)
const STEPS = 40

describe.each([
  ['routes apart', APART],
  ['a ladder', LADDER],
  ['copies beside the systems', COPIES],
  ['two depots', DEPOTS],
])('an outbox with %s', (_, scene) => {
  it(`keeps every promise in ${only ? 'one history' : `${count} random histories`}`, { timeout: 600_000 }, async () => {
    if (only) {
      console.log((await live(Number(only), STEPS, undefined, scene)).join('\n'))
      return
    }
    const store = repeatedSql(MORNING)
    for (let seed = 1; seed <= count; seed++)
      await live(seed, STEPS, store, scene).catch((broken) => shrink(seed, scene, broken))
    expect(count).toBeGreaterThan(0)
  })
})

/** Finds the fewest steps of the history that still break a promise. */
async function shrink(seed: number, scene: Scene, broken: unknown): Promise<never> {
  for (let steps = 1; steps < STEPS; steps++) {
    const failed = await live(seed, steps, undefined, scene).then(
      () => null,
      (error: unknown) => error,
    )
    if (failed) throw failed
  }
  throw broken
}
