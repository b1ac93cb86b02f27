import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createAccount } from '../test/servers/account.ts'
import { openOpenssl } from '../test/servers/as2-openssl.ts'
import { openAs2System } from '../test/servers/as2-system.ts'
import { installed } from '../test/servers/debian.ts'
import { makeCertificates, realMailServer } from '../test/servers/real-mail-server.ts'
import { openS3Server } from '../test/servers/s3.ts'
import { startSshd } from '../test/servers/sshd.ts'
import { startVsftpd } from '../test/servers/vsftpd.ts'
import { openBucket } from './bucket.ts'

/** Suppliers' systems on this machine, one for each transport. */
export interface Receivers {
  /** A route's `transport` settings, by the name of the measurement. */
  readonly transports: Readonly<Record<string, object>>
  readonly secrets: Readonly<Record<string, string>>
  /** PEM of the authority that signed the certificates of the systems. */
  readonly authority: string
  /** Address of the R2 bucket. */
  readonly bucket: string
  close(): Promise<void>
}

export const DESK = 'desk@fresco.example'
const S3 = { bucket: 'orders', keyId: 'GK31CA8E', secret: 'store-secret-5d0be1', region: 'eu-west-1' }

/** Needs root: the servers allow a user account that is created for this run. */
export async function openReceivers(folder: string, httpUrl: string): Promise<Receivers> {
  installed({ 'openssh-server': '/usr/sbin/sshd', vsftpd: '/usr/sbin/vsftpd', openssl: '/usr/bin/openssl' })
  chmodSync(folder, 0o755)
  const at = (name: string): string => path.join(folder, name)
  const { authority, ...own } = makeCertificates(folder)
  // Start the mail server first: a machine can run only one OpenSMTPD, and a failure must leave no other server
  // running.
  const [mailFolder, user, password] = [at('mail'), 'gateway', randomBytes(12).toString('hex')]
  mkdirSync(mailFolder)
  const mail = await realMailServer(mailFolder, { user, password, addresses: [DESK], ...own })
  const account = createAccount(folder, randomBytes(12).toString('hex'))
  const place = at('in')
  mkdirSync(place)
  account.owns(place)
  const [sshd, plain, secured] = [
    await startSshd(at('sshd'), account, 'new'),
    await startVsftpd(at('vsftpd'), { kind: 'none' }),
    await startVsftpd(at('vsftpd-tls'), { kind: 'explicit', ...own }),
  ]
  const store = await openS3Server(S3)
  const identities = await openOpenssl(['ours', 'partner', 'stranger'])
  const partner = await openAs2System(identities)
  const bucket = await openBucket()
  const files = { user: account.name, password: 'FILES_PASSWORD', folder: place }
  return {
    transports: {
      http: { kind: 'http', url: httpUrl },
      sftp: { kind: 'sftp', host: '127.0.0.1', port: sshd.port, hostKeys: [sshd.hostKey], ...files },
      ftp: { kind: 'ftp', host: '127.0.0.1', port: plain.port, security: 'none', insecure: true, ...files },
      ftps: { kind: 'ftp', host: 'localhost', port: secured.port, security: 'explicit', ...files },
      s3: {
        ...{ kind: 's3', endpoint: `http://127.0.0.1:${store.port}`, region: S3.region, bucket: S3.bucket },
        ...{ accessKeyId: 'STORE_ID', secretAccessKey: 'STORE_SECRET' },
      },
      r2: { kind: 'r2', bucket: 'ORDERS' },
      mailbox: { kind: 'mailbox', token: 'MAILBOX_TOKEN' },
      smtp: { kind: 'smtp', host: 'localhost', port: mail.starttls, user: 'SMTP_USER', password: 'SMTP_PASSWORD' },
      email: { kind: 'email' },
      as2: {
        ...{ kind: 'as2', url: `http://127.0.0.1:${partner.port}/as2`, from: 'ORDERBRIDGE', to: 'FRESCO' },
        ...{ ownCertificate: 'AS2_CERT', ownKey: 'AS2_KEY', partnerCertificates: ['PARTNER_CERT'] },
      },
    },
    secrets: {
      ...{ FILES_PASSWORD: account.password, STORE_ID: S3.keyId, STORE_SECRET: S3.secret },
      ...{ AS2_CERT: identities.pem('ours.pem'), AS2_KEY: identities.pem('ours.key') },
      PARTNER_CERT: identities.pem('partner.pem'),
      ...{ MAILBOX_TOKEN: randomBytes(24).toString('hex'), SMTP_USER: user, SMTP_PASSWORD: password },
    },
    bucket: bucket.address,
    authority: readFileSync(authority, 'utf8'),
    async close() {
      for (const server of [sshd, plain, secured]) await server.stop()
      store.close()
      bucket.close()
      mail.stop()
      await partner.close()
      account.remove()
    },
  }
}
