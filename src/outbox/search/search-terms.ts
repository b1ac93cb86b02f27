import { dayMark } from './day-mark.ts'

/** The letters of one term of the index. */
const LETTERS = 3
/** A longer text is found by its first terms, and each row is compared with the complete text. */
const MOST_TERMS = 40

/** A text of the search, as the rows are compared with it. */
export interface Wanted {
  /** Empty when everything is wanted. */
  readonly needle: string
  /** A query of the index; null when everything is wanted. A found row may lack the needle. */
  readonly match: string | null
}

export interface WantedRows {
  readonly text: string | null
  /** Numbers that count as the text, such as the customers whose names have the text. */
  readonly numbers?: readonly string[]
  /** The delivery day, `YYYY-MM-DD`. */
  readonly day?: string | null
}

/** A text of one or two letters must be a complete number, because the index holds groups of three letters. */
export function wantedRows({ text, numbers = [], day = null }: WantedRows): Wanted {
  const plain = plainText(text ?? '')
  const needle = plain !== '' && [...plain].length < LETTERS ? `\n${plain}\n` : plain
  const mark = day === null ? '' : dayMark(day)
  const any = needle === '' ? [] : [needle, ...numbers.map((number) => `\n${plainText(number)}\n`)]
  const parts = [
    ...(any.length > 0 ? [`(${any.map((one) => `(${termsOf(one).map(quoted).join(' AND ')})`).join(' OR ')})`] : []),
    ...(mark === '' ? [] : [quoted(mark)]),
  ]
  return { needle, match: parts.length > 0 ? parts.join(' AND ') : null }
}

/** SQLite ends a text at NUL, and has no lone surrogate. */
const plainText = (text: string): string => text.toLowerCase().toWellFormed().replaceAll('\0', '\ufffd')

function termsOf(text: string): string[] {
  const letters = [...text]
  const terms = new Set<string>()
  for (let at = 0; at + LETTERS <= letters.length && terms.size < MOST_TERMS; at++)
    terms.add(letters.slice(at, at + LETTERS).join(''))
  return [...terms]
}

const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`

/** Whether a text column has the needle, which is bound as `?1`. */
export const hasNeedle = (column: string): string => `instr(char(10) || ${column} || char(10), ?1) > 0`
