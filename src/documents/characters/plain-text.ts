/** ASCII controls except tab and line ends, the C1 controls of ISO 6429, and the two separators of Unicode. */
const CONTROL = /(?![\t\n\r])[\p{Cc}\u2028\u2029]/u
const EACH_CONTROL = new RegExp(CONTROL, 'gu')
const LINE_ENDS = '\u0085\u2028\u2029'

/** Replaces controls that end a record at some receivers: a line end becomes a line feed, any other control a space. */
export const plainText = (text: string): string =>
  CONTROL.test(text) ? text.replace(EACH_CONTROL, (control) => (LINE_ENDS.includes(control) ? '\n' : ' ')) : text

/** Plain text on a single line, for a field of a record. */
export const oneLine = (text: string): string => plainText(text).replace(/\r\n|[\t\n\r]/g, ' ')
