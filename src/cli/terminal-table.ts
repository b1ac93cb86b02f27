/** Text from outside on one line: in a terminal a control character is a command. */
export const plainText = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '_')

/** Rows under heads, in columns as wide as their widest cell. */
export function terminalTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const plain = [heads, ...rows].map((row) => row.map(plainText))
  const widths = heads.map((_, column) => Math.max(...plain.map((row) => [...(row[column] ?? '')].length)))
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)).join('  ')
  return plain.map((row) => line(row).trimEnd()).join('\n')
}

/** `2026-11-24 08:59 UTC` for an ISO 8601 time. */
export const shortTime = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`
