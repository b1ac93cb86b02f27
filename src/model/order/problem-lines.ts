import type { Problem } from '../problem.ts'

/** The article and name that people know a line by; null if the order has neither. */
export interface NamedLine {
  readonly article: string | null
  readonly name: string | null
}

const INDEX = /^packages\[(\d+)\]/

/** Adds to each problem the article and name of its line. */
export const withLines = (problems: readonly Problem[], lineAt: (index: number) => NamedLine | undefined): Problem[] =>
  problems.map((problem) => {
    const index = INDEX.exec(problem.path)?.[1]
    const line = index === undefined ? undefined : lineAt(Number(index))
    return line ? { ...problem, line: { article: line.article ?? '', name: line.name ?? '' } } : problem
  })
