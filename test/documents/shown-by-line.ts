/** EDI with one segment a line, as the files of test/golden have it. Other text stays as it is. */
export function shownByLine(text: string): string {
  if (text.startsWith('ISA')) return text.replaceAll('~', '~\n')
  return /^(UNA|STX)/.test(text) ? text.replaceAll(/(?<!\?)'/g, "'\n") : text
}
