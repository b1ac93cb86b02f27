import { refusalWording } from '../../templates/refusals.ts'
import { type Problem, type Refusal, summary } from '../problem.ts'
import type { Supplier } from '../profile/supplier.ts'
import { fill } from './fill.ts'

/** A refusal as it is answered: the same codes in every language, the sentences in one. */
interface Worded extends Refusal {
  readonly detail: string
}

/** Says a refusal in the supplier's language. What that language has no words for is said in English. */
export function inLanguage(refusal: Refusal, language: Supplier['language']): Worded {
  const wording = refusalWording[language]
  const [first, ...rest] = refusal.problems
  const problems = [say(first, wording), ...rest.map((problem) => say(problem, wording))] as const
  return {
    ...refusal,
    title: wording?.titles[refusal.status] ?? refusal.title,
    problems,
    detail: summary(problems, wording?.more),
  }
}

function say(problem: Problem, wording: (typeof refusalWording)[string] | undefined): Problem {
  const { path, code, message, values } = problem
  const sentence = wording?.[code]
  if (typeof sentence !== 'string') return { path, code, message }
  return { path, code, message: fill(sentence, { path: path || 'JSON', ...values }) }
}
