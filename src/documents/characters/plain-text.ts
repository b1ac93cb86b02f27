/** Controls of ASCII but tab and line ends, those of ISO 6429 behind ASCII (C1), and the two separators of Unicode. */
const CONTROL = /(?![\t\n\r])[\p{Cc}\u2028\u2029]/u
const EACH_CONTROL = new RegExp(CONTROL, 'gu')
const LINE_ENDS = '\u0085\u2028\u2029'

/** Text without the controls that end a record at some receivers: what ends a line becomes a line feed, the others a space. */
export const plainText = (text: string): string =>
  CONTROL.test(text) ? text.replace(EACH_CONTROL, (control) => (LINE_ENDS.includes(control) ? '\n' : ' ')) : text

/** The same on one line, for a field of a record. */
export const oneLine = (text: string): string => plainText(text).replace(/\r\n|[\t\n\r]/g, ' ')
