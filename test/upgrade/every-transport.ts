import { mailServer } from '../fakes/mail-server.ts'
import { openAs2Server } from '../servers/as2.ts'
import { openFtpServer } from '../servers/ftp-server.ts'
import { openS3Server } from '../servers/s3.ts'
import { openSftpServer } from '../servers/sftp-server.ts'
import type { TakenDocument } from './stage.ts'

const S3 = { bucket: 'orders', keyId: 'upgrade-key', secret: 'upgrade-secret-of-the-store', region: 'eu' }
const FAILURE = 4
const RETRY = { delaysSeconds: [1, 2] }

/** A server for each transport that needs one, beside `http` and `mailbox`. own-account.ts has the other two. */
export interface EveryTransport {
  readonly routes: readonly { readonly name: string }[]
  readonly secrets: Readonly<Record<string, string>>
  /** From now on every server takes documents. */
  recover(): void
  /** The documents that the servers have. */
  taken(): TakenDocument[]
  close(): Promise<void>
}

/** Each server fails every document until it recovers. */
export async function openEveryTransport(): Promise<EveryTransport> {
  const [mail, sftp, ftp, s3, as2] = [
    await mailServer({ greeting: '421 Busy' }),
    await openSftpServer(),
    await openFtpServer(),
    await openS3Server(S3),
    await openAs2Server(),
  ]
  sftp.behave({ answers: { OPEN: FAILURE } })
  ftp.behave({ answers: { STOR: 450 } })
  s3.behave({ answer: { status: 503, code: 'SlowDown' } })
  as2.behave({ status: 503 })
  /** The AS2 server keeps a message that it answers with an error. */
  let isUp = false

  const json = { format: 'json' }
  const email = { format: 'email', from: 'orders@gateway.example', to: ['desk@upgrade.example'] }
  const here = '127.0.0.1'
  const transports = {
    smtp: { host: here, port: mail.port, security: 'none' },
    sftp: {
      host: here,
      port: sftp.port,
      user: 'us',
      password: 'SFTP_PASSWORD',
      hostKeys: [sftp.hostKey],
      folder: '/in',
    },
    ftp: { host: here, port: ftp.port, user: 'us', password: 'FTP_PASSWORD', folder: '/in', ...PLAIN },
    s3: {
      ...{ endpoint: `http://${here}:${s3.port}`, region: S3.region, bucket: S3.bucket },
      ...{ accessKeyId: 'S3_ID', secretAccessKey: 'S3_SECRET' },
    },
    as2: {
      ...{ url: as2.url, from: 'ORDERBRIDGE', to: 'FRESCO', ownCertificate: 'AS2_CERT', ownKey: 'AS2_KEY' },
      partnerCertificates: ['AS2_PARTNER'],
    },
  }
  return {
    routes: Object.entries(transports).map(([kind, settings]) => ({
      name: kind,
      document: kind === 'smtp' ? email : json,
      transport: { kind, ...settings },
      retry: RETRY,
    })),
    secrets: {
      SFTP_PASSWORD: 'pass-31f0aa58',
      FTP_PASSWORD: 'pass-31f0aa58',
      S3_ID: S3.keyId,
      S3_SECRET: S3.secret,
      AS2_CERT: as2.pem('ours.pem'),
      AS2_KEY: as2.pem('ours.key'),
      AS2_PARTNER: as2.pem('partner.pem'),
    },
    recover() {
      isUp = true
      mail.script = {}
      for (const server of [sftp, ftp, s3, as2]) server.behave({})
    },
    taken() {
      const texts: Readonly<Record<string, readonly string[]>> = {
        smtp: mail.received.map(({ text }) => text),
        sftp: [...sftp.files.values()].map(String),
        ftp: [...ftp.files.values()],
        s3: [...s3.objects.values()].map(String),
        as2: isUp ? as2.arrivals.map(({ document }) => String(document)) : [],
      }
      return Object.entries(texts).flatMap(([route, documents]) =>
        documents.map((text) => ({ route, key: '', orderNumbers: [/PO-[\w-]*\d{4}/.exec(text)?.[0] ?? text] })),
      )
    },
    async close() {
      for (const server of [mail, sftp, ftp, s3]) server.close()
      await as2.close()
    },
  }
}

/** FTP without TLS is refused unless the configuration accepts it. */
const PLAIN = { security: 'none', insecure: true }
