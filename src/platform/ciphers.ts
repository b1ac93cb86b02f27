import { constants, createCipheriv, publicEncrypt } from 'node:crypto'
import type { Ciphers } from '../ports.ts'

export const nodeCiphers: Ciphers = {
  encrypt(cipher, key, iv, bytes) {
    const encipher = createCipheriv(cipher, key, iv)
    const [begin, end] = [encipher.update(bytes), encipher.final()]
    const whole = new Uint8Array(begin.byteLength + end.byteLength)
    whole.set(begin)
    whole.set(end, begin.byteLength)
    return whole
  },
  rsa: (publicKey, block) =>
    new Uint8Array(publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, block)),
}
