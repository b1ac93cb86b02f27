import fc from 'fast-check'

const SURROGATES = 0xd800
const AFTER_SURROGATES = 0xe000
const COUNT = 0x110000 - (AFTER_SURROGATES - SURROGATES)

/**
 * Any character of Unicode, as the unit of a text. Gives the same texts as fast-check's unit `binary`, which builds a
 * table of a million characters in each process.
 */
export const anyCharacter = fc.nat({ max: COUNT - 1 }).map(characterAt, placeOf)

function characterAt(place: number): string {
  return String.fromCodePoint(place < SURROGATES ? place : place + AFTER_SURROGATES - SURROGATES)
}

/** Throws for a value that is not one character: fast-check then knows that the unit cannot give the value. */
function placeOf(value: unknown): number {
  const point = typeof value === 'string' ? (value.codePointAt(0) ?? -1) : -1
  const place = point < AFTER_SURROGATES ? point : point - AFTER_SURROGATES + SURROGATES
  if (place < 0 || characterAt(place) !== value) throw new Error('This is not one character.')
  return place
}
