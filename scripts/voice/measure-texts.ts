import { average, type InFile, longest, placeOf, privatePlaces, sum } from './counting.ts'
import { LONGEST_CELL, LONGEST_MESSAGE_SENTENCE, LONGEST_SENTENCE, LONGEST_SUBJECT, type Place } from './figures.ts'
import type { Source } from './measure-source.ts'
import { messagesIn } from './messages.ts'
import type { Page, Passage } from './pages.ts'
import { sentencesOf, wordsOf } from './prose.ts'

export function measurePages(pages: readonly { readonly file: string; readonly page: Page }[]) {
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

interface Sentence extends InFile {
  readonly words: number
}

/** Messages in the source, and the texts of templates in every language. */
export function measureMessages(sources: readonly Source[], templates: ReadonlyMap<string, string>) {
  const inSource = sources.flatMap(({ file, text, tokens }) => sentencesIn(file, messagesIn(text, tokens)))
  const inTemplates = [...templates].flatMap(([file, json]) => sentencesIn(file, textsIn(json)))
  const [messages, texts] = [tooLong(inSource), tooLong(inTemplates)]
  return {
    figures: {
      messageSentenceLongest: longest(inSource),
      messageSentencesTooLong: messages.length,
      templateSentenceLongest: longest(inTemplates),
      templateSentencesTooLong: texts.length,
    },
    places: [...messages, ...texts].map(
      (sentence): Place => ({ ...placeOf(sentence), list: 'messages', weight: sentence.words }),
    ),
  }
}

const tooLong = (sentences: readonly Sentence[]): Sentence[] =>
  sentences.filter(({ words }) => words > LONGEST_MESSAGE_SENTENCE)

const sentencesIn = (file: string, passages: readonly Passage[]): Sentence[] =>
  passages.flatMap(({ text, line }) =>
    text
      .split('\n')
      .flatMap(sentencesOf)
      .map((sentence) => ({ file, line, text: sentence, words: wordsOf(sentence).length })),
  )

/** The values of a JSON file that has one on each line. */
function textsIn(json: string): Passage[] {
  return json.split('\n').flatMap((row, index) => {
    const value = /^\s*(?:"[^"]*"\s*:\s*)?("(?:[^"\\]|\\.)*"),?\s*$/.exec(row)?.[1]
    return value === undefined ? [] : [{ text: String(JSON.parse(value)), line: index + 1 }]
  })
}

export function measureSubjects(subjects: ReadonlyMap<string, string>) {
  const tooLong = [...subjects].filter(([, subject]) => subject.length > LONGEST_SUBJECT)
  return {
    figures: {
      subjectLongest: Math.max(0, ...[...subjects.values()].map(({ length }) => length)),
      subjectsTooLong: tooLong.length,
    },
    places: tooLong.map(([id, text]): Place => ({ list: 'subjects', file: id, line: 0, text, weight: text.length })),
  }
}
