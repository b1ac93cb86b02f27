/** Percent-encodes all except unreserved characters (RFC 3986 §2.3). `encodeURIComponent` does not encode `!'()*`. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
