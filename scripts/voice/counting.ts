import type { Place } from './figures.ts'
import { withoutCode } from './prose.ts'
import { privateWordsIn } from './word-lists.ts'

/** A comment, a paragraph, a cell or a sentence, and where it begins. */
export interface InFile {
  readonly text: string
  readonly line: number
  readonly file: string
}

export const placeOf = ({ file, line, text }: InFile) => ({ file, line, text: text.replaceAll(/\s+/g, ' ') })

/** The private words in one passage, as one place. */
export function privatePlaces(passage: InFile): Place[] {
  const found = privateWordsIn(withoutCode(passage.text))
  if (found.length === 0) return []
  const text = `${[...new Set(found)].join(', ')}: ${placeOf(passage).text}`
  return [{ ...placeOf(passage), list: 'private', text, weight: found.length }]
}

export interface Counted {
  readonly words: number
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
export const percent = (part: number, whole: number): number => (whole === 0 ? 0 : rounded((part / whole) * 100))
export const average = (sentences: readonly Counted[]): number =>
  sentences.length === 0 ? 0 : rounded(sum(sentences.map(({ words }) => words)) / sentences.length)
export const longest = (sentences: readonly Counted[]): number => Math.max(0, ...sentences.map(({ words }) => words))
const rounded = (number: number): number => Math.round(number * 10) / 10
