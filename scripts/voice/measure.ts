import { type Comment, commentsIn, paragraphsOf } from './comments.ts'
import { isSql, messagesIn } from './messages.ts'
import { type Page, type Passage, readPage } from './pages.ts'
import { firstWordOf, sentencesOf, withoutCode, wordsOf } from './prose.ts'
import { type Token, tokensOf } from './source-tokens.ts'
import { OPENERS, PRONOUNS, privateWordsIn, privateWordsInName } from './word-lists.ts'

export const LONGEST_SENTENCE = 30
export const LONGEST_CELL = 25
export const LONGEST_MESSAGE_SENTENCE = 20
export const LONGEST_SUBJECT = 72

export const LISTS = ['openers', 'pronouns', 'private', 'long', 'cells', 'messages', 'subjects'] as const
export type List = (typeof LISTS)[number]

/** A place that a person can mend. A higher `weight` is a worse place. */
export interface Place {
  readonly list: List
  readonly file: string
  readonly line: number
  readonly text: string
  readonly weight: number
}

/** Paths are relative to the project, with `/` between folders. */
export interface Texts {
  readonly sources: ReadonlyMap<string, string>
  readonly pages: ReadonlyMap<string, string>
  /** Subjects of the commits that count, by abbreviated id; null where the history does not reach back to them. */
  readonly subjects: ReadonlyMap<string, string> | null
}

/** Each figure's meaning, the list that shows its places, and the target that its ceiling falls to. */
export const FIGURES = {
  commentOpenersPercent: { meaning: '% of the comments in src that begin with an opener', list: 'openers', target: 2 },
  commentPronounsPercent: { meaning: 'pronouns in 100 words of comments', list: 'pronouns', target: 3 },
  commentSentenceAverage: { meaning: 'words in a sentence of a comment, on average', list: 'long', target: 12 },
  commentSentenceLongest: { meaning: 'words in the longest sentence of a comment', list: 'long', target: 30 },
  commentSentencesTooLong: { meaning: `sentences of comments over ${LONGEST_SENTENCE} words`, list: 'long', target: 0 },
  privateNames: { meaning: 'names in src that hold a private word', list: 'private', target: 0 },
  privateNameUses: { meaning: 'uses of these names', list: 'private', target: 0 },
  privateWordsInComments: { meaning: 'private words in comments', list: 'private', target: 0 },
  privateWordsInDocs: { meaning: 'private words in docs', list: 'private', target: 0 },
  docSentenceAverage: { meaning: 'words in a sentence of the docs, on average', list: 'long', target: 16 },
  docSentenceAverageOfWorstPage: {
    meaning: 'words in a sentence of the page with the longest ones, on average',
    list: 'long',
    target: 16,
  },
  docSentenceLongest: { meaning: 'words in the longest sentence of the docs', list: 'long', target: 30 },
  docSentencesTooLong: { meaning: `sentences of the docs over ${LONGEST_SENTENCE} words`, list: 'long', target: 0 },
  cellLongest: { meaning: 'words in the longest table cell', list: 'cells', target: 25 },
  cellsTooLong: { meaning: `table cells over ${LONGEST_CELL} words`, list: 'cells', target: 0 },
  messageSentenceLongest: { meaning: 'words in the longest sentence of a message', list: 'messages', target: 20 },
  messageSentencesTooLong: {
    meaning: `sentences of messages over ${LONGEST_MESSAGE_SENTENCE} words`,
    list: 'messages',
    target: 0,
  },
  subjectLongest: { meaning: 'characters in the longest commit subject', list: 'subjects', target: 72 },
  subjectsTooLong: { meaning: `commit subjects over ${LONGEST_SUBJECT} characters`, list: 'subjects', target: 0 },
} as const satisfies Record<string, { meaning: string; list: List; target: number }>

export type FigureName = keyof typeof FIGURES
export type Figures = Readonly<Record<FigureName, number>>

export interface Measured {
  readonly figures: Figures
  readonly places: readonly Place[]
}

export function measure(texts: Texts): Measured {
  const sources = [...texts.sources].map(([file, text]) => ({ file, text, tokens: tokensOf(text) }))
  const pages = [...texts.pages].map(([file, text]) => ({ file, page: readPage(text) }))
  const comments = measureComments(sources)
  const names = measureNames(sources)
  const docs = measurePages(pages)
  const messages = measureMessages(sources)
  const subjects = measureSubjects(texts.subjects ?? new Map())
  return {
    figures: { ...comments.figures, ...names.figures, ...docs.figures, ...messages.figures, ...subjects.figures },
    places: [comments, names, docs, messages, subjects].flatMap(({ places }) => places),
  }
}

interface Source {
  readonly file: string
  readonly text: string
  readonly tokens: readonly Token[]
}

function measureComments(sources: readonly Source[]) {
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

interface InFile extends Comment {
  readonly file: string
}

const placeOf = ({ file, line, text }: InFile) => ({ file, line, text: text.replaceAll(/\s+/g, ' ') })

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

function privatePlaces(passage: InFile): Place[] {
  const found = privateWordsIn(withoutCode(passage.text))
  if (found.length === 0) return []
  const text = `${[...new Set(found)].join(', ')}: ${placeOf(passage).text}`
  return [{ ...placeOf(passage), list: 'private', text, weight: found.length }]
}

function measureNames(sources: readonly Source[]) {
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

/** A released migration never changes, so its SQL keeps the names of before. */
const MIGRATIONS = 'src/outbox/migrations/'

/** HTTP's name of status 410. */
const GONE = 'Gone'

/** Names that a token holds: the name, a text that is one, or the columns and tables that SQL names. */
function namesOf(file: string, { kind, text }: Token): string[] {
  if (kind === 'name') return [text]
  if (kind !== 'text' || file.startsWith(MIGRATIONS)) return []
  if (/^[\w-]+$/.test(text)) return text === GONE ? [] : [text]
  return isSql(text) ? (text.match(/\b[a-z_]+\b/g) ?? []) : []
}

function measurePages(pages: readonly { readonly file: string; readonly page: Page }[]) {
  const inFile = (file: string, passages: readonly Passage[]) => passages.map((passage) => ({ ...passage, file }))
  const perPage = pages.map(({ file, page }) =>
    inFile(file, page.paragraphs).flatMap((passage) =>
      sentencesOf(passage.text).map((text) => ({ ...passage, text, words: wordsOf(text).length })),
    ),
  )
  const sentences = perPage.flat()
  const cells = pages.flatMap(({ file, page }) =>
    inFile(file, page.cells).map((cell) => ({ ...cell, words: wordsOf(cell.text).length })),
  )
  const privates = pages.flatMap(({ file, page }) =>
    inFile(file, [...page.headings, ...page.paragraphs, ...page.cells]).flatMap(privatePlaces),
  )
  const tooLong = sentences.filter(({ words }) => words > LONGEST_SENTENCE)
  const longCells = cells.filter(({ words }) => words > LONGEST_CELL)
  return {
    figures: {
      privateWordsInDocs: sum(privates.map(({ weight }) => weight)),
      docSentenceAverage: average(sentences),
      docSentenceAverageOfWorstPage: Math.max(0, ...perPage.map(average)),
      docSentenceLongest: longest(sentences),
      docSentencesTooLong: tooLong.length,
      cellLongest: longest(cells),
      cellsTooLong: longCells.length,
    },
    places: [
      ...privates,
      ...tooLong.map((sentence): Place => ({ ...placeOf(sentence), list: 'long', weight: sentence.words })),
      ...longCells.map((cell): Place => ({ ...placeOf(cell), list: 'cells', weight: cell.words })),
    ],
  }
}

function measureMessages(sources: readonly Source[]) {
  const sentences = sources.flatMap(({ file, text: source, tokens }) =>
    messagesIn(source, tokens).flatMap(({ text, line }) =>
      text
        .split('\n')
        .flatMap(sentencesOf)
        .map((sentence) => ({ file, line, text: sentence, words: wordsOf(sentence).length })),
    ),
  )
  const tooLong = sentences.filter(({ words }) => words > LONGEST_MESSAGE_SENTENCE)
  return {
    figures: { messageSentenceLongest: longest(sentences), messageSentencesTooLong: tooLong.length },
    places: tooLong.map((sentence): Place => ({ ...placeOf(sentence), list: 'messages', weight: sentence.words })),
  }
}

function measureSubjects(subjects: ReadonlyMap<string, string>) {
  const tooLong = [...subjects].filter(([, subject]) => subject.length > LONGEST_SUBJECT)
  return {
    figures: {
      subjectLongest: Math.max(0, ...[...subjects.values()].map(({ length }) => length)),
      subjectsTooLong: tooLong.length,
    },
    places: tooLong.map(([id, text]): Place => ({ list: 'subjects', file: id, line: 0, text, weight: text.length })),
  }
}

interface Counted {
  readonly words: number
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
const percent = (part: number, whole: number): number => (whole === 0 ? 0 : rounded((part / whole) * 100))
const average = (sentences: readonly Counted[]): number =>
  sentences.length === 0 ? 0 : rounded(sum(sentences.map(({ words }) => words)) / sentences.length)
const longest = (sentences: readonly Counted[]): number => Math.max(0, ...sentences.map(({ words }) => words))
const rounded = (number: number): number => Math.round(number * 10) / 10
