import { describe, expect, it } from 'vitest'
import { seal, unseal } from '../../src/sources/token-seal.ts'

const key = { clientId: 'id', clientSecret: 'secret' }

describe('a sealed token', () => {
  it('opens under its own credentials only, and not when a bit of it has changed', async () => {
    const sealed = await seal('a-token-é', key)
    expect(await unseal(sealed, key)).toBe('a-token-é')
    expect(await unseal(sealed, { ...key, clientSecret: 'another' })).toBeNull()
    expect(await unseal(sealed, { ...key, clientId: 'another' })).toBeNull()
    const bytes = Buffer.from(sealed, 'base64')
    bytes[20] = (bytes[20] ?? 0) ^ 1
    expect(await unseal(bytes.toString('base64'), key)).toBeNull()
    expect(await unseal('not base64!', key)).toBeNull()
    expect(await unseal('', key)).toBeNull()
  })

  it('is another each time', async () => {
    expect(await seal('a-token', key)).not.toBe(await seal('a-token', key))
  })
})
