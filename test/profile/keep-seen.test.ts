import { describe, expect, it } from 'vitest'
import { keepsSeen } from '../../src/profile/keep-seen.ts'

describe('KV remembers accepted orders', () => {
  it.each([
    ['by default for a supplier with an order API', { api: {} }, true],
    ['not by default for a supplier without an order API', {}, false],
    ['where the configuration says so', { keepSeen: true }, true],
    ['not where the configuration forbids it', { api: {}, keepSeen: false }, false],
  ])('%s', (_, supplier, isKept) => {
    expect(keepsSeen(supplier)).toBe(isKept)
  })
})
