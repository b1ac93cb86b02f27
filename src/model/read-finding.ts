import { findingWording } from '../../templates/findings.ts'
import { numberForms } from '../text/fill.ts'
import type { Finding, FindingCode } from './finding.ts'

/** The finding with this English sentence. Longer sentences are tried first. */
export function readFinding(text: string, candidates = formsFor(text)): Finding | null {
  for (const candidate of candidates) {
    const { code, form, names, isEmpty } = candidate
    const found = hasWords(text, candidate) ? form.exec(text) : null
    if (!found || (isEmpty && !readFinding(found[1] ?? ''))) continue
    return { code, values: Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? ''])) }
  }
  return null
}

/**
 * Whether the text has the words of the form in their order. A receiver chooses its text, and an expression with several
 * values would try every combination of places before it fails.
 */
function hasWords(text: string, { start, between, end }: Form): boolean {
  if (!text.startsWith(start) || !text.endsWith(end)) return false
  let from = start.length
  for (const words of between) {
    const at = text.indexOf(words, from + 1)
    if (at < 0) return false
    from = at + words.length
  }
  return from + end.length <= text.length
}

interface Form {
  readonly code: FindingCode
  /** The words before the first value: most forms are ruled out by them. */
  readonly start: string
  /** The words between two values. Each value has a letter at least. */
  readonly between: readonly string[]
  /** The words after the last value; empty for a sentence without values. */
  readonly end: string
  readonly form: RegExp
  readonly names: readonly string[]
  /** The sentence consists of values only, so a value must be a finding. */
  readonly isEmpty: boolean
}

const NUMBERS = [
  ...['bits', 'count', 'hours', 'least', 'length', 'most', 'number', 'port', 'seconds', 'size', 'tries', 'version'],
]
const WORDS = ['file', 'host', 'name', 'since', 'trigger', 'until', 'user']

/** The forms of some values. Any other value is any text. */
const VALUES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(NUMBERS.map((name) => [name, String.raw`\d+`])),
  ...Object.fromEntries(WORDS.map((name) => [name, String.raw`\S+`])),
  acknowledgement: String.raw`(?:business|functional): \S.*?`,
  because: '[a-z-]+',
  codes: '[A-Za-z0-9, ]+',
  code: '[A-Za-z0-9_ ]{1,60}',
  column: '[A-Za-z]+',
  columns: '[A-Za-z, ]+',
  element: '[A-Za-z]+',
  header: '[A-Z0-9+]+',
  key: '[^:]{1,60}',
  party: "'[^']*'",
  place: String.raw`[\w.' -]{1,60}`,
  quoted: "'.{0,62}'",
  state: '[a-z-]+',
  status: String.raw`\d{3}(?: [A-Za-z_]{1,60})?`,
  tag: '[A-Z]{2,3}',
  supplier: String.raw`[\w-]+`,
  trailer: '[A-Z0-9]+',
}

let prepared: readonly Form[] | undefined
/** The forms by the first letter of a text. */
const formsByLetter = new Map<string, readonly Form[]>()

/** The forms that may have a text with this first letter. The letters of the forms are few. */
export function formsFor(text: string): readonly Form[] {
  const letter = text.slice(0, 1)
  const known = formsByLetter.get(letter)
  if (known) return known
  const found = forms().filter(({ start }) => start === '' || start.startsWith(letter))
  if (found.some(({ start }) => start !== '')) formsByLetter.set(letter, found)
  return found
}

/** Prepared at the first note, because a start must stay fast. */
function forms(): readonly Form[] {
  prepared ??= Object.entries(findingWording.en)
    .filter(([code]) => !code.startsWith('state-'))
    .flatMap(([code, sentence]) => numberForms(sentence).map((form) => ({ code: code as FindingCode, sentence: form })))
    .map((form) => ({ ...form, own: form.sentence.replace(/\{\w+\}/g, '').length }))
    .sort((one, other) => other.own - one.own)
    .map(({ code, sentence }) => formOf(code, sentence))
  return prepared
}

function formOf(code: FindingCode, sentence: string): Form {
  const names: string[] = []
  const source = sentence.split(/\{(\w+)\}/).map((part, at) => {
    if (at % 2 === 0) return part.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
    if (names.includes(part)) return `\\${names.indexOf(part) + 1}`
    names.push(part)
    return `(${VALUES[part] ?? '.+?'})`
  })
  const isEmpty = !/\p{L}/u.test(sentence.replace(/\{\w+\}/g, ''))
  const [start = '', ...after] = sentence.split(/\{\w+\}/)
  const words = { start, between: after.slice(0, -1), end: after.at(-1) ?? '' }
  return { code, ...words, form: new RegExp(`^${source.join('')}$`, 's'), names, isEmpty }
}
