const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;".]+(\.[^\s@<>,;".]+)+$/

/** A plain address. No character can begin a header field or another recipient. */
export const isMailAddress = (text: string): boolean => ADDRESS.test(text)
