import { expect } from 'vitest'
import type { Answer } from './door.ts'

/** The answer is a problem with this status. `path`: a field that the problem names. */
export function expectProblem({ status, headers, json }: Answer, expected: number, path?: string): void {
  expect([status, headers.get('content-type')]).toEqual([expected, 'application/problem+json'])
  if (path !== undefined) expect(json.problems.map((problem: { path: string }) => problem.path)).toContain(path)
}
