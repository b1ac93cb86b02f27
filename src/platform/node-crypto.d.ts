/** The part of `node:crypto` that the ciphers need: see node-net.d.ts. */
declare module 'node:crypto' {
  export interface Encipher {
    update(bytes: Uint8Array): Uint8Array
    final(): Uint8Array
  }
  export function createCipheriv(cipher: string, key: Uint8Array, iv: Uint8Array): Encipher
  export function createDecipheriv(cipher: string, key: Uint8Array, iv: Uint8Array): Encipher
  export function privateDecrypt(key: { readonly key: string; readonly padding: number }, block: Uint8Array): Uint8Array
  export function publicEncrypt(key: { readonly key: string; readonly padding: number }, block: Uint8Array): Uint8Array
  export interface Hmac {
    update(bytes: Uint8Array): unknown
    digest(): Uint8Array
  }
  export function createHmac(algorithm: 'sha256', key: string): Hmac
  export const constants: { readonly RSA_NO_PADDING: number }
}
