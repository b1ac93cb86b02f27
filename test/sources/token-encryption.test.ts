import { describe, expect, it } from 'vitest'
import { decryptToken, encryptToken } from '../../src/sources/token-encryption.ts'

const key = { clientId: 'id', clientSecret: 'secret' }

describe('a sealed token', () => {
  it('opens under its own credentials only, and not when a bit of it has changed', async () => {
    const sealed = await encryptToken('a-token-é', key)
    expect(await decryptToken(sealed, key)).toBe('a-token-é')
    expect(await decryptToken(sealed, { ...key, clientSecret: 'another' })).toBeNull()
    expect(await decryptToken(sealed, { ...key, clientId: 'another' })).toBeNull()
    const bytes = Buffer.from(sealed, 'base64')
    bytes[20] = (bytes[20] ?? 0) ^ 1
    expect(await decryptToken(bytes.toString('base64'), key)).toBeNull()
    expect(await decryptToken('not base64!', key)).toBeNull()
    expect(await decryptToken('', key)).toBeNull()
  })

  it('is another each time', async () => {
    expect(await encryptToken('a-token', key)).not.toBe(await encryptToken('a-token', key))
  })
})
