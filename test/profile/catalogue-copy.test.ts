import { describe, expect, it } from 'vitest'
import { createCatalogueCopies } from '../../src/profile/catalogue-copy.ts'
import { supplierWith } from '../fakes/orders.ts'

const NEWER = { catalogueVersion: 1, since: 0, changes: [] }

describe('the copies of the catalogue in the memory of an instance', () => {
  const copies = createCatalogueCopies({ fresco: supplierWith() })

  it('last for a supplier of the configuration', () => {
    copies('fresco').learn(NEWER)
    expect(copies('fresco').version()).toBe(1)
  })

  it.each(['nobody', 'constructor', '__proto__'])('are not kept for a stranger’s name such as %s', (name) => {
    copies(name).learn(NEWER)
    expect(copies(name).version()).toBe(0)
  })
})
