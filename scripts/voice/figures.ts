export const LONGEST_SENTENCE = 30
export const LONGEST_CELL = 25
export const LONGEST_MESSAGE_SENTENCE = 20
export const LONGEST_SUBJECT = 72

export const LISTS = ['openers', 'pronouns', 'private', 'long', 'cells', 'messages', 'subjects'] as const
export type List = (typeof LISTS)[number]

/** A place to improve. A higher `weight` is a worse place. */
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
  /** JSON files with the texts for people, in every language. */
  readonly templates: ReadonlyMap<string, string>
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
  templateSentenceLongest: { meaning: 'words in the longest sentence of a template', list: 'messages', target: 20 },
  templateSentencesTooLong: {
    meaning: `sentences of templates over ${LONGEST_MESSAGE_SENTENCE} words`,
    list: 'messages',
    target: 0,
  },
  subjectLongest: { meaning: 'characters in the longest commit subject', list: 'subjects', target: 72 },
  subjectsTooLong: { meaning: `commit subjects over ${LONGEST_SUBJECT} characters`, list: 'subjects', target: 0 },
} as const satisfies Record<string, { meaning: string; list: List; target: number }>

export type FigureName = keyof typeof FIGURES
export type Figures = Readonly<Record<FigureName, number>>
