/** Error codes of Cloudflare's mail sending. */

/** Limits that Cloudflare lifts later. */
export const LATER = /^E_(RATE|DAILY)_LIMIT_EXCEEDED$/
/** Every other mail of this route would be refused too. */
export const OF_THE_ROUTE = /^E_SENDER_/
/** A field of the call, such as the type of an attachment. */
export const INVALID = /^E_VALIDATION_/
/** Errors of the mail, the recipients or the header. The errors stay until a person acts. */
export const REFUSED = /^E_(VALIDATION|FIELD|TOO_MANY|RECIPIENT|CONTENT|HEADER|HEADERS)_/

/** The sender, the recipient or the content is refused at every attempt. */
export const isRefusedForGood = (error: unknown): boolean =>
  OF_THE_ROUTE.test(codeOf(error)) || REFUSED.test(codeOf(error))

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
