import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatVars, parseVars } from '../../src/cli/vars.ts'
import { anyCharacter } from '../fakes/any-character.ts'

const read = (text: string): Record<string, string> => {
  const vars = parseVars(text)
  if (!vars.ok) throw new Error(vars.error.join('; '))
  return Object.fromEntries(vars.value)
}
const complaints = (text: string): readonly string[] => {
  const vars = parseVars(text)
  return vars.ok ? [] : vars.error
}

describe('a vars file', () => {
  it.each([
    ['a dollar stays', 'A=pa$$word$HOME$', 'pa$$word$HOME$'],
    ['a # inside a word belongs to it', 'A=ab#cd', 'ab#cd'],
    ['a # after white space begins a comment', 'A=abcd # mine', 'abcd'],
    ['a # inside quotes belongs to the value', "A='ab # cd' # mine", 'ab # cd'],
    ['an equals sign belongs to the value', 'A=ab==', 'ab=='],
    ['quotes inside a word belong to it', `A=o'neill"s`, `o'neill"s`],
    ['white space around an unquoted value does not count', 'A =  x y  ', 'x y'],
    ['white space inside quotes counts', "A='  x '", '  x '],
    ['a backslash outside double quotes is one', String.raw`A=C:\new`, String.raw`C:\new`],
    ['a backslash in single quotes is one', String.raw`A='C:\new'`, String.raw`C:\new`],
    ['double quotes know line breaks, quotes and backslashes', String.raw`A="a\nb\"c\\n\t"`, 'a\nb"c\\n\\t'],
    ['double quotes span lines', 'A="-----BEGIN-----\nabc\n-----END-----\n"', '-----BEGIN-----\nabc\n-----END-----\n'],
    ['export is allowed', 'export A=x', 'x'],
    ['no value is an empty one', 'A=', ''],
    ['only a comment is an empty one', 'A= # later', ''],
    ['Windows line ends do not count', 'A=x\r\nB=y\r\n', 'x'],
    ['a byte order mark does not count', '\uFEFFA=x', 'x'],
    ['the last of a name counts', 'A=x\nA=y', 'y'],
  ])('%s', (_, text, value) => {
    expect(read(text).A).toBe(value)
  })

  it('goes on after a value of several lines', () => {
    expect(read('A="x\ny"\n\n# comment\n  B=z\n')).toEqual({ A: 'x\ny', B: 'z' })
  })

  it('complains by line, and never repeats what stands there', () => {
    const text = 'A="x\ny"\nhunter2\nB="z" hunter2\nC="hunter2\n'
    expect(complaints(text)).toEqual([
      'line 3 is not of the form NAME=value',
      'line 4 goes on after the closing quote',
      'line 5 opens a quote that is never closed',
    ])
  })

  it('reads back every value it writes', () => {
    const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,12}$/)
    const value = fc.oneof(fc.string({ unit: anyCharacter }), fc.stringMatching(/^[$#'" \\=\n\ra-c]*$/))
    fc.assert(
      fc.property(fc.dictionary(name, value), (vars) => {
        expect(read(formatVars(new Map(Object.entries(vars))))).toEqual({ ...vars })
      }),
    )
  })
})
