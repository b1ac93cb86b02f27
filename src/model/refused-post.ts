import type { Problem } from './problem.ts'

/**
 * The kind of a later post that was refused. `cancelled`: the status is CANCELLED. `unplaced`: the status is not ORDERED, or
 * not stored. `change`: any other post.
 */
export type RefusedPost = 'cancelled' | 'unplaced' | 'change'

export function refusedPost(problems: readonly Problem[]): RefusedPost {
  const unplaced = problems.find(({ code }) => code === 'not-ordered')
  if (!unplaced) return 'change'
  return /^\s*cancel/i.test(unplaced.values?.status ?? '') ? 'cancelled' : 'unplaced'
}
