import type { Json } from '../../model/attempt-result.ts'
import { base64 } from '../../text/base64.ts'

/** Algorithms by the name in a MIC, lower case and without hyphens. */
export const DIGESTS = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' } as const

/** Message integrity checks of the signed part, in each algorithm that a partner may choose (RFC 4130 §7.3.1). */
export type Mics = Readonly<Record<keyof typeof DIGESTS, string>>

export async function micsOf(part: Uint8Array<ArrayBuffer>): Promise<Mics> {
  const digest = async (name: string): Promise<string> => base64(new Uint8Array(await crypto.subtle.digest(name, part)))
  const [sha1, sha256, sha384, sha512] = await Promise.all([
    digest(DIGESTS.sha1),
    digest(DIGESTS.sha256),
    digest(DIGESTS.sha384),
    digest(DIGESTS.sha512),
  ])
  return { sha1, sha256, sha384, sha512 }
}

/** Reads stored MICs. A missing MIC becomes an empty text, which matches no notification. */
export const micsIn = (kept: Json): Mics => {
  const of = (name: keyof Mics): string => {
    const value: unknown = typeof kept === 'object' && kept !== null ? Reflect.get(kept, name) : null
    return typeof value === 'string' ? value : ''
  }
  return { sha1: of('sha1'), sha256: of('sha256'), sha384: of('sha384'), sha512: of('sha512') }
}

/** Returns null for an unknown algorithm. `sha-256`, `SHA256` and `sha256` are the same algorithm. */
export function micIn(mics: Mics, algorithm: string): string | null {
  const name = algorithm.toLowerCase().replaceAll('-', '')
  return Object.hasOwn(DIGESTS, name) ? mics[name as keyof Mics] : null
}
