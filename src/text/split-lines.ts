const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/

/** Splits at every line end that a customer's text may have. */
export const splitLines = (text: string): string[] => text.split(LINE_END)
