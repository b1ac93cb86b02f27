import type { Measured, Step } from './lane.ts'
import { distance } from './subjects.ts'

/** Which sentences are tried for a mutant, and in which order: those that noticed most in its file, then near and quick ones. */
export interface Plan {
  stepsFor(mutant: number, file: string): Step[]
  /**
   * More steps for a mutant that no sentence of `stepsFor` noticed. Code that runs once a process, such as a schema that
   * is built at its first use, is measured in the first sentence alone. Later sentences of that test use its result.
   */
  laterStepsFor(mutant: number, file: string): Step[]
  noticed(file: string, sentence: string): void
}

interface Known extends Step {
  readonly name: string
  readonly ms: number
}

/** What runs when a file is loaded can matter to any sentence. One that takes longer than this is tried where it ran the file, or one that imports it; of a file in which no sentence runs anything, where it ran what that hands its own to. */
const QUICK_MS = 30

export function planner(
  measured: readonly Measured[],
  fileOf: (mutant: number) => string,
  importersOf: ReadonlyMap<string, ReadonlySet<string>>,
  importsOf: ReadonlyMap<string, ReadonlySet<string>>,
): Plan {
  const byMutant = new Map<number, Known[]>()
  const add = (mutant: number, known: Known): void => {
    const some = byMutant.get(mutant) ?? []
    some.push(known)
    byMutant.set(mutant, some)
  }
  const active = new Set(measured.flatMap(({ each }) => each.flatMap(({ ran }) => ran.map(fileOf))))
  const near = (file: string): ReadonlySet<string> | undefined =>
    active.has(file)
      ? importersOf.get(file)
      : new Set([...(importersOf.get(file) ?? []), ...(importsOf.get(file) ?? [])])
  for (const { test, onLoad, each } of measured) {
    for (const [sentence, { name, ms, ran, isLeftOut }] of each.entries()) {
      if (isLeftOut) continue
      const known = { test, sentence, name, ms }
      const files = new Set(ran.map(fileOf))
      const touches = (file: string): boolean => [...(near(file) ?? [])].some((one) => files.has(one))
      const touched = new Set([...new Set(onLoad.map(fileOf))].filter((file) => ms < QUICK_MS || touches(file)))
      const early = onLoad.filter((mutant) => touched.has(fileOf(mutant)))
      for (const mutant of new Set([...early, ...ran])) add(mutant, known)
    }
  }
  const counts = new Map<string, number>()
  const countOf = (file: string, name: string): number => counts.get(`${file} ${name}`) ?? 0
  return {
    stepsFor(mutant, file) {
      const cost = ({ test, ms }: Known): number => ms + distance(test, file) * 100
      return [...(byMutant.get(mutant) ?? [])]
        .sort((one, other) => countOf(file, other.name) - countOf(file, one.name) || cost(one) - cost(other))
        .map(({ test, sentence }) => ({ test, sentence }))
    },
    laterStepsFor: (mutant, file) =>
      measured.flatMap(({ test, each }) => {
        const first = each.findIndex(({ ran }) => ran.includes(mutant))
        const isOnce = first >= 0 && each.every(({ ran }, at) => at === first || !ran.includes(mutant))
        if (!isOnce) return []
        return each.flatMap(({ ran, isLeftOut }, sentence) =>
          sentence > first && !isLeftOut && ran.some((one) => fileOf(one) === file) ? [{ test, sentence }] : [],
        )
      }),
    noticed(file, name) {
      counts.set(`${file} ${name}`, countOf(file, name) + 1)
    },
  }
}
