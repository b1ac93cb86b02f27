import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeName } from '../../src/courier/safe-name.ts'
import { anyCharacter } from '../fakes/any-character.ts'
import { histories } from '../fakes/histories.ts'

const named = (given: string): string => safeName(given, 'document-1')

describe('a file name from outside', () => {
  it.each(['PO-1-1.edi', 'Bestelling 12 (spoed).csv', 'ordre-é.xml', 'a.b.c'])('stays as it is: %s', (name) =>
    expect(named(name)).toBe(name),
  )

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\System32\\evil.dll', 'evil.dll'],
    ['\\\\server\\share\\x.edi', 'x.edi'],
    ['..', 'document-1'],
    ['a/..', 'document-1'],
    ['', 'document-1'],
    ['   ', 'document-1'],
    ['...', 'document-1'],
    ['/', 'document-1'],
    ['.hidden', '_hidden'],
    ['order.edi.', 'order.edi'],
    ['order.edi . .', 'order.edi'],
    ['order.edi:evil.exe', 'order.edi_evil.exe'],
    ['order.edi::$DATA', 'order.edi__$DATA'],
    ['CON', '_CON'],
    ['nul.edi', '_nul.edi'],
    ['NUL .edi', '_NUL .edi'],
    ['com1.edi', '_com1.edi'],
    ['COM\u00b9.edi', '_COM\u00b9.edi'],
    ['lpt0', '_lpt0'],
    ['CONIN$', '_CONIN$'],
    ['console.edi', 'console.edi'],
    ['ORDERS~1.EDI', 'ORDERS_1.EDI'],
    ['a\u0000b\n.edi', 'a_b_.edi'],
    ['gnp.\u202eide', 'gnp._ide'],
    ['half\ud800.edi', 'half\ufffd.edi'],
    ['e\u0301.edi', 'é.edi'],
    ['a*b?c|d<e>f"g.edi', 'a_b_c_d_e_f_g.edi'],
  ])('%j becomes %j', (given, name) => expect(named(given)).toBe(name))

  it('that is too long keeps its beginning and its extension', () => {
    const name = named(`${'é'.repeat(300)}.edi`)
    expect(name).toMatch(/^é+\.edi$/)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180)
  })

  const nasty = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc
      .array(
        fc.constantFrom(
          '..',
          '/',
          '\\',
          '.',
          ' ',
          ':',
          'con',
          'NUL',
          'com1',
          '~1',
          '\u0000',
          '\ud800',
          '\u202e',
          '$',
          'é',
          'a',
        ),
      )
      .map((parts) => parts.join('')),
    fc.string({ minLength: 150, maxLength: 400, unit: 'grapheme' }),
  )

  it('is one component that Windows and Linux both take, and never hidden', () => {
    fc.assert(
      fc.property(nasty, (given) => {
        const name = named(given)
        expect(name).not.toBe('')
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}]/u)
        expect(name).not.toMatch(/^[.\s]|[.\s]$/)
        expect(name).not.toMatch(/~\d/)
        expect(name.split('.')[0]?.trim()).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)$/i)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
        expect(name.isWellFormed()).toBe(true)
      }),
      { numRuns: histories(3_000) },
    )
  })

  it('that is safe stays safe: the same once more changes nothing', () => {
    fc.assert(
      fc.property(nasty, (given) => {
        expect(named(named(given))).toBe(named(given))
      }),
      { numRuns: histories(3_000) },
    )
  })
})
