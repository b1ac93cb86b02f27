import type { Token } from './source-tokens.ts'

export interface Comment {
  readonly text: string
  readonly line: number
}

/** Comments of a source: a block comment, or `//` comments on adjoining lines, which are one. */
export function commentsIn(tokens: readonly Token[]): Comment[] {
  const comments: { text: string; readonly line: number; last: number; readonly isAfterCode: boolean }[] = []
  let before: Token | undefined
  for (const token of tokens) {
    if (token.kind === 'comment') {
      const isAfterCode = before?.line === token.line
      const last = token.line + token.text.split('\n').length - 1
      const open = comments.at(-1)
      if (open && before?.kind === 'comment' && open.last === token.line - 1 && !open.isAfterCode) {
        open.text += `\n${token.text}`
        open.last = last
      } else comments.push({ text: token.text, line: token.line, last, isAfterCode })
    }
    before = token
  }
  return comments.map(({ text, line }) => ({ text, line }))
}

/** Paragraphs and list items of a comment. */
export const paragraphsOf = (comment: string): string[] => comment.split(/\n\s*\n|\n\s*(?=(?:[-*•]|\d+\.)\s)|\n(?=@\w)/)
