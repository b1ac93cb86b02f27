import type { AccessKey } from '../../src/access/access-token.ts'
import { base64url } from '../../src/text/base64.ts'
import { utf8 } from '../../src/text/utf8.ts'

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
}

/** A team at Cloudflare Access, with a key pair of its own. */
export async function accessTeam(kid = 'key-1') {
  const pair = (await crypto.subtle.generateKey(RSA, true, ['sign', 'verify'])) as CryptoKeyPair
  const key: AccessKey = { ...((await crypto.subtle.exportKey('jwk', pair.publicKey)) as AccessKey), kid }
  const part = (value: object): string => base64url(utf8(JSON.stringify(value)))
  return {
    key,
    /** A token with these claims, signed by the team. */
    async token(claims: object, header: object = { alg: 'RS256', kid }): Promise<string> {
      const signed = `${part(header)}.${part(claims)}`
      const mac = await crypto.subtle.sign(RSA.name, pair.privateKey, utf8(signed))
      return `${signed}.${base64url(new Uint8Array(mac))}`
    },
    unsigned: (claims: object): string => `${part({ alg: 'none', kid })}.${part(claims)}.`,
    /** Signed with the public key as if it were a shared secret. */
    async confused(claims: object): Promise<string> {
      const signed = `${part({ alg: 'HS256', kid })}.${part(claims)}`
      const secret = await crypto.subtle.importKey(
        'raw',
        utf8(JSON.stringify(key)),
        { name: 'HMAC', hash: 'SHA-256' },
        false,
        ['sign'],
      )
      return `${signed}.${base64url(new Uint8Array(await crypto.subtle.sign('HMAC', secret, utf8(signed))))}`
    },
  }
}
