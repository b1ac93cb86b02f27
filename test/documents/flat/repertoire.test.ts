import { describe, expect, it } from 'vitest'
import { cellRepertoire } from '../../../src/documents/flat/repertoire.ts'

const code = (character: string): number => character.codePointAt(0) ?? 0

describe('what a cell of a file can hold', () => {
  it.each([0x09, 0x0a, 0x7f, 0x85, 0x2028, 0xd800, 0xfeff, 0xfffe, 0xffff, 0x1fffe, 0x1ffff])(
    'is no character that ends a line, marks the bytes or is none: U+%s',
    (control) => expect(cellRepertoire('utf-8').has(control)).toBe(false),
  )

  it.each([0x20, 0xa0, 0xe9, 0xfefe, 0xff00, 0xfffd, 0x1f35e])('is any other in UTF-8: U+%s', (other) =>
    expect(cellRepertoire('utf-8').has(other)).toBe(true),
  )

  it('is what its character set has', () => {
    expect(cellRepertoire('windows-1252').has(code('€'))).toBe(true)
    expect(cellRepertoire('iso-8859-1').has(code('€'))).toBe(false)
  })

  it('is nothing that the layout keeps for itself, and says so', () => {
    expect(cellRepertoire('utf-8', ';').has(code(';'))).toBe(false)
    expect([cellRepertoire('utf-8').name, cellRepertoire('utf-8', ';').name]).toEqual(['utf-8', 'utf-8 without ";"'])
  })

  it('is worked out once', () => {
    expect(cellRepertoire('utf-8', ';')).toBe(cellRepertoire('utf-8', ';'))
    expect(cellRepertoire('utf-8', ';')).not.toBe(cellRepertoire('utf-8', ','))
  })
})
