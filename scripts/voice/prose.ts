import { PLACEHOLDER } from './source-tokens.ts'

/** Stands for inline code, a link's address or a placeholder: each counts as one word, and may begin a sentence. */
const CODE = '`Code`'
const SENTENCE_END = /(?<=[.!?]["'”’»)*_`]*)\s+(?=["'“‘«(*_`]*\p{Lu})/u
/** A full stop after one of these ends no sentence. */
const ABBREVIATION = /\b(?:e\.g|i\.e|cf|vs|resp|approx|no|nos|Mr|Mrs|St)\.$/

export function withoutCode(text: string): string {
  return text
    .replaceAll(/(`+)[^`]+\1/g, CODE)
    .replaceAll(/\{@\w+[^}]*\}/g, CODE)
    .replaceAll(PLACEHOLDER, CODE)
    .replaceAll(/https?:\/\/[^\s)]+/g, CODE)
}

/** Words of a text. A number counts as a word; a dash or an arrow does not. */
export function wordsOf(text: string): string[] {
  return (
    withoutCode(text)
      .match(/\S+/g)
      ?.filter((word) => /[\p{L}\p{N}]/u.test(word)) ?? []
  )
}

/** The sentences of a paragraph: each ends at a full stop, a question mark or an exclamation mark before a capital. */
export function sentencesOf(paragraph: string): string[] {
  const sentences: string[] = []
  for (const part of withoutCode(paragraph).replaceAll(/\s+/g, ' ').trim().split(SENTENCE_END)) {
    const before = sentences.at(-1)
    if (before !== undefined && ABBREVIATION.test(before)) sentences[sentences.length - 1] = `${before} ${part}`
    else sentences.push(part)
  }
  return sentences.filter((sentence) => wordsOf(sentence).length > 0)
}

export function firstWordOf(text: string): string {
  return (wordsOf(text)[0] ?? '').toLowerCase().replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}].*$/gu, '')
}
