import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'

const accepts = (format: string, more: object): boolean => {
  const known = formats[format]
  return known?.settings.safeParse({ format, ...known.example, ...more }).success === true
}

describe('the settings of a format', () => {
  it.each([
    [0, false],
    [1, true],
    [80, true],
    [81, false],
  ])('of X12 take a code of the supplier as long as N104 can hold: %i letters', (length, isAccepted) => {
    expect(accepts('x12-850-4010', { supplierCode: 'A'.repeat(length) })).toBe(isAccepted)
  })

  it.each(['gs1-order-3', 'ubl-order-2.1'])(
    'of %s take a name for each party, which no other key replaces',
    (format) => {
      for (const party of ['sender', 'recipient']) {
        const known = { ...Object(formats[format]?.example)[party] }
        const id = { id: '5412345000013', ...known }
        expect(accepts(format, { [party]: { ...id, name: 'Fresco Foods' } })).toBe(true)
        expect(accepts(format, { [party]: { ...id, title: 'Fresco Foods' } })).toBe(false)
      }
    },
  )
})
