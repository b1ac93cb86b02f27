/** A slash, a question mark or a hash before the `@` makes an address of a page: `evil.example/p@x.y`. */
const MAIL_ADDRESS = /^[\p{L}\p{N}.!$%&'*+=^_`{|}~-]+@[\p{L}\p{N}.-]+$/u

/** The dot of a domain name, also as browsers understand it; the colon before `//`; the second of two backslashes. */
const JOINT = /(?<=[\p{L}\p{N}_-])[.。．｡](?=\p{L})|(?<=\bwww)\.|:(?=\/\/)|(?<=\\)\\/giu

/**
 * Wording in which no mail program finds an address to make a link of: `www[.]evil[.]example`. Marking it up differently
 * leaves what a program links to that program, and a character of no width could be copied along unseen; a bracket is
 * seen by everyone. A mail address by itself stays: it opens a letter, not a page.
 */
export const defangLinks = (text: string): string => (MAIL_ADDRESS.test(text) ? text : text.replace(JOINT, '[$&]'))

/** The joints of an address that a program opens as a page: it has a scheme, begins with `www`, or has a path. */
const PAGE_JOINT =
  /(?<=[\p{L}\p{N}_-])\.(?=[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*[/?#])|(?<=\bwww)\.|:(?=\/\/)|(?<=\\)\\/giu

/** A sentence of ours or of a receiver, in which names of files and hosts stay as they are. */
export const unlinkedSentence = (text: string): string => text.replace(PAGE_JOINT, '[$&]')
