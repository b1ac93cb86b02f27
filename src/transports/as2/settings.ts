import * as z from 'zod/mini'
import { SecretName } from '../../profile/secret-name.ts'
import { clearTextMistake, isClearText } from '../../web/clear-text.ts'
import { attemptSeconds } from '../transport.ts'

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

export type As2Settings = z.infer<typeof as2Settings>

export const as2Settings = /* @__PURE__ */ z.lazy(() =>
  z
    .strictObject({
      kind: z.literal('as2'),
      url: z.url({ protocol: /^https?$/ }).check(z.describe('The address of the partner.')),
      from: as2Name.check(z.describe('Our AS2 name.')),
      to: as2Name.check(z.describe('The AS2 name of the partner.')),
      ownCertificate: z
        .union([SecretName, z.array(SecretName).check(z.minLength(1))])
        .check(z.describe('The name of the secret with our certificate. A list of two while you change it.')),
      ownKey: z
        .union([SecretName, z.array(SecretName).check(z.minLength(1))])
        .check(z.describe('The name of the secret with our key. A list of two while you change it.')),
      partnerCertificates: z
        .array(SecretName)
        .check(z.minLength(1))
        .check(z.describe('Names of secrets with the certificates of the partner.')),
      sign: z._default(z.enum(['sha256', 'sha1']), 'sha256').check(z.describe('The digest of signatures.')),
      encrypt: z
        ._default(z.enum(['aes256-cbc', 'aes256-gcm', 'aes128-cbc', '3des', 'none']), 'aes256-cbc')
        .check(z.describe('The encryption of messages. `none` over `http://` needs `insecure`.')),
      compress: z._default(z.boolean(), false).check(z.describe('Compresses messages.')),
      mdn: z
        ._default(z.enum(['none', 'sync', 'async']), 'sync')
        .check(z.describe('When the partner sends the receipt. `async` needs `publicUrl`.')),
      timeoutSeconds: attemptSeconds(),
      insecure: z._default(z.boolean(), false).check(z.describe('Allows unencrypted messages over `http://`.')),
    })
    .check(
      z.refine(({ url, encrypt, insecure }) => insecure || encrypt !== 'none' || !isClearText(url), {
        path: ['url'],
        error: clearTextMistake('every order'),
      }),
    ),
)
