import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'

/** When one life of the gateway ends. */
export interface KillMoment {
  readonly when:
    | 'at any time'
    | 'as an order is posted'
    | 'as an order is answered'
    | 'as a document leaves'
    | 'while it starts'
  /** Which posting, answer or document of this life; counted from 1. */
  readonly nth: number
  readonly afterMs: number
}

/** Mostly around the moments where something can be lost or doubled. */
const WHEN: readonly [KillMoment['when'], ...KillMoment['when'][]] = [
  'at any time',
  'at any time',
  'as an order is posted',
  'as an order is posted',
  'as an order is answered',
  'as an order is answered',
  'as a document leaves',
  'as a document leaves',
  'as a document leaves',
  'while it starts',
]

/** A posting is answered within about the second of these, a document within the fourth; an answer must be true at once. */
const LATEST_MS: Readonly<Record<KillMoment['when'], number>> = {
  'at any time': 1_200,
  'as an order is posted': 15,
  'as an order is answered': 3,
  'as a document leaves': 40,
  'while it starts': 2_000,
}

/** `most` is about twice what happens in one life. */
export function throwMoment(dice: Dice, most: number): KillMoment {
  const when = dice.pick(WHEN)
  return { when, nth: 1 + dice.below(most), afterMs: dice.below(LATEST_MS[when]) }
}

/** Counts what happens in one life, and tells when the nth has. */
export interface Counter {
  count(): void
  reached(nth: number): Promise<void>
  reset(): void
}

export function createCounter(): Counter {
  let counted = 0
  let watched = Number.POSITIVE_INFINITY
  let tell = (): void => {}
  return {
    count() {
      counted++
      if (counted >= watched) tell()
    },
    reached: (nth) =>
      new Promise((resolve) => {
        watched = nth
        tell = resolve
        if (counted >= nth) resolve()
      }),
    reset() {
      counted = 0
      watched = Number.POSITIVE_INFINITY
    },
  }
}

/** A life in which the awaited thing does not happen ends all the same. */
const PATIENCE_MS = 2_500

/** What is counted in one life: each kind of moment but the two that wait for nothing. */
export type Counters = Readonly<
  Record<'as an order is posted' | 'as an order is answered' | 'as a document leaves', Counter>
>

export async function arrive({ when, nth, afterMs }: KillMoment, counters: Counters): Promise<void> {
  if (when !== 'at any time' && when !== 'while it starts')
    await Promise.race([counters[when].reached(nth), sleep(PATIENCE_MS)])
  if (afterMs > 0) await sleep(afterMs)
}
