/** Control characters, line separators, direction marks and other invisible characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]+/gu
const LIMIT = 1_000

/**
 * Makes a text one line of the log. File names and answers come from outside: a line break would forge a line, and an
 * escape sequence would reach the operator's terminal.
 */
export function logLine(text: string): string {
  const line = text.toWellFormed().replace(UNSEEN, '_')
  return line.length > LIMIT ? `${line.slice(0, LIMIT).toWellFormed()}…` : line
}
