import { refusalWording } from '../../templates/refusals.ts'
import type { Language } from './language.ts'
import { type Problem, type Refusal, summary } from './problem.ts'
import { chefText } from './problem-text.ts'

/** A refusal as answered: the same codes in every language, the sentences in one language. */
interface Worded extends Refusal {
  readonly detail: string
}

/** Words a refusal for a chef; `language: null` words the refusal for a client of the gateway's other interfaces. */
export function inLanguage(refusal: Refusal, language: Language | null): Worded {
  const say = ({ path, code, message }: Problem): Problem => ({ path, code, message })
  const sayToChef = (problem: Problem): Problem => ({ ...say(problem), message: chefText(problem, language ?? 'en') })
  const [first, ...rest] = refusal.problems
  const worded = language === null ? say : sayToChef
  const problems = [worded(first), ...rest.map(worded)] as const
  if (language === null) return { ...refusal, problems, detail: summary(problems) }
  const { titles, more } = refusalWording[language]
  const ofStatus: Readonly<Record<string, string>> = titles
  return { ...refusal, title: ofStatus[refusal.status] ?? refusal.title, problems, detail: summary(problems, more) }
}
