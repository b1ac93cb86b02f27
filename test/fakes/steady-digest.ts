import { createHash } from 'node:crypto'

/** Digests that are there on the next turn, not when a thread has time: a test can then tell when everything has come to rest. */
crypto.subtle.digest = async (algorithm, data) => {
  const name = typeof algorithm === 'string' ? algorithm : algorithm.name
  const bytes = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data)
  return new Uint8Array(createHash(name).update(bytes).digest()).buffer
}
