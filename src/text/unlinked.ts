/** A slash, question mark or hash before the `@` marks the address of a page: `evil.example/p@x.y`. */
const MAIL_ADDRESS = /^[\p{L}\p{N}.!$%&'*+=^_`{|}~-]+@[\p{L}\p{N}.-]+$/u

/**
 * The dot of a domain name, in each form that browsers accept; the colon before `//`; the second backslash of two. The last
 * part of a domain name has two letters or more, so `i.p.v.` and `a.u.b.` are none.
 */
const JOINT =
  /(?<=[\p{L}\p{N}_-])[.。．｡](?=(?:[\p{L}\p{M}\p{N}_-]{1,63}[.。．｡]){0,4}\p{L}[\p{L}\p{M}\p{N}_-])|(?<=\bwww)\.|:(?=\/\/)|(?<=\\)\\/giu

/**
 * Wording in which mail programs find no address to link: `www[.]evil[.]example`. Other markup would let the program
 * decide, and an invisible character could be copied along. A bracket is visible. A mail address alone stays: the link
 * opens a letter, not a page.
 */
export const defangLinks = (text: string): string => (MAIL_ADDRESS.test(text) ? text : text.replace(JOINT, '[$&]'))

/** The joints of an address that a program opens as a page: with a scheme, `www` or a path. */
const PAGE_JOINT =
  /(?<=[\p{L}\p{N}_-])\.(?=[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*[/?#])|(?<=\bwww)\.|:(?=\/\/)|(?<=\\)\\/giu

/** A sentence of the gateway or a receiver. Names of files and hosts stay unchanged. */
export const unlinkedSentence = (text: string): string => text.replace(PAGE_JOINT, '[$&]')
