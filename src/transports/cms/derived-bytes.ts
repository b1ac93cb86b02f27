import { utf8 } from '../../text/utf8.ts'

/**
 * Returns unpredictable bytes of this length, the same for the same purpose. HKDF (RFC 5869) gives 8,160 bytes at most.
 */
export type Derive = (purpose: string, length: number) => Promise<Uint8Array<ArrayBuffer>>

/**
 * Replaces random numbers, so that a retry sends the same bytes even if a crash prevented storage. Only the owner of
 * the secret can derive the bytes, and each content gets different bytes.
 */
export async function derivedFrom(secret: Uint8Array<ArrayBuffer>, content: Uint8Array<ArrayBuffer>): Promise<Derive> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const salt = await crypto.subtle.digest('SHA-256', content)
  return async (purpose, length) => {
    const info = utf8(`orderbridge as2 ${purpose}`)
    return new Uint8Array(
      await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, length * 8),
    )
  }
}
