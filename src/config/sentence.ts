import type * as z from 'zod/mini'
import { didYouMean, oneOf } from '../text/suggestion.ts'
import { knownKeys, patternAt } from './known-keys.ts'
import { type Mistake, pathOf, type Step, valueAt } from './mistake.ts'
import { SHAPES } from './shapes.ts'

/** The message of an issue whose schema gives no message. */
const NO_WORDS = 'Invalid input'

/** For a parse whose issues become sentences. Other packages in the process set messages for every copy of Zod. */
export const WITHOUT_WORDS = { error: () => NO_WORDS }

const FORMATS: Readonly<Record<string, string>> = {
  url: "a whole web address, such as 'https://erp.example/orders'",
  email: "a mail address, such as 'orders@supplier.example'",
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a text in quotes, such as 'abc'",
  number: 'a number, without quotes',
  int: 'a whole number, without quotes',
  boolean: 'true or false, without quotes',
  array: 'a list: [ … ]',
  object: 'a group of settings: { … }',
  record: 'a group of settings: { … }',
}

/** Turns schema issues into sentences for a person. `at` is the place of the checked value in the configuration. */
export const mistakesFrom = (
  issues: readonly z.core.$ZodIssue[],
  schema: z.core.$ZodType,
  checked: unknown,
  at: readonly Step[],
  own: OwnWords = () => undefined,
): Mistake[] => issues.flatMap((issue) => sentencesFor(issue, schema, checked, at, own))

/** Returns a special sentence for a place, if any. */
type OwnWords = (steps: readonly Step[], value: unknown) => string | undefined

function sentencesFor(
  issue: z.core.$ZodIssue,
  schema: z.core.$ZodType,
  checked: unknown,
  at: readonly Step[],
  own: OwnWords,
): Mistake[] {
  const steps = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  const value = valueAt(checked, steps)
  const say = (message: string): Mistake[] => [{ path: pathOf([...at, ...steps]), message }]
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, checked, steps)
    return issue.keys.map((key) => ({ path: pathOf([...at, ...steps, key]), message: unknownKey(key, known) }))
  }
  if (issue.code === 'invalid_union') {
    // Choose the alternative with the deepest first issue: the value fits that alternative best.
    const [best] = [...issue.errors].sort((a, b) => deepest(b) - deepest(a) || a.length - b.length)
    if (!best || deepest(best) === 0) return say(ofUnion(issue, value))
    return best.flatMap((inner) =>
      sentencesFor({ ...inner, path: [...issue.path, ...inner.path] }, schema, checked, at, own),
    )
  }
  const ownWords = own(steps, value)
  if (ownWords !== undefined) return say(ownWords)
  if (issue.message !== NO_WORDS) return say(issue.message)
  if (value === undefined) return say(`is missing: give ${missing(issue, schema, checked, steps)}.`)
  return say(wrong(issue, value))
}

const deepest = (issues: readonly z.core.$ZodIssue[]): number =>
  Math.max(0, ...issues.map((issue) => issue.path.length))

export const unknownKey = (key: string, known: readonly string[]): string =>
  `is not a setting here.${didYouMean(key, known) || (known.length > 0 ? ` What may stand here: ${known.join(', ')}.` : '')}`

function ofUnion(issue: z.core.$ZodIssueInvalidUnion, value: unknown): string {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : []
  if (options.length > 0) {
    const need = value === undefined ? 'is missing: give' : 'must be'
    return `${need} ${oneOf(options)}.${typeof value === 'string' ? didYouMean(value, options.map(String)) : ''}`
  }
  const kinds = issue.errors.flatMap((error) => error.slice(0, 1).map(expected))
  return `must be ${[...new Set(kinds)].join(', or ')}; this is ${describe(value)}.`
}

/** The correct value for a missing setting. The schema knows more than the issue. */
function missing(issue: z.core.$ZodIssue, schema: z.core.$ZodType, checked: unknown, steps: readonly Step[]): string {
  const shape = SHAPES[patternAt(schema, checked, steps) ?? '']
  if (shape) return shape.is
  const keys = issue.code === 'invalid_type' && issue.expected === 'object' ? knownKeys(schema, checked, steps) : []
  return keys.length > 0 ? `a group of settings: { ${keys.join(', ')} }` : expected(issue)
}

/** The correct value, for the end of a sentence. */
function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return KINDS[issue.expected] ?? `a ${issue.expected}`
  if (issue.code === 'invalid_value') return oneOf(issue.values)
  return 'a value'
}

function wrong(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${expected(issue)}; this is ${describe(value)}.${issue.expected === 'array' && typeof value === 'string' ? " Put brackets around it: ['…']." : ''}`
    case 'invalid_value': {
      const allowed = issue.values.filter((value) => typeof value === 'string')
      const near = typeof value === 'string' ? didYouMean(value, allowed) : ''
      return `must be ${oneOf(issue.values)}.${near}`
    }
    case 'too_small':
      if (issue.origin === 'array')
        return `needs at least ${issue.minimum} ${issue.minimum === 1 ? 'entry' : 'entries'}.`
      if (issue.origin === 'string')
        return issue.minimum === 1 ? 'must not be empty.' : `must have at least ${issue.minimum} characters.`
      return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}.`
    case 'too_big':
      if (issue.origin === 'array') return `may have at most ${issue.maximum} entries.`
      if (issue.origin === 'string') return `may have at most ${issue.maximum} characters.`
      return `must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}.`
    case 'invalid_format': {
      const { is, hint = '' } = SHAPES[issue.pattern ?? ''] ?? { is: FORMATS[issue.format] }
      return `must be ${is ?? `of the form ${issue.pattern ?? issue.format}`}.${hint}`
    }
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}.`
    case 'invalid_key':
      return 'is not a name that may stand here.'
    default:
      return 'is not right.'
  }
}

function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return value.trim() === '' ? 'an empty text' : 'a text'
  if (typeof value === 'object') return 'a group of settings'
  if (typeof value === 'number' && !Number.isInteger(value)) return 'a fraction'
  return typeof value === 'boolean' ? 'true or false' : `a ${typeof value}`
}
