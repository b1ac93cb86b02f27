/** The characters a partner's system takes in a value. Reserved ones count as taken where the syntax can release them. */
export interface Repertoire {
  /** As a person would name it: `UNOC`. */
  readonly name: string
  readonly has: (codePoint: number) => boolean
  /** Finds any character but the carried ones of the first 256: text without one needs no second look. */
  readonly unusual: RegExp
  /** The same for all of them, each whole: for replacing. */
  readonly eachUnusual: RegExp
  /** What transliteration has found for characters below U+0180: a memory of a pure function, small by that bound. */
  readonly spellings: Map<string, string>
}

export function repertoire(name: string, has: (codePoint: number) => boolean): Repertoire {
  const usual = Array.from({ length: 0x100 }, (_, code) => code).filter(has)
  const listed = usual.map((code) => `\\x${code.toString(16).padStart(2, '0')}`).join('')
  const unusual = `[^${listed}]`
  return { name, has, unusual: new RegExp(unusual), eachUnusual: new RegExp(unusual, 'gu'), spellings: new Map() }
}

/** Exactly the characters in `listed`. */
export function repertoireOf(name: string, listed: string): Repertoire {
  const codes = new Set([...listed].map((character) => character.codePointAt(0)))
  return repertoire(name, (code) => codes.has(code))
}

/** Controls, and the two separators that end a line in many readers. Half a surrogate pair is not a character at all. */
export const isControl = (code: number): boolean =>
  code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0x2028 || code === 0x2029

export const isLoneSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff

/** The first character of `text` that `taken` lacks, or null when all of it can be carried. */
export function findUnsupported(text: string, taken: Repertoire): string | null {
  if (!taken.unusual.test(text)) return null
  for (const character of text) if (!taken.has(character.codePointAt(0) ?? 0)) return character
  return null
}

/** Characters, not bytes and not UTF-16 units: ISO 9735 §6 counts each as one. */
export function characters(text: string): number {
  let count = text.length
  for (let index = 0; index < text.length; index++) if ((text.codePointAt(index) ?? 0) > 0xffff) count--
  return count
}
