import { alertWording } from '../../templates/alerts.ts'
import { type FindingWording, findingWording } from '../../templates/findings.ts'
import { fill } from '../text/fill.ts'
import { localNumber } from '../text/local-number.ts'
import type { Language } from './language.ts'
import { formsFor, readFinding } from './read-finding.ts'

export type FindingCode = keyof FindingWording

/**
 * A finding of the gateway about an attempt, a route or another system: a code and the values of its sentence. Values
 * may hold another system's own words, and other findings.
 */
export interface Finding {
  readonly code: FindingCode
  readonly values: Readonly<Record<string, string>>
}

/**
 * The English sentence of a finding, for storage, logs and the Admin API. The sentence is also the stored form of the
 * finding: `readFindings` reads code and values back from the sentence.
 */
export const findingNote = (code: FindingCode, values: Finding['values'] = {}): string =>
  fill(findingWording.en[code], values)

/** The same, with the remark of a person, if the person made one. */
export const remarked = (code: RemarkedCode, values: Finding['values'], remark: string | undefined): string =>
  remark ? findingNote(`${code}-note`, { ...values, remark }) : findingNote(code, values)

/** A code of a sentence that also has a form with a remark. */
type RemarkedCode = { [C in FindingCode]: C extends `${infer Base}-note` ? Base : never }[FindingCode] & FindingCode

/** The same, with the sentence that nothing was sent. */
export const nothingSent = (code: FindingCode, values: Finding['values'] = {}): string =>
  `${findingNote(code, values)} ${findingNote('nothing-sent')}`

/** The sentence of a finding in the reader's language. Another system's words stay as they are. */
export function findingText({ code, values }: Finding, language: Language): string {
  const inWords = Object.entries(values).map(([name, value]): [string, string] => [
    name,
    valueText(name, value, language),
  ])
  return fill(findingWording[language][code], Object.fromEntries(inWords))
}

function valueText(name: string, value: string, language: Language): string {
  if (name === 'answer') return quotedNoteText(value, language)
  if (name === 'factor') return localNumber(value, language)
  if (name === 'state' || name === 'because') return stateText(value, language)
  return NESTED.has(name) ? noteText(value, language) : value
}

/** The word for a delivery's state or a hold reason. English notes have the name itself. */
function stateText(name: string, language: Language): string {
  if (language === 'en') return name
  const { reasons } = alertWording[language]
  if (isKey(name, reasons)) return reasons[name].name
  const code = `state-${name}`
  const words = findingWording[language]
  return isKey(code, words) ? words[code] : name
}

const isKey = <Words extends object>(name: string, words: Words): name is keyof Words & string =>
  Object.hasOwn(words, name)

/** A stored English note in the reader's language. Text that is no finding stays as it is. */
export const noteText = (note: string, language: Language): string =>
  partsOf(note)
    .map((part) => (typeof part === 'string' ? part : findingText(part, language)))
    .join(' ')

/**
 * The same for a receiver's answer. Findings about the answer are in the reader's language. Other text is quoted, also a
 * sentence that the gateway could have written.
 */
export const quotedNoteText = (note: string, language: Language): string =>
  joined(
    partsOf(note).map((part) => (typeof part === 'string' || READ_IN_ANSWERS.test(part.code) ? part : noteOf(part))),
  )
    .map((part) => (typeof part === 'string' ? QUOTES[language].replace('…', () => part) : findingText(part, language)))
    .join(' ')

const noteOf = ({ code, values }: Finding): string => findingNote(code, values)

/** The findings that a reader of answers writes into a receiver's reason. */
const READ_IN_ANSWERS =
  /^(?:receiver-(?:code|element|envelope|line|more-lines|segment)|order-(?:counter-offer|exceptions|on-hold)|(?:edi|x12)-.*|courier-(?:no-reason|other-file))$/

/** With text that follows other text joined to it. */
function joined(parts: readonly (Finding | string)[]): (Finding | string)[] {
  const all: (Finding | string)[] = []
  for (const part of parts) {
    const before = all.at(-1)
    if (typeof part === 'string' && typeof before === 'string') all[all.length - 1] = `${before} ${part}`
    else all.push(part)
  }
  return all
}

const QUOTES: Readonly<Record<Language, string>> = { en: '“…”', nl: '“…”', fr: '«\u00a0…\u00a0»', de: '„…“' }

/** The findings in a stored English note, for programs. */
export const readFindings = (note: string): Finding[] =>
  partsOf(note).filter((part): part is Finding => typeof part !== 'string')

/** Whether a note has only the gateway's own words and status numbers: nothing of an order or of another system. */
export const isOwnWords = (note: string): boolean =>
  partsOf(note).every(
    (part) => typeof part !== 'string' && Object.values(part.values).every((value) => /^\d{1,3}$/.test(value)),
  )

/** Longer texts are lists of an order's problems, and no findings. */
const LONGEST = 1_000
/** More sentences than any note of the gateway has. The rest of a longer text stays in English. */
const MOST_PARTS = 12

type Parts = readonly (Finding | string)[]

/** Many deliveries have the same note, such as the answer of a receiver that refuses every order. */
const known = new Map<string, Parts>()
const NOTES_KEPT = 200

/** The findings and the other text of a note, in order. */
function partsOf(note: string): Parts {
  const before = known.get(note)
  if (before) return before
  const parts = readParts(note)
  if (known.size >= NOTES_KEPT) known.clear()
  known.set(note, parts)
  return parts
}

function readParts(note: string): Parts {
  const parts: (Finding | string)[] = []
  let rest = note.length > LONGEST ? '' : note
  while (rest !== '' && parts.length < MOST_PARTS) {
    const [part, length] = beginningOf(rest)
    parts.push(part)
    rest = rest.slice(length).trimStart()
  }
  const left = note.length > LONGEST ? note : rest
  const all = joined(parts)
  return left === '' ? all : [...all, left]
}

/** The longest beginning that is a finding, else the first sentence; with its length. */
function beginningOf(text: string): [Finding | string, number] {
  const ends = [...text.matchAll(/[.!?](?= )/g)].map(({ index }) => index + 1).slice(0, MOST_PARTS)
  const candidates = formsFor(text).filter(({ start }) => text.startsWith(start))
  for (const end of [text.length, ...ends.toReversed()]) {
    const finding = readFinding(text.slice(0, end), candidates)
    if (finding && !Object.entries(finding.values).some(endsInFinding)) return [finding, end]
  }
  const [first = text.length] = ends
  return [text.slice(0, first), first]
}

/** A value that runs into the next finding: the sentence ends earlier. A receiver's answer goes to the end of the note. */
const endsInFinding = ([name, value]: readonly [string, string]): boolean =>
  name !== 'acknowledgement' &&
  name !== 'answer' &&
  !/[.!?]$/.test(value) &&
  [...value.matchAll(/[.!?] /g)]
    .slice(-MOST_PARTS)
    .some(({ index }) => readFinding(`${value.slice(index + 2)}.`) !== null)

/** Values that may be findings. */
const NESTED: ReadonlySet<string> = new Set([
  ...[
    'acknowledgement',
    'answered',
    'by',
    'character',
    'format',
    'inner',
    'means',
    'message',
    'near',
    'note',
    'noun',
    'problem',
    'reason',
    'step',
    'what',
  ],
])
