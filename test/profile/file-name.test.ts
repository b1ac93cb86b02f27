import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileName, isShortName, type NameParts } from '../../src/profile/file-name.ts'
import { anyCharacter } from '../fakes/any-character.ts'
import { startCpuTime } from '../fakes/cpu-time.ts'
import { histories } from '../fakes/histories.ts'

const parts: NameParts = {
  ...{ orderNumber: 'PO-1', customer: 'C-77', version: 1, date: '2026-11-24', sequence: 42, ext: 'edi' },
}
const PATTERN = '{orderNumber}-{version}.{ext}'
const name = (orderNumber: string, pattern = PATTERN): string => fileName(pattern, { ...parts, orderNumber })

const anyNumber = fc.oneof(
  fc.string({ unit: anyCharacter, minLength: 1 }),
  fc.string({ unit: fc.constantFrom(...'aA1./\\_- '), minLength: 1, maxLength: 5 }),
  fc.constantFrom(
    'con',
    'NUL',
    'lpt1.txt',
    '..',
    '.',
    '../../etc/passwd',
    'a\u0000b',
    '~',
    'x'.repeat(300),
    `a.${'b'.repeat(300)}`,
  ),
  fc.string({ unit: fc.constantFrom('a', '.', '/'), minLength: 95, maxLength: 320 }),
)
const anyPattern = fc.constantFrom(
  ...[PATTERN, '{orderNumber}', '{orderNumber}.{ext}', '{customer}-{orderNumber}.{ext}', '.{orderNumber}'],
  ...['{orderNumber:6}.{ext}', '{orderNumber:12}', '{ext}.{orderNumber}', '{sequence:6}_{orderNumber}'],
)

describe('a file name', () => {
  it.each([
    [PATTERN, 'PO-1-1.edi'],
    ['{sequence:6}.{ext}', '000042.edi'],
    ['{customer}_{date}_{orderNumber}', 'C-77_2026-11-24_PO-1'],
    ['{nothing}.{ext}', '_nothing_.edi'],
  ])('fills in %s', (pattern, expected) => {
    expect(fileName(pattern, parts)).toBe(expected)
  })

  it('is safe on any file system', () => {
    fc.assert(
      fc.property(anyNumber, anyPattern, (orderNumber, pattern) => {
        const made = name(orderNumber, pattern)
        expect(made).toMatch(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/)
        expect(made).not.toMatch(/\.$/)
        expect(made).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
      }),
      { numRuns: histories(2_000) },
    )
  })

  it('is made as quickly of dots without end', () => {
    const cpuTime = startCpuTime()
    name(`x${'.'.repeat(100_000)}x`)
    expect(cpuTime()).toBeLessThan(2_000)
  })

  it('is another for another order number', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, anyPattern, (one, other, pattern) => {
        fc.pre(one !== other)
        expect(name(one, pattern)).not.toBe(name(other, pattern))
      }),
      { numRuns: histories(5_000) },
    )
  })

  it.each([
    ['A/1', 'A_1', PATTERN],
    ['.A', '_A', PATTERN],
    ['A.', 'A', '{orderNumber}'],
    ['con', '_con', '{orderNumber}.{ext}'],
    ['1', '000001', '{orderNumber:6}.{ext}'],
    ['01', '001', '{orderNumber:6}.{ext}'],
    [`${'x'.repeat(120)}1`, `${'x'.repeat(120)}2`, PATTERN],
    [`${'x'.repeat(120)}1`, `${'x'.repeat(120)}2`, '{customer}-{orderNumber}.{ext}'],
  ])('keeps %s and %s apart', (one, other, pattern) => {
    const strange = { ...parts, customer: 'C/77' }
    expect(fileName(pattern, { ...strange, orderNumber: one })).not.toBe(
      fileName(pattern, { ...strange, orderNumber: other }),
    )
  })

  it('is a short one with at most eight characters, a point and three more, in capitals', () => {
    const short = ['ORD00042.EDI', 'A', '12345678', 'A-B_C.X']
    const not = ['ord.edi', 'ORD000042.EDI', 'ORDER.JSON', 'A.B.C', '.EDI', 'ORD.', 'OR D.EDI', 'CON.EDI', '']
    expect([...short, ...not].filter(isShortName)).toEqual(short)
  })

  it('is the same whenever it is made', () => {
    expect(name('A/1')).toBe(name('A/1'))
    expect(name('A/1')).toMatch(/^A_1-1-[0-9a-f]{8}\.edi$/)
  })
})
