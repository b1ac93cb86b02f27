const listOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** A comment that begins with one of these hides its noun from the reader. */
export const OPENERS = listOf(
  'what whatever who whom whose whoever which where of so that those they their it its one another one some something somebody someone none nothing nobody everything as',
)

export const PRONOUNS = listOf(
  'it its itself they them their theirs one ones those what whatever who whom whose whoever nobody somebody someone something nothing',
)

/** Words that only this project used in this sense. docs/dev/voice.md names the word to write instead of each. */
export const PRIVATE_WORDS = listOf(
  'ladder ladders rung rungs climb climbs climbed climbing hear hears heard hearing unhear told untold said unsaid gone kin drawer teller tending seal seals sealed apart hasten beat insist stray stranger strangers strange strangeness spoken eats eaten mend mended acted door doors felt lent misfit misfits slip slips',
)

/** HTTP status 410 has this name. */
const HTTP_GONE = /\b410[ -]Gone\b/gi

export function privateWordsIn(text: string): string[] {
  const words = text.replaceAll(HTTP_GONE, '410').match(/[A-Za-z]+/g) ?? []
  return words.map((word) => word.toLowerCase()).filter((word) => PRIVATE_WORDS.has(word))
}

/** The private words that a name is made of: `rungsOf`, `sealed_at` and `late-word` are each two words. */
export function privateWordsInName(name: string): string[] {
  return privateWordsIn(name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2'))
}
