import { constants, createCipheriv, createDecipheriv, privateDecrypt, publicEncrypt } from 'node:crypto'
import { inflateSync, constants as zlib } from 'node:zlib'
import type { Decryption, Encryption } from '../ports.ts'
import { concatBytes } from '../text/concat-bytes.ts'

export const nodeCiphers: Encryption = {
  encrypt: (cipher, key, iv, bytes) => through(createCipheriv(cipher, key, iv), bytes),
  rsa: (publicKey, block) =>
    new Uint8Array(publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, block)),
}

export const nodeDeciphers: Decryption = {
  inflate: (bytes, maxBytes, extent = 'whole') =>
    new Uint8Array(
      inflateSync(bytes, {
        maxOutputLength: maxBytes,
        finishFlush: extent === 'beginning' ? zlib.Z_SYNC_FLUSH : zlib.Z_FINISH,
      }),
    ),
  decrypt: (cipher, key, iv, bytes) => through(createDecipheriv(cipher, key, iv), bytes),
  rsa: (privateKey, block) =>
    new Uint8Array(privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, block)),
}

interface Cipher {
  update(bytes: Uint8Array): Uint8Array
  final(): Uint8Array
}

const through = (cipher: Cipher, bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  concatBytes(cipher.update(bytes), cipher.final())
