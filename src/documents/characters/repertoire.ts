/** The characters that a receiver accepts. Reserved characters count as accepted if the syntax can release them. */
export interface Repertoire {
  /** The name for people, such as `UNOC`. */
  readonly name: string
  readonly has: (codePoint: number) => boolean
  /** Finds any character except the supported characters below U+0100. A text without a match needs no second check. */
  readonly unusual: RegExp
  /** The same pattern for replacing: matches each complete character. */
  readonly eachUnusual: RegExp
  /** Memo of transliterations of characters below U+0180, so its size is bounded. Transliteration is pure. */
  readonly spellings: Map<string, string>
}

export function repertoire(name: string, has: (codePoint: number) => boolean): Repertoire {
  const usual = Array.from({ length: 0x100 }, (_, code) => code).filter(has)
  const listed = usual.map((code) => `\\x${code.toString(16).padStart(2, '0')}`).join('')
  const unusual = `[^${listed}]`
  return { name, has, unusual: new RegExp(unusual), eachUnusual: new RegExp(unusual, 'gu'), spellings: new Map() }
}

/** A repertoire of exactly the characters in `listed`. */
export function repertoireOf(name: string, listed: string): Repertoire {
  const codes = new Set([...listed].map((character) => character.codePointAt(0)))
  return repertoire(name, (code) => codes.has(code))
}

/** Controls, and the two Unicode separators that end a line in many readers. A lone surrogate is no character. */
export const isControl = (code: number): boolean =>
  code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0x2028 || code === 0x2029

export const isLoneSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff

/** Returns the first character of `text` that `taken` lacks, or null. */
export function findUnsupported(text: string, taken: Repertoire): string | null {
  if (!taken.unusual.test(text)) return null
  for (const character of text) if (!taken.has(character.codePointAt(0) ?? 0)) return character
  return null
}

/** Counts characters, not bytes or UTF-16 units, as ISO 9735 §6 does. */
export function characters(text: string): number {
  let count = text.length
  for (let index = 0; index < text.length; index++) if ((text.codePointAt(index) ?? 0) > 0xffff) count--
  return count
}
