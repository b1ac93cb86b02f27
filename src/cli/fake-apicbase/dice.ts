/** Seeded random numbers: the same seed gives the same numbers, but not the same race. */
export type Dice = ReturnType<typeof createDice>

/** The generator is mulberry32. */
export function createDice(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    /** Returns a number from 0 up to, not including, `limit`. */
    below: (limit: number) => Math.floor(next() * limit),
    chance: (probability: number) => next() < probability,
    pick: <T>(from: readonly [T, ...T[]]) => from[Math.floor(next() * from.length)] ?? from[0],
    /** Separate random numbers, so that the draws of one party do not change the draws of another party. */
    fork: () => createDice(Math.floor(next() * 4_294_967_296)),
  }
}
