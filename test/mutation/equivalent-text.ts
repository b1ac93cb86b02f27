import { type Equivalent, MEMORY, SHORT_CUT, UNREACHED } from './equivalent.ts'

export const EQUIVALENT_TEXT: readonly Equivalent[] = [
  {
    file: 'src/documents/characters/transliteration.ts',
    operator: 'comparison',
    was: 'character < REMEMBERED',
    why: MEMORY,
  },
  {
    file: 'src/documents/characters/transliteration.ts',
    operator: 'negate',
    was: 'character < REMEMBERED',
    why: MEMORY,
  },
  {
    file: 'src/documents/characters/transliteration.ts',
    operator: 'drop statement',
    was: 'taken.spellings.set(character, spelling)',
    why: MEMORY,
  },
  {
    file: 'src/documents/content/elements.ts',
    operator: 'comparison',
    was: 'value.length <= element.max',
    why: SHORT_CUT,
  },
  {
    file: 'src/text/charset.ts',
    operator: 'number',
    was: '1',
    on: '-1',
    why: 'Any number below zero says that there is no byte.',
  },
  ...[
    ['logical', "element.padded && text.endsWith(' ')"],
    ['empty string', "' '"],
  ].map(
    ([operator = '', was = '']): Equivalent => ({
      ...{ file: 'src/documents/characters/wording.ts', operator, was, on: 'text.endsWith' },
      why: SHORT_CUT,
    }),
  ),
  ...["'⁄': '/',", "'¿': '?',"].map(
    (was): Equivalent => ({
      ...{ file: 'src/documents/characters/transliteration.ts', operator: 'drop property', was },
      why: 'What follows it finds the same.',
    }),
  ),
  ...[
    ['comparison', 'code >= 0x80'],
    ['number', '0x80'],
  ].map(
    ([operator = '', was = '']): Equivalent => ({
      ...{ file: 'src/documents/characters/transliteration.ts', operator, was },
      why: 'U+0080 is a control, and a space by then.',
    }),
  ),
  {
    file: 'src/documents/characters/transliteration.ts',
    operator: 'swap arguments',
    was: 'character, spelling',
    on: 'spellings.set',
    why: MEMORY,
  },
  {
    file: 'src/documents/characters/wording.ts',
    operator: 'swap arguments',
    was: 'start + element.max, units.length',
    why: 'The lesser of two is the same either way round.',
  },
  {
    file: 'src/documents/characters/repertoire.ts',
    operator: 'comparison',
    was: 'index < text.length',
    why: 'Behind the end there is no character to count.',
  },
  {
    file: 'src/documents/content/reference.ts',
    operator: 'empty string',
    was: "'id'",
    on: 'const problem',
    why: 'Which problem it is is asked, and not what is said of it.',
  },
  {
    file: 'src/documents/characters/wording.ts',
    operator: 'comparison',
    was: 'text.length <= element.max',
    why: SHORT_CUT,
  },
  {
    file: 'src/documents/content/elements.ts',
    operator: 'number',
    was: '0',
    on: 'element.min ?? 0',
    why: 'What is shorter than one character is blank, and told before.',
  },
  {
    file: 'src/documents/content/implied.ts',
    operator: 'comparison',
    was: 'point < 0',
    why: 'No decimal begins with its mark.',
  },
  {
    file: 'src/documents/characters/transliteration.ts',
    operator: 'number',
    was: '0x61',
    why: 'A set that has a has b.',
  },
  {
    file: 'src/documents/characters/transliteration.ts',
    operator: 'empty string',
    was: "'\\u0180'",
    why: MEMORY,
  },
  ...[
    'src/documents/content/elements.ts',
    'src/documents/characters/repertoire.ts',
    'src/documents/characters/transliteration.ts',
    'src/text/charset.ts',
  ].map((file): Equivalent => ({ file, operator: 'number', was: '0', on: 'codePointAt', why: UNREACHED })),
  ...['comparison', 'number'].map(
    (operator): Equivalent => ({
      ...{ file: 'src/text/charset.ts', operator, on: 'character.charCodeAt(0) < 0xa0' },
      was: operator === 'number' ? '0xa0' : 'character.charCodeAt(0) < 0xa0',
      why: 'None of the characters in that half is U+00A0.',
    }),
  ),
  {
    file: 'src/text/charset.ts',
    operator: 'number',
    was: '3',
    on: 'text.length * 3',
    why: 'Room that is left over is cut off.',
  },
  {
    file: 'src/documents/content/digits.ts',
    operator: 'number',
    was: '10',
    why: 'A date has ten characters.',
  },
  {
    file: 'src/documents/content/implied.ts',
    operator: 'number',
    was: '0',
    on: 'point < 0',
    why: 'No decimal begins with its mark.',
  },
  ...['posted.endsWith', 'digits.startsWith'].map(
    (on): Equivalent => ({
      ...{ file: 'src/documents/content/implied.ts', operator: 'empty string', was: "'0'", on },
      why: SHORT_CUT,
    }),
  ),
]
