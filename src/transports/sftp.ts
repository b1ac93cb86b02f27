import * as z from 'zod/mini'
import { SecretName } from '../profile/secret-name.ts'
import { checkArrival, folderPlace } from './folder/arrival.ts'
import { writeDocument } from './folder/completion.ts'
import { type FolderSettings, folderSettings } from './folder/settings.ts'
import { proofSecrets, type SftpAccess } from './sftp/credentials.ts'
import { sftpFolder } from './sftp/folder.ts'
import { openSftp } from './sftp/session.ts'
import type { Transport, TransportSettings } from './transport.ts'

export interface SftpSettings extends TransportSettings, SftpAccess, FolderSettings {
  readonly kind: 'sftp'
}

const UNPINNED =
  "must pin the server's host key, so that no other server can pose as the supplier: hostKeys: ['SHA256:…']. Ask the supplier for the fingerprint and compare it with `npx orderbridge doctor`."

const FORM = /^SHA256:[A-Za-z0-9+/]{43}=?$/
const NO_FINGERPRINT =
  'has not the form of a fingerprint: SHA256: and 43 letters, digits, + or /. `npx orderbridge doctor` shows the fingerprint of the server.'

/** A file in a folder of the supplier, over SSH. */
export const sftp: Transport<SftpSettings> = {
  kind: 'sftp',
  storageLocation: ({ host, port, user, folder }) =>
    JSON.stringify(['sftp', host, port, user, folder.replace(/\/+$/, '')]),
  example: {
    host: 'sftp.supplier.example',
    user: 'orders',
    password: 'SFTP_PASSWORD',
    hostKeys: [`SHA256:${'A'.repeat(43)}`],
  },
  settings: z.lazy(() =>
    z
      .strictObject({
        kind: z.literal('sftp'),
        ...folderSettings,
        port: z._default(z.int().check(z.gte(1), z.lte(65_535)), 22).check(z.describe('The port.')),
        user: z.string().check(z.minLength(1)).check(z.describe('The user, in plain.')),
        password: z
          .optional(SecretName)
          .check(z.describe('The name of the secret that holds the password. Give a password, a key, or both.')),
        privateKey: z.optional(SecretName).check(z.describe('The name of the secret that holds the private key.')),
        passphrase: z
          .optional(SecretName)
          .check(z.describe('The name of the secret that holds the passphrase of the key.')),
        hostKeys: z
          .array(z.string(UNPINNED).check(z.regex(FORM, NO_FINGERPRINT)), UNPINNED)
          .check(z.minLength(1, UNPINNED))
          .check(z.describe('Fingerprints of the keys that the server may show, such as `SHA256:…`.')),
        legacy: z._default(z.boolean(), false).check(z.describe('Also offers SHA-1 and CBC, for old servers.')),
      })
      .check(
        z.refine(({ password, privateKey }) => password !== undefined || privateKey !== undefined, {
          path: ['password'],
          error: 'is missing, and so is privateKey: give the name of a secret in one of them, or in both.',
        }),
      ),
  ),
  secrets: proofSecrets,
  protection: () => 'end-to-end',
  timeoutSeconds: ({ timeoutSeconds }) => timeoutSeconds,

  async deliver({ document }, settings, ports) {
    const opened = await openSftp(settings, ports)
    if (!opened.ok) return opened.error
    const session = opened.value
    try {
      return await writeDocument(document, sftpFolder(session, settings.folder), settings)
    } finally {
      session.end()
    }
  },

  async check(outgoing, settings, ports) {
    const opened = await openSftp(settings, ports)
    if (!opened.ok) return opened.error
    const session = opened.value
    const { folder, archiveFolder } = settings
    try {
      return await checkArrival(
        outgoing,
        folderPlace(sftpFolder(session, folder), settings),
        archiveFolder === undefined ? null : folderPlace(sftpFolder(session, archiveFolder), null),
      )
    } finally {
      session.end()
    }
  },
}
