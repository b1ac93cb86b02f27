import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createAccount } from '../servers/account.ts'
import { installed } from '../servers/debian.ts'
import { makeCertificates, realMailServer } from '../servers/real-mail-server.ts'
import { startSshd } from '../servers/sshd.ts'

/**
 * An SFTP server and a mail server of other authors on 127.0.0.1, for scripts/first-hour.sh. Runs until a signal, and
 * writes their addresses as shell variables: node bin/launch.mjs test/first-hour/servers.ts FOLDER
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Say in which folder the servers keep their files.')
if (process.getuid?.() !== 0) throw new Error('Run it as root: the servers let in a user that is made for this run.')
installed({ 'openssh-server': '/usr/sbin/sshd', openssl: '/usr/bin/openssl' })

const DESK = 'desk@fresco.example'
chmodSync(folder, 0o755)
const [certificates, inbox, mails] = ['certificates', 'in', 'mails'].map((name) => {
  const place = path.join(folder, name)
  mkdirSync(place)
  return place
}) as [string, string, string]
const { authority, certificate, key } = makeCertificates(certificates)
const account = createAccount(folder, randomBytes(12).toString('hex'))
// Registered before the servers start, so that a failed start leaves no account behind.
process.once('exit', () => account.remove())
account.owns(inbox)
const user = { user: 'gateway', password: randomBytes(12).toString('hex') }
const mail = await realMailServer(mails, { ...user, addresses: [DESK], certificate, key })
const sshd = await startSshd(path.join(folder, 'sshd'), account, 'new')

const variables = {
  SFTP_HOST: `127.0.0.1:${sshd.port}`,
  SFTP_HOST_KEY: sshd.hostKey,
  SFTP_USER: account.name,
  SFTP_PASSWORD: account.password,
  SFTP_FOLDER: inbox,
  MAIL_SERVER: `localhost:${mail.starttls}`,
  MAIL_USER: user.user,
  MAIL_PASSWORD: user.password,
  MAIL_BOX: path.join(mails, 'maildir', 'new'),
  DESK,
  NODE_EXTRA_CA_CERTS: authority,
}
const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'\n`)
writeFileSync(path.join(folder, 'variables'), lines.join(''))
console.log('ready')

const stop = async (): Promise<void> => {
  mail.stop()
  await sshd.stop()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop())
setInterval(() => {}, 60_000)
