import type { Problem } from '../problem.ts'

/** What people know a line by; null where the order does not say it. */
export interface NamedLine {
  readonly article: string | null
  readonly name: string | null
}

const INDEX = /^packages\[(\d+)\]/

/** The problems, each with the article and the name of the line that it is about. */
export const withLines = (problems: readonly Problem[], lineAt: (index: number) => NamedLine | undefined): Problem[] =>
  problems.map((problem) => {
    const index = INDEX.exec(problem.path)?.[1]
    const line = index === undefined ? undefined : lineAt(Number(index))
    return line ? { ...problem, line: { article: line.article ?? '', name: line.name ?? '' } } : problem
  })
