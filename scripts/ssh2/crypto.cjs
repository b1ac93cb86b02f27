// Gives ssh2 the parts of node:crypto that workerd lacks.
const crypto = require('node:crypto')
const nacl = require('tweetnacl')

const KEY_BYTES = 32
const TAG_BYTES = 16

/** workerd lacks diffieHellman. ssh2 needs the function only for a curve25519 key exchange. */
function diffieHellman({ privateKey, publicKey }) {
  if (privateKey.asymmetricKeyType !== 'x25519') throw new Error('Only x25519 is known here')
  return Buffer.from(nacl.scalarMult(lastBytes(privateKey, 'pkcs8'), lastBytes(publicKey, 'spki')))
}

/** Both encodings of a key end with the key itself (RFC 8410). */
const lastBytes = (key, type) => new Uint8Array(key.export({ type, format: 'der' }).subarray(-KEY_BYTES))

/**
 * workerd needs the GCM tag of a packet before the first byte, but ssh2 gives the tag after the last byte. So the bytes
 * are buffered. `final` throws if the tag is wrong.
 */
function createDecipheriv(algorithm, key, iv, options) {
  if (!/gcm$/i.test(algorithm)) return crypto.createDecipheriv(algorithm, key, iv, options)
  const parts = []
  let associated
  let tag
  return {
    setAutoPadding() {
      return this
    },
    setAAD(data) {
      associated = Buffer.from(data)
      return this
    },
    setAuthTag(data) {
      tag = Buffer.from(data)
      return this
    },
    update(data) {
      parts.push(Buffer.from(data))
      return Buffer.alloc(0)
    },
    final() {
      const decipher = crypto.createDecipheriv(algorithm, key, iv, { authTagLength: TAG_BYTES })
      if (associated) decipher.setAAD(associated)
      decipher.setAuthTag(tag)
      const text = decipher.update(Buffer.concat(parts))
      return Buffer.concat([text, decipher.final()])
    },
  }
}

module.exports = { ...crypto, diffieHellman, createDecipheriv }
