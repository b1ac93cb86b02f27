/** A longer name would push everything else off a page. */
const LONGEST = 80

/** The begin of a long name, with an ellipsis. */
export const shortened = (name: string): string =>
  name.length > LONGEST ? `${name.slice(0, LONGEST - 1).toWellFormed()}…` : name
