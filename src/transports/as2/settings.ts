import * as z from 'zod/mini'
import { SecretName } from '../../profile/secret-name.ts'
import { clearTextMistake, isClearText } from '../../web/clear-text.ts'
import type { TransportSettings } from '../transport.ts'
import type { KeyNames } from './keys.ts'
import type { Wrapping } from './message.ts'

export interface As2Settings extends TransportSettings, KeyNames, Wrapping {
  readonly kind: 'as2'
  readonly url: string
  /** AS2 names as agreed with the partner: our name and the partner's name. */
  readonly from: string
  readonly to: string
  /** When the partner sends the notification: never, in the HTTP response, or later to our address. */
  readonly mdn: 'none' | 'sync' | 'async'
  readonly timeoutSeconds: number
}

/** RFC 4130 §6.2, without the two characters that would have to be escaped. */
const as2Name = z
  .string()
  .check(z.regex(/^(?! )[\x20-\x7e]{1,128}(?<! )$/), z.regex(/^[^"\\]*$/, 'must hold neither " nor \\.'))

/** Name as written in a header: in quotes if the name holds a space (RFC 4130 §6.2). */
export const quoted = (name: string): string => (name.includes(' ') ? `"${name}"` : name)

export const unquoted = (header: string | null): string => {
  const [, inside] = /^"(.*)"$/.exec(header?.trim() ?? '') ?? []
  return inside?.replace(/\\(["\\])/g, '$1') ?? header?.trim() ?? ''
}

export const as2Settings: z.ZodMiniType<As2Settings> = z.lazy(() =>
  z
    .strictObject({
      kind: z.literal('as2'),
      url: z.url({ protocol: /^https?$/ }),
      from: as2Name,
      to: as2Name,
      ownCertificate: z.union([SecretName, z.array(SecretName).check(z.minLength(1))]),
      ownKey: z.union([SecretName, z.array(SecretName).check(z.minLength(1))]),
      partnerCertificates: z.array(SecretName).check(z.minLength(1)),
      sign: z._default(z.enum(['sha256', 'sha1']), 'sha256'),
      encrypt: z._default(z.enum(['aes256-cbc', 'aes256-gcm', 'aes128-cbc', '3des', 'none']), 'aes256-cbc'),
      compress: z._default(z.boolean(), false),
      mdn: z._default(z.enum(['none', 'sync', 'async']), 'sync'),
      timeoutSeconds: z._default(z.number().check(z.positive(), z.lte(60)), 30),
      insecure: z._default(z.boolean(), false),
    })
    .check(
      z.refine(({ url, encrypt, insecure }) => insecure || encrypt !== 'none' || !isClearText(url), {
        path: ['url'],
        error: clearTextMistake('every order'),
      }),
    ),
)
