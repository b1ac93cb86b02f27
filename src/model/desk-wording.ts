import type { Language } from './language.ts'
import type { Problem } from './problem.ts'
import { deskText } from './problem-text.ts'

/** Describes the problems of an order for the order desk. */
export const deskRemark = (problems: readonly Problem[], language: Language): string =>
  problems.map((problem) => deskText(problem, language)).join(' ')
