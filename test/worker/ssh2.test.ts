import { describe, expect, it } from 'vitest'

describe('ssh2 in workerd', () => {
  it('loads inside a request, where neither native code nor WebAssembly may be made', async () => {
    const { Client } = await import('#ssh2')
    expect(new Client()).toHaveProperty('connect')
  })
})
