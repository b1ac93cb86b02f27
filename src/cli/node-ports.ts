import { constants, createCipheriv, publicEncrypt } from 'node:crypto'
import type { Encryption, Secrets } from '../ports.ts'
import type { TransportPorts } from '../transports/transport.ts'
import { nodeWire } from './node-wire.ts'
import type { Vars } from './vars.ts'

/** A blank secret counts as missing, as in the Worker. */
const secretsOf = (vars: Vars): Secrets => ({
  get(name) {
    const value = vars.get(name)
    return value === undefined || value.trim() === '' ? undefined : value
  },
})

const ciphers: Encryption = {
  encrypt(cipher, key, iv, bytes) {
    const encipher = createCipheriv(cipher, key, iv)
    return new Uint8Array(Buffer.concat([encipher.update(bytes), encipher.final()]))
  },
  rsa: (publicKey, block) =>
    new Uint8Array(publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, block)),
}

/** Ports of a transport on this machine: all except for Cloudflare's services. */
export const createNodePorts = (vars: Vars): Omit<TransportPorts, 'signal'> => ({
  wire: nodeWire,
  secrets: secretsOf(vars),
  buckets: { get: () => undefined },
  ciphers,
  certificates: { get: () => undefined },
  tokens: new Map(),
  clock: { now: Date.now },
  // The caller decides the meaning of a response.
  readVerdict: () => null,
  // A single attempt needs no stored state.
  transportStore: { get: () => null, put: () => {}, expect: () => {} },
  mail: () => Promise.reject(new Error("Cloudflare's sending is on Cloudflare only.")),
})
