/** A column as wide as its widest text; a text that is far longer than the others stands out. */
const COLUMN_WIDTH = 24

export const widest = (texts: readonly string[]): number =>
  texts.reduce((width, text) => (text.length > COLUMN_WIDTH ? width : Math.max(width, text.length)), 0)
