import { alertWording } from '../../templates/alerts.ts'
import { refusalWording } from '../../templates/refusals.ts'
import type { Problem } from '../problem.ts'
import type { Supplier } from '../profile/supplier.ts'
import { fill } from './fill.ts'

type Language = Supplier['language']

/** What is wrong with an order, for the desk that holds it. What a document cannot carry is said in English, with every figure. */
export const deskRemark = (problems: readonly Problem[], language: Language): string =>
  problems
    .map((problem) => said(problem, problem.values && Reflect.get(alertWording[language].problems, problem.code)))
    .join(' ')

/** The same of an order that can't be read as one: in the words that a chef would be refused with. */
export const unreadRemark = (problems: readonly Problem[], language: Language): string =>
  problems.map((problem) => said(problem, refusalWording[language]?.[problem.code])).join(' ')

const said = ({ path, message, values }: Problem, sentence: unknown): string =>
  typeof sentence === 'string' ? fill(sentence, { path: path || 'JSON', ...values }) : message
