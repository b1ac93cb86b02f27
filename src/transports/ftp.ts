import * as z from 'zod/mini'
import { findingNote } from '../model/finding.ts'
import { SecretName } from '../profile/secret-name.ts'
import { checkArrival, folderPlace, type Place } from './folder/arrival.ts'
import { writeDocument } from './folder/completion.ts'
import { type FolderSettings, folderSettings } from './folder/settings.ts'
import { ftpFolder } from './ftp/folder.ts'
import { type FtpAccess, openFtp } from './ftp/session.ts'
import type { Transport, TransportPorts, TransportSettings } from './transport.ts'

export interface FtpSettings extends TransportSettings, FtpAccess, FolderSettings {
  readonly kind: 'ftp'
  readonly insecure: boolean
}

const INSECURE =
  "'none' sends the password and every order in the clear. Use 'explicit' or 'implicit'; where the supplier has neither, add insecure: true."

/**
 * A file in a folder of the supplier, by passive FTP. The connection is plain, or uses TLS implicitly or explicitly.
 */
export const ftp: Transport<FtpSettings> = {
  kind: 'ftp',
  storageLocation: ({ host, port, user, folder }) =>
    JSON.stringify(['ftp', host, port, user, folder.replace(/\/+$/, '')]),
  example: { host: 'ftp.supplier.example', user: 'orders', password: 'FTP_PASSWORD' },
  settings: z.lazy(() =>
    z
      .strictObject({
        kind: z.literal('ftp'),
        ...folderSettings,
        port: z._default(z.int().check(z.gte(1), z.lte(65_535)), 21).check(z.describe('The port.')),
        security: z
          ._default(z.enum(['explicit', 'implicit', 'none']), 'explicit')
          .check(z.describe('TLS on request, TLS at once, or none. `none` needs `insecure`.')),
        insecure: z
          ._default(z.boolean(), false)
          .check(z.describe('Allows FTP without TLS: the password and every order travel unencrypted.')),
        user: z
          .string()
          .check(z.regex(/^[^\p{Cc}]+$/u))
          .check(z.describe('The user, in plain.')),
        password: SecretName.check(z.describe('The name of the secret that holds the password.')),
      })
      .check(
        z.refine(({ security, insecure }) => security !== 'none' || insecure, { path: ['security'], error: INSECURE }),
      ),
  ),
  secrets: ({ password }) => [password],
  protection: ({ security }) => (security === 'none' ? 'none' : 'end-to-end'),
  timeoutSeconds: ({ timeoutSeconds }) => timeoutSeconds,

  async deliver({ document }, settings, ports) {
    const opened = await openFtp(settings, ports)
    if (!opened.ok) return opened.error
    const client = opened.value
    try {
      return await writeDocument(document, ftpFolder(client, settings.folder, ports.signal), settings)
    } finally {
      client.close()
    }
  },

  async check(outgoing, settings, ports) {
    const opened = await openFtp(settings, ports)
    if (!opened.ok) return opened.error
    const { folder, archiveFolder } = settings
    try {
      return await checkArrival(
        outgoing,
        folderPlace(ftpFolder(opened.value, folder, ports.signal), settings),
        archiveFolder === undefined ? null : archivePlace({ ...settings, folder: archiveFolder }, ports),
      )
    } finally {
      opened.value.close()
    }
  },
}

/**
 * A relative name would be resolved in the folder that the client has entered. So a new connection enters the archive
 * folder from the sign-in folder.
 */
const archivePlace = (settings: FtpSettings, ports: TransportPorts): Place => ({
  name: settings.folder,
  async see(outgoing) {
    const opened = await openFtp(settings, ports)
    if (!opened.ok) {
      const kind = opened.error.outcome === 'refused' ? 'misconfigured' : 'failed'
      return { kind, text: findingNote('archive-unopened', { note: opened.error.note }) }
    }
    try {
      // The gateway checks the archive only after the folder reported a missing file, so the server reports sizes.
      return await folderPlace(ftpFolder(opened.value, settings.folder, ports.signal, true), null).see(outgoing)
    } finally {
      opened.value.close()
    }
  },
})
