import fc from 'fast-check'
import { anyCharacter } from '../fakes/any-character.ts'

/** Text with every character that has a meaning in a syntax, and many that have no meaning in any syntax. */
const TRAPS = [
  ...['<', '>', '&', '"', "'", ']]>', '<!--', '-->', '<?', '&amp;', '&#0;', '<b>', '</b>', '{{', '}}', '{%', '%}'],
  ...[
    '\0',
    '\u0001',
    '\u000b',
    '\u000c',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\ufffe',
    '\uffff',
    '\u{10fffe}',
  ],
  ...['\ud800', '\udc00', '😀', '\u0301', '\u202e', 'é', '€', ' ', 'www.evil.example', 'https://evil.example/x'],
  ...['\r\nBcc: thief@evil.example', '\n.\n', '=?utf-8?Q?=0D=0ABcc:_x?=', ': ', ';', ',', '@', '\\', '--', '__proto__'],
]

const character = fc.oneof(fc.constantFrom(...TRAPS), fc.string({ unit: anyCharacter, maxLength: 3 }), fc.string())

export const wildText = fc.array(character, { maxLength: 12 }).map((parts) => parts.join(''))
export const wildKey = fc.array(character, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))
