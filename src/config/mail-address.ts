const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;".]+(\.[^\s@<>,;".]+)+$/

/** One plain address. No character can begin a header field or another recipient. */
export const isMailAddress = (text: string): boolean => ADDRESS.test(text)
