import { commentsIn, paragraphsOf } from './comments.ts'
import { average, type InFile, longest, percent, placeOf, privatePlaces, sum } from './counting.ts'
import { LONGEST_SENTENCE, type Place } from './figures.ts'
import { isSql } from './messages.ts'
import { firstWordOf, sentencesOf, wordsOf } from './prose.ts'
import type { Token } from './source-tokens.ts'
import { OPENERS, PRONOUNS, privateWordsInName } from './word-lists.ts'

export interface Source {
  readonly file: string
  readonly text: string
  readonly tokens: readonly Token[]
}

export function measureComments(sources: readonly Source[]) {
  const comments = sources.flatMap(({ file, tokens }) => commentsIn(tokens).map((comment) => ({ ...comment, file })))
  const openers = comments.filter(({ text }) => OPENERS.has(firstWordOf(text)))
  const pronouns = comments.flatMap((comment) => pronounPlaces(comment))
  const sentences = comments.flatMap((comment) =>
    paragraphsOf(comment.text)
      .flatMap(sentencesOf)
      .map((text) => ({ ...comment, text, words: wordsOf(text).length })),
  )
  const tooLong = sentences.filter(({ words }) => words > LONGEST_SENTENCE)
  const privates = comments.flatMap((comment) => privatePlaces(comment))
  const wordCount = sum(comments.map(({ text }) => wordsOf(text).length))
  return {
    figures: {
      commentOpenersPercent: percent(openers.length, comments.length),
      commentPronounsPercent: percent(sum(pronouns.map(({ weight }) => weight)), wordCount),
      commentSentenceAverage: average(sentences),
      commentSentenceLongest: longest(sentences),
      commentSentencesTooLong: tooLong.length,
      privateWordsInComments: sum(privates.map(({ weight }) => weight)),
    },
    places: [
      ...openers.map((comment): Place => ({ ...placeOf(comment), list: 'openers', weight: 1 })),
      ...pronouns,
      ...tooLong.map((sentence): Place => ({ ...placeOf(sentence), list: 'long', weight: sentence.words })),
      ...privates,
    ],
  }
}

function pronounPlaces(comment: InFile): Place[] {
  const words = wordsOf(
    comment.text
      .replaceAll('’', "'")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}`'\s{}@]+/gu, ' '),
  )
  const found = words.filter((word) => PRONOUNS.has(word.replace(/'.*$/, '')))
  return found.length > 0 ? [{ ...placeOf(comment), list: 'pronouns', weight: found.length }] : []
}

export function measureNames(sources: readonly Source[]) {
  const uses = sources.flatMap(({ file, tokens }) => [
    ...fileNameUse(file),
    ...tokens.flatMap((token) => namesOf(file, token).map((text) => ({ file, line: token.line, text }))),
  ])
  const found = uses.filter(({ text }) => privateWordsInName(text).length > 0)
  return {
    figures: { privateNames: new Set(found.map(({ text }) => text)).size, privateNameUses: found.length },
    places: found.map((use): Place => ({ ...use, list: 'private', weight: 1 })),
  }
}

const fileNameUse = (file: string) => [{ file, line: 1, text: file.slice(file.lastIndexOf('/') + 1) }]

/** A released migration never changes, and a file `earlier-…` reads what an earlier version wrote. Both keep its names. */
const keepsEarlierNames = (file: string): boolean => /^src\/outbox\/migrations\/|\/earlier-[^/]*$/.test(file)

/** HTTP's name of status 410, and a hold reason that other programs read in the Admin API. */
const KEPT_NAMES: readonly string[] = ['Gone', 'route-gone']

const withoutKept = (text: string): string => KEPT_NAMES.reduce((left, name) => left.replaceAll(name, ''), text)

/** Names that a token holds: the name, a text that is one, or the columns and tables that SQL names. */
function namesOf(file: string, { kind, text }: Token): string[] {
  if (keepsEarlierNames(file)) return []
  if (kind === 'name') return [text]
  if (kind !== 'text') return []
  if (/^[\w-]+$/.test(text)) return KEPT_NAMES.includes(text) ? [] : [text]
  return isSql(text) ? (withoutKept(text).match(/\b[a-z_]+\b/g) ?? []) : []
}
