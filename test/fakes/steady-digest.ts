import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const bytesOf = (data: BufferSource): Uint8Array =>
  ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)

const { subtle } = crypto
const importKey = subtle.importKey.bind(subtle)
const verify = subtle.verify.bind(subtle)
/** The secrets of keys that cannot be exported. */
const secrets = new WeakMap<CryptoKey, Uint8Array>()

/**
 * Digests and checks of HMAC are there on the next turn, not when a thread has time: a test can then tell when
 * everything has come to rest.
 */
Object.assign(subtle, {
  digest: async (algorithm: AlgorithmIdentifier, data: BufferSource) => {
    const name = typeof algorithm === 'string' ? algorithm : algorithm.name
    return new Uint8Array(createHash(name).update(bytesOf(data)).digest()).buffer
  },
  importKey: async (...words: Parameters<typeof importKey>) => {
    const key = await importKey(...words)
    const [format, secret] = words as readonly unknown[]
    if (format === 'raw' && secret instanceof Uint8Array) secrets.set(key, Uint8Array.from(secret))
    return key
  },
  verify: async (...words: Parameters<typeof verify>) => {
    const [algorithm, key, signature, data] = words
    const secret = secrets.get(key)
    if (algorithm !== 'HMAC' || !secret || key.algorithm.name !== 'HMAC') return verify(...words)
    const hmac = createHmac('sha256', secret).update(bytesOf(data)).digest()
    const claimed = bytesOf(signature)
    return claimed.byteLength === hmac.byteLength && timingSafeEqual(claimed, hmac)
  },
})
