const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/

/** Splits at every line end that a customer's text may have. */
export const splitLines = (text: string): string[] => text.split(LINE_END)

/** A column as wide as its widest text; a text that is far longer than the others stands out. */
const COLUMN_WIDTH = 24

export const widest = (texts: readonly string[]): number =>
  texts.reduce((width, text) => (text.length > COLUMN_WIDTH ? width : Math.max(width, text.length)), 0)
