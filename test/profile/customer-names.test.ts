import { describe, expect, it } from 'vitest'
import { customersNamed } from '../../src/profile/customer-names.ts'

describe('the customers of a name that a person types', () => {
  const customers = [
    { customer: 'K-1', name: 'Café de l’Élysée' },
    { customer: 'K-2', name: 'Sint-Jan  Zorg' },
    { customer: 'K-3' },
  ]

  it.each([
    ['elysee', ['K-1']],
    ['CAFÉ', ['K-1']],
    ["l'elysee", ['K-1']],
    ['sint jan', ['K-2']],
    ['sint-jan zorg', ['K-2']],
    ['s', ['K-1', 'K-2']],
    [' - ', []],
    ['', []],
    [null, []],
  ])('are found without accents and hyphens: %s', (text, found) => {
    expect(customersNamed(text, { customers })).toEqual(found)
  })

  it('are those of the table as it is now', () => {
    expect(customersNamed('bistro', { customers })).toEqual([])
    expect(customersNamed('bistro', { customers: [...customers, { customer: 'K-4', name: 'Bistro' }] })).toEqual([
      'K-4',
    ])
  })
})
