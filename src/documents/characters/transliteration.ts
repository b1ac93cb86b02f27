import { findUnsupported, isControl, type Repertoire } from './repertoire.ts'

/** Spellings for characters that do not decompose into a letter and an accent, tried in this order. */
const SPELLINGS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  œ: 'oe',
  Œ: 'OE',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  ł: 'l',
  Ł: 'L',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  ħ: 'h',
  Ħ: 'H',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  '`': "'",
  '´': "'",
  '‹': "'",
  '›': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '″': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '⁄': '/',
  '∕': '/',
  '•': '-',
  '·': '-',
  '×': 'x',
  '÷': ':',
  '±': '+/-',
  '≠': 'not =',
  '≯': 'max.',
  '≮': 'min.',
  '°': ' ',
  '€': 'EUR',
  '£': 'GBP',
  $: 'USD',
  '¥': 'JPY',
  '¢': 'c',
  '©': '(c)',
  '®': '(r)',
  '@': '(at)',
  '#': 'nr',
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '\\': '/',
  '|': '/',
  _: '-',
  '~': '-',
  ':': '.',
  '¡': '!',
  '¿': '?',
  '§': 'par',
  '\u00ad': '',
  '\u200b': '',
  '\u200c': '',
  '\u200d': '',
  '\ufeff': '',
}

const MARK = /^\p{M}$/u
/** Marks that negate a sign or strike a letter out. Without the mark, the text would say the opposite. */
const STROKES = '\\u0335-\\u0338\\u20d2\\u20d3\\u20e0\\u20e5\\u20e6\\u20ea\\u20eb'
const NEGATION = new RegExp(`[${STROKES}]`)
const NEGATED = new RegExp(`\\P{M}\\p{M}*?[${STROKES}]\\p{M}*`, 'gu')
/** No character below U+0300 combines, so NFC does not change such a text. */
const COMBINES = /[\u0300-\uffff]/
/** A digit or fraction of another kind directly after a digit: 1½ would become 11/2. */
const BEHIND_DIGIT =
  /(?<=\d)[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070\u2074-\u2079\u2080-\u2089\u2150-\u215e\u2189\u2460-\u2473]/g
const SMALL_A = 0x61
const LINE_FEED = 0x0a
const REMEMBERED = '\u0180'
const MARKS = /\p{M}+/gu

/**
 * Writes `text` in the characters of `taken`. A missing character is respelled without accents, then in capitals, then
 * replaced. A control becomes a space: inside a value a control would end a line or record at the receiver.
 */
export function transliterate(text: string, taken: Repertoire): string {
  const cased = taken.has(SMALL_A) ? text : text.toUpperCase()
  if (!taken.unusual.test(cased)) return cased
  const joined = taken.has(LINE_FEED) ? cased : cased.replaceAll('\r\n', ' ')
  const composed = COMBINES.test(joined) ? keepNegations(joined, taken).normalize('NFC') : joined
  const parted = composed.replace(BEHIND_DIGIT, (letter) => (taken.has(letter.charCodeAt(0)) ? letter : ` ${letter}`))
  return parted.replace(taken.eachUnusual, (character) => {
    const known = taken.spellings.get(character)
    if (known !== undefined) return known
    const spelling = respell(character, taken)
    if (character < REMEMBERED) taken.spellings.set(character, spelling)
    return spelling
  })
}

/** Joins a sign and its negation, and replaces a letter struck out. Else the sign or letter would remain alone. */
const keepNegations = (text: string, taken: Repertoire): string =>
  NEGATION.test(text)
    ? text.replace(NEGATED, (sign) => {
        if (findUnsupported(sign, taken) === null) return sign
        const single = sign.replaceAll('\u20d2', '\u0338').normalize('NFC')
        return NEGATION.test(single) ? '\ufffd' : single
      })
    : text

function respell(character: string, taken: Repertoire): string {
  const code = character.codePointAt(0) ?? 0
  if (taken.has(code)) return character
  if (isControl(code)) return ' '
  if (MARK.test(character)) return ''
  const decomposed = character.normalize('NFD').replace(MARKS, '')
  const compatible = character.normalize('NFKD').replace(MARKS, '')
  const isNegated = NEGATION.test(character.normalize('NFKD'))
  const unmarked = isNegated ? [] : [decomposed, compatible, compatible.replaceAll('⁄', '/')]
  const spellings = [SPELLINGS[character], ...unmarked]
  const candidates = spellings.filter((spelling) => spelling !== undefined)
  const capitals = candidates.map((candidate) => candidate.toUpperCase())
  const carried = [...candidates, ...capitals].find((candidate) => findUnsupported(candidate, taken) === null)
  if (carried !== undefined) return carried
  if (taken.has(0xfffd)) return '\ufffd'
  // An ASCII character is missing only if the syntax uses the character as a separator: a space reads better than a
  // question mark.
  return code >= 0x80 && taken.has(0x3f) ? '?' : ' '
}
