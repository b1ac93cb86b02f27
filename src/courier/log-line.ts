/** Controls, line separators, marks that turn the reading direction, and other characters that nobody sees. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]+/gu
const LIMIT = 1_000

/**
 * A text as one line of the log. File names and answers come from elsewhere: a line break in one would forge a line, and an
 * escape sequence would reach the terminal of whoever reads the log.
 */
export function logLine(text: string): string {
  const line = text.toWellFormed().replace(UNSEEN, '_')
  return line.length > LIMIT ? `${line.slice(0, LIMIT).toWellFormed()}…` : line
}
