import type { Problem } from '../problem.ts'
import type { Supplier } from '../profile/supplier.ts'
import { deskText } from './problem-text.ts'

/** What is wrong with an order, for the desk that holds it. */
export const deskRemark = (problems: readonly Problem[], language: Supplier['language']): string =>
  problems.map((problem) => deskText(problem, language)).join(' ')
