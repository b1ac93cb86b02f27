import { plainText } from './search-text.ts'

/** The letters of one term of the index. */
const LETTERS = 3
/** Each row is compared with the complete text, so the index needs no more terms of a long text. */
const MOST_TERMS = 40
/** The end of a number differs from order to order. The beginning is often the same, and slow to look up. */
const LAST_TERMS = 3
/** The index finds the orders of as many customers in a millisecond or two. */
const FEW_NUMBERS = 8

/** A text of the search, as the rows are compared with it. */
export interface Wanted {
  /** Empty when everything is wanted. */
  readonly needle: string
  /** Queries of the index; null when everything is wanted. A found row may lack the needle. */
  readonly match: Match | null
}

/** A query of a hundred numbers takes long to write. Most pages need none. */
export interface Match {
  byLastTerms(): string
  /** Slower, and finds fewer rows that lack the needle. */
  byAllTerms(): string
  /** The text, or one of many numbers. The number of terms makes each query slow. */
  readonly isOfMany: boolean
}

export interface WantedRows {
  readonly text: string | null
  /** Numbers that count as the text, such as the customers whose names have the text. */
  readonly numbers?: readonly string[]
  /** The mark of a delivery day or of a kind of action; empty where each counts. */
  readonly mark?: string
}

/** A text of one or two letters must be a complete number, because the index holds groups of three letters. */
export function wantedRows({ text, numbers = [], mark = '' }: WantedRows): Wanted {
  const plain = plainText(text ?? '')
  const needle = plain !== '' && [...plain].length < LETTERS ? `\n${plain}\n` : plain
  const any = needle === '' ? [] : [needle, ...numbers.map((number) => `\n${plainText(number)}\n`)]
  function matchOf(most: number): string {
    const alternatives = any.map((one) => `(${termsOf(one).slice(-most).map(quoted).join(' AND ')})`)
    const parts = [
      ...(alternatives.length > 0 ? [`(${alternatives.join(' OR ')})`] : []),
      ...(mark === '' ? [] : [quoted(mark)]),
    ]
    return parts.join(' AND ')
  }
  const isAll = any.length === 0 && mark === ''
  if (isAll) return { needle, match: null }
  const isOfMany = numbers.length > FEW_NUMBERS
  return {
    needle,
    match: { byLastTerms: () => matchOf(LAST_TERMS), byAllTerms: () => matchOf(MOST_TERMS), isOfMany },
  }
}

function termsOf(text: string): string[] {
  const letters = [...text]
  const terms = new Set<string>()
  for (let at = 0; at + LETTERS <= letters.length; at++) terms.add(letters.slice(at, at + LETTERS).join(''))
  return [...terms]
}

const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`

/** Whether a text column has the needle, which is bound as `?1`. */
export const hasNeedle = (column: string): string => `instr(char(10) || ${column} || char(10), ?1) > 0`
