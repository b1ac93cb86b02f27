import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findUnsupported,
  isControl,
  isLoneSurrogate,
  repertoire,
  repertoireOf,
} from '../../../src/documents/characters/repertoire.ts'
import { transliterate } from '../../../src/documents/characters/transliteration.ts'

const ascii = repertoire('ASCII', (code) => code >= 0x20 && code < 0x7f)
const without = (left: string) =>
  repertoire('some ASCII', (code) => code >= 0x20 && code < 0x7f && !left.includes(String.fromCodePoint(code)))

describe('transliteration', () => {
  it.each([
    ['ß ẞ œ Œ æ Æ ø Ø đ Đ ð Ð ł Ł þ Þ ı ħ Ħ', 'ss SS oe OE ae AE o O d D d D l L th Th i h H'],
    ['‘ ’ ‚ ‛ ′ ´ ‹ ›', "' ' ' ' ' ' ' '"],
    ['“ ” „ ‟ ″ « »', '" " " " " " "'],
    ['‐ ‑ ‒ – — ― − • ·', '- - - - - - - - -'],
    ['⁄ ∕ … × ÷ ±', '/ / ... x : +/-'],
    ['a°b € £ ¥ ¢ © ® ¡ ¿ §', 'a b EUR GBP JPY c (c) (r) ! ? par'],
    ['a\u00adb\u200bc\u200cd\u200de\ufefff', 'abcdef'],
    ['½ ﬁ ² Ⅷ ﹙', '1/2 fi 2 VIII ('],
    ['1½ kg 2⅓ 10² m² 5①', '1 1/2 kg 2 1/3 10 2 m2 5 1'],
    ['é è ü ç ñ Å Ž ő ţ ǎ', 'e e u c n A Z o t a'],
    ['e\u0301 a\u0308\u0301 x\u0301', 'e a x'],
    ['Ελιές', '?????'],
    ['🍅\ud800', '??'],
    ['a\r\nb\nc\td\u0085e\u2028f\u2029g', 'a b c d e f g'],
  ])('spells %j in ASCII as %j', (text, spelled) => {
    expect(transliterate(text, ascii)).toBe(spelled)
    // The second call reads the memo of the first call.
    expect(transliterate(text, ascii)).toBe(spelled)
  })

  it.each([
    ['a ≠ b', 'a not = b'],
    ['≯ 5 °C, ≮ 2', 'max. 5  C, min. 2'],
    ['=\u0338 >\u0338 <\u0338', 'not = max. min.'],
    ['=\u20d2 >\u20d2 <\u20d2', 'not = max. min.'],
    ['=\u0301\u0338 =\u0338\u0301', 'not = not ='],
    ['∉ ≢ ≰ ≱ x\u0338', '? ? ? ? ?'],
    ['2 kg p\u0336e\u0336a\u0336r\u0336s\u0336 plums', '2 kg ????? plums'],
    ['1\u03350\u0337 or 2\u20e5 or x\u20e0 or 3\u20eb', '?? or ? or ? or ?'],
    ['e\u0301\u0336 \u0336o\u0336', '???'],
    ['1\ufe0f\u20e3', '1'],
  ])('keeps the negation of %j in ASCII, as %j', (text, spelled) => expect(transliterate(text, ascii)).toBe(spelled))

  it('never leaves a sign without its negation', () => {
    const signs = fc.constantFrom(...'=<>≤≥≡∈≠≯≮')
    const marks = fc.array(fc.constantFrom('\u0301', '\u0323', '\u0338', '\u20d2'), { maxLength: 3 })
    fc.assert(
      fc.property(signs, marks, fc.constantFrom('\u0338', '\u20d2'), marks, (sign, before, negation, after) => {
        const spelled = transliterate([sign, ...before, negation, ...after].join(''), ascii)
        expect(['not =', 'max.', 'min.', '?']).toContain(spelled)
      }),
    )
  })

  it('never leaves a letter or digit without the stroke through it', () => {
    const letters = fc.constantFrom(...'aé9đ')
    const strokes = fc.constantFrom(
      '\u0335',
      '\u0336',
      '\u0337',
      '\u0338',
      '\u20d2',
      '\u20d3',
      '\u20e5',
      '\u20e6',
      '\u20eb',
    )
    const marks = fc.array(fc.constantFrom('\u0301', '\u0323', '\u0336'), { maxLength: 3 })
    fc.assert(
      fc.property(letters, marks, strokes, marks, (letter, before, stroke, after) => {
        expect(transliterate([letter, ...before, stroke, ...after].join(''), ascii)).toBe('?')
      }),
    )
  })

  it.each([
    ['$#@', 'USDnr(at)'],
    ['[x]{y}', '(x)(y)'],
    ['\\|', '//'],
    ['_~', '--'],
    ['a^b*c>d<e', 'a b c d e'],
    ['`', "'"],
    [':', '.'],
    ['+%', '  '],
  ])('spells %j where it separates as %j', (text, spelled) =>
    expect(transliterate(text, without(text.replace(/[a-z]/g, '')))).toBe(spelled),
  )

  it('keeps what can be carried, and writes in capitals where there are no small letters', () => {
    const capitals = repertoireOf('capitals', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ? ')
    expect(transliterate('crème brûlée ß', capitals)).toBe('CREME BRULEE SS')
    expect(transliterate('ABC', capitals)).toBe('ABC')
    expect(transliterate('× § €', capitals)).toBe('X PAR EUR')
    expect(transliterate('ŉ', capitals)).toBe('?N')
    expect(transliterate('ﬃ', capitals)).toBe('FFI')
    const latin = repertoire('Latin 1', (code) => code < 0x100 && !isControl(code))
    expect(transliterate('e\u0301clair ½ ß €', latin)).toBe('éclair ½ ß EUR')
    expect(transliterate('1½ 1⅓ €', latin)).toBe('1½ 1 1/3 EUR')
    // The character set has the mark without the accent. Decomposed further, the mark would become a space.
    expect(transliterate('\u0385', latin)).toBe('¨')
  })

  it('knows the replacement character where that can be carried, and a line end where lines can', () => {
    const unicode = repertoire(
      'Unicode',
      (code) => code === 0x0a || code === 0x0d || (!isControl(code) && !isLoneSurrogate(code)),
    )
    expect(transliterate('a\ud800b\r\nc', unicode)).toBe('a\ufffdb\r\nc')
    expect(transliterate('a\u0000b', unicode)).toBe('a b')
  })

  it('has no question mark to give where that separates', () => {
    expect(transliterate('a🍅b', without('?'))).toBe('a b')
  })
})

describe('a repertoire', () => {
  it('knows controls and halves by their bounds', () => {
    const edges = [0x1f, 0x20, 0x7e, 0x7f, 0x9f, 0xa0, 0x2027, 0x2028, 0x2029, 0x202a]
    expect(edges.map(isControl)).toEqual([true, false, false, true, true, false, false, true, true, false])
    expect([0xd7ff, 0xd800, 0xdfff, 0xe000].map(isLoneSurrogate)).toEqual([false, true, true, false])
  })

  it('finds the first character it lacks, whole', () => {
    expect(findUnsupported('ab🍅é', ascii)).toBe('🍅')
    expect(findUnsupported('ab', ascii)).toBeNull()
    const first256 = repertoire('256', (code) => code < 0x100)
    expect(findUnsupported('\u00ff', first256)).toBeNull()
    expect(findUnsupported('\u0100', first256)).toBe('\u0100')
    const more = repertoire('all', () => true)
    expect(findUnsupported('a🍅', more)).toBeNull()
  })
})
