import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commonNumber, typedNumbers } from '../../src/console/catalogue/erp-numbers.ts'
import { cellsOf, rowOf } from '../../src/console/catalogue/row-form.ts'

const ALL = { soldTo: 'V-20077', shipTo: 'V-20077', billTo: 'V-20077' }

describe('the numbers of a customer in a form', () => {
  it('give one number to buyer, place of delivery and payer', () => {
    expect(typedNumbers({}, { erpCustomer: 'V-20077' })).toEqual(ALL)
  })

  it('give one party another number, when the person types that number too', () => {
    expect(typedNumbers({}, { erpCustomer: 'V-20077', shipTo: 'DOCK-2', soldTo: '', billTo: '' })).toEqual({
      ...ALL,
      shipTo: 'DOCK-2',
    })
  })

  it('replace the numbers of every party by a new common number, and keep a number that was changed beside it', () => {
    const before = { soldTo: 'A', shipTo: 'B' }
    expect(typedNumbers(before, { erpCustomer: 'V-20077', soldTo: 'A', shipTo: 'B', billTo: '' })).toEqual(ALL)
    expect(typedNumbers(before, { erpCustomer: 'V-20077', soldTo: 'A', shipTo: 'C', billTo: '' })).toEqual({
      ...ALL,
      shipTo: 'C',
    })
  })

  it('go with the common number, when a person empties the field', () => {
    expect(typedNumbers(ALL, { erpCustomer: '', soldTo: '', shipTo: '', billTo: '' })).toEqual({})
  })

  it('stay as they are for a form that nobody changed', () => {
    const number = fc.constantFrom(undefined, 'A', 'B')
    fc.assert(
      fc.property(fc.record({ soldTo: number, shipTo: number, billTo: number }), (numbers) => {
        const before = Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined))
        const row = { customer: '4077', ...before }
        const cells = new Map<string, string>(cellsOf('customer', row).map(({ name, text }) => [name, text]))
        expect(rowOf('customer', '4077', row, (name) => cells.get(name) ?? '')).toEqual(row)
        expect(rowOf('customer', '4077', row, () => undefined)).toEqual(row)
      }),
    )
  })

  it('are one cell only when every party has the same number', () => {
    expect(commonNumber({ soldTo: 'A', shipTo: 'A' })).toBe('A')
    expect(commonNumber({ soldTo: 'A' })).toBeNull()
    expect(commonNumber({ soldTo: 'A', shipTo: 'A', billTo: 'B' })).toBeNull()
  })
})
