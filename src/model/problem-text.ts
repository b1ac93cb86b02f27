import { alertWording } from '../../templates/alerts.ts'
import { type RefusalWording, refusalWording } from '../../templates/refusals.ts'
import { withDateWords } from '../text/date-words.ts'
import { fill } from '../text/fill.ts'
import { shown } from '../text/shown.ts'
import { noteText } from './finding.ts'
import type { Language } from './language.ts'
import type { Problem, ProblemCode } from './problem.ts'

/** A problem of an order with a sentence in `templates/refusals.*.json`. */
export function orderProblem(path: string, code: ProblemCode, values: Problem['values'] = {}): Problem {
  const problem: Problem = { path, code, message: '', values }
  return { ...problem, message: chefText(problem, 'en') }
}

/** Explains the problem and the remedy in the chef's language, without JSON field names. */
export function chefText(problem: Problem, language: Language): string {
  const words = refusalWording[language]
  const fact = factOf(problem, words)
  const remedies: Readonly<Record<string, string>> = words.remedies
  return fact === undefined
    ? capital(ownMessage(problem, words))
    : onLine(problem, [fact, remedies[problem.code], firstDay(problem, words)], language)
}

/** Explains the problem to a customer who can no longer change the order. */
export function customerText(problem: Problem, language: Language): string {
  const words = refusalWording[language]
  const fact = factOf(problem, words)
  return fact === undefined
    ? capital(ownMessage(problem, words))
    : onLine(problem, [fact, firstDay(problem, words)], language)
}

/**
 * Explains the problem to the order desk, in alerts, which never hold wording of an order. Messages about a document's
 * limits have figures in English only, and these say more than the translated sentence.
 */
export function deskText({ line, ...problem }: Problem, language: Language): string {
  const own: Readonly<Record<string, string>> = alertWording[language].problems
  const words = refusalWording[language]
  const fact = problem.values && (own[problem.code] ?? factOf(problem, words))
  const numbered = line ? { ...problem, line: { ...line, name: '' } } : problem
  return onLine(numbered, [fact ?? noteText(problem.message, language)], language)
}

const factOf = ({ code }: Problem, { facts }: RefusalWording): string | undefined =>
  Object.hasOwn(facts, code) ? facts[code as keyof typeof facts] : undefined

/** A refusal of an unavailable date names the first available date. */
function firstDay({ code, values }: Problem, words: RefusalWording): string {
  if (!DATE_CODES.has(code)) return ''
  return values?.first === undefined ? words['no-first-day'] : words['first-day']
}

const DATE_CODES: ReadonlySet<ProblemCode> = new Set(['date-past', 'date-missing', 'no-delivery-day', 'cut-off-passed'])

/** The sentences about one field, after the line number, article and name if the field is in a line. */
function onLine(problem: Problem, sentences: readonly (string | undefined)[], language: Language): string {
  const words = refusalWording[language]
  const text = fill(sentences.filter(Boolean).join(' '), {
    field: fieldName(problem.path, words),
    ...shownValues(problem.values, language),
  })
  const line = lineNumber(problem.path)
  if (line === null) return capital(text)
  return fill(words.line, {
    line,
    about: aboutLine(problem.line),
    problem: language === 'de' ? capital(text) : text,
  })
}

const LINE = /^packages\[(\d+)\]\.?/

function lineNumber(path: string): string | null {
  const index = LINE.exec(path)?.[1]
  return index === undefined ? null : String(Number(index) + 1)
}

/** Longer names leave no room for the sentence in a detail of 200 characters. */
const NAME_LENGTH = 40

function aboutLine({ name, article }: NonNullable<Problem['line']> = { name: '', article: '' }): string {
  const [called, number] = [shown(name.trim(), NAME_LENGTH), shown(article.trim(), NAME_LENGTH)]
  return (called && `, ${called}`) + (number && ` (${number})`)
}

/** The field's name in Apicbase. An unknown field keeps its JSON name. */
function fieldName(path: string, { fields }: RefusalWording): string {
  const inner = path.replace(LINE, '')
  if (inner === '') return path === '' ? fields.order : fields.line
  return Object.hasOwn(fields, inner) ? fields[inner as keyof typeof fields] : shown(inner)
}

const ownMessage = ({ path, message }: Problem, words: RefusalWording): string =>
  shown(path === '' ? message : message.replaceAll(path, fieldName(path, words)))

function shownValues(values: Problem['values'] = {}, language: Language): Readonly<Record<string, string>> {
  const { quantity, ...others } = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, shown(value)]))
  return withDateWords(
    quantity === undefined ? others : { ...others, quantity: decimalWords(quantity, language) },
    language,
  )
}

/** With the decimal mark of the language. Text that is no number stays as it was posted. */
const decimalWords = (text: string, language: Language): string =>
  language !== 'en' && /^-?\d+\.\d+$/.test(text) ? text.replace('.', ',') : text

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
