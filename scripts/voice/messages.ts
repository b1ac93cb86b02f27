import type { Token } from './source-tokens.ts'

export interface Message {
  readonly text: string
  readonly line: number
}

const SQL =
  /^\s*(?:--|SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|PRAGMA|REPLACE|AND|OR|FROM|WHERE|SET|ORDER BY|CASE|JOIN|EXISTS|NOT EXISTS|COALESCE|ON CONFLICT|UNION|RETURNING|LEFT JOIN|\()\b/
const ENDS_AS_SQL = /\b(?:SELECT|FROM|WHERE|VALUES|INTEGER|TEXT NOT NULL|ON CONFLICT)\b/

export const isSql = (text: string): boolean => SQL.test(text) || ENDS_AS_SQL.test(text)

/** Characters between two texts that a plus sign joins: the sign, a line break and an indent. */
const LONGEST_GAP = 80

/** Texts that a person reads: at least four words of letters, not SQL and not markup. Joined texts are one message. */
export function messagesIn(source: string, tokens: readonly Token[]): Message[] {
  return joinedTexts(source, tokens).filter(({ text }) => {
    const words = text.match(/(?<![\w./-])\p{L}?[\p{Ll}’']{2,}(?=[\s.,;:!?)]|$)/gu) ?? []
    return words.length >= 4 && !isSql(text) && !/^\s*</.test(text)
  })
}

/** Each text of the source; texts with only a plus sign between them are one. */
function joinedTexts(source: string, tokens: readonly Token[]): Message[] {
  const byEnd = new Map<number, { text: string; readonly line: number }>()
  const joined = new Set<{ text: string; readonly line: number }>()
  for (const { kind, text, line, start, end } of tokens) {
    if (kind !== 'text') continue
    const plus = /\s*\+\s*$/.exec(source.slice(Math.max(0, start - LONGEST_GAP), start))
    const before = plus ? byEnd.get(start - plus[0].length) : undefined
    if (before) before.text += text
    const whole = before ?? { text, line }
    joined.add(whole)
    byEnd.set(end, whole)
  }
  return [...joined]
}
