/** Decryption for the tests, in addition to src/platform/node-crypto.d.ts. */
declare module 'node:crypto' {
  export function createDecipheriv(cipher: string, key: Uint8Array, iv: Uint8Array): Encipher
  export function privateDecrypt(key: { readonly key: string; readonly padding: number }, block: Uint8Array): Uint8Array
}
