import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { installed } from './debian.ts'
import { freePort } from './free-port.ts'

/** OpenSMTPD with STARTTLS, TLS and passwords. Stores mails in a Maildir. */
export interface RealMailServer {
  readonly starttls: number
  readonly tls: number
  /** Files of the received mails, sorted by name. */
  mails(): string[]
  stop(): void
}

const SMTPD = '/usr/sbin/smtpd'
const NOBODY = 65534

/** Needs root: OpenSMTPD changes its user for every task. Only `addresses` have a mailbox. */
export async function realMailServer(
  folder: string,
  {
    user,
    password,
    addresses,
    certificate,
    key,
  }: Record<'user' | 'password' | 'certificate' | 'key', string> & {
    readonly addresses: readonly string[]
  },
): Promise<RealMailServer> {
  installed({ opensmtpd: SMTPD })
  const [starttls, tls] = [await freePort(), await freePort()]
  const box = path.join(folder, 'maildir')
  mkdirSync(box)
  chmodSync(folder, 0o755)
  chownSync(box, NOBODY, NOBODY)
  const encrypted = execFileSync('smtpctl', ['encrypt', password], { encoding: 'utf8' }).trim()
  const write = (name: string, text: string, mode = 0o644): string => {
    const file = path.join(folder, name)
    writeFileSync(file, text, { mode })
    return file
  }
  const credentials = write('credentials', `${user} ${encrypted}\n`)
  const known = write('known', addresses.map((address) => `${address} nobody\n`).join(''))
  const config = write(
    'smtpd.conf',
    [
      `pki own cert "${certificate}"`,
      `pki own key "${key}"`,
      `table credentials file:${credentials}`,
      `table known file:${known}`,
      `listen on 127.0.0.1 port ${starttls} tls-require pki own auth <credentials>`,
      `listen on 127.0.0.1 port ${tls} smtps pki own auth <credentials>`,
      `action box maildir "${box}" virtual <known>`,
      'match auth from any for any action box',
      '',
    ].join('\n'),
  )
  const server = spawn(SMTPD, ['-d', '-f', config], { stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (log += chunk))
  for (let tries = 0; !log.includes('smtp: listen') && !log.includes('server ready') && tries < 50; tries++)
    await sleep(100)
  if (server.exitCode !== null) throw new Error(`OpenSMTPD did not start: ${log}`)
  return {
    starttls,
    tls,
    mails: () => {
      const arrived = path.join(box, 'new')
      return existsSync(arrived)
        ? readdirSync(arrived)
            .sort()
            .map((name) => path.join(arrived, name))
        : []
    },
    stop: () => void server.kill('SIGTERM'),
  }
}

/** A certificate for localhost, and the test authority that signed the certificate. */
export function makeCertificates(folder: string): Record<'authority' | 'certificate' | 'key', string> {
  const at = (name: string): string => path.join(folder, name)
  const openssl = (...words: string[]): void => void execFileSync('openssl', words, { stdio: 'ignore' })
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const days = ['-days', '2']
  const ca = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=keyCertSign']
  openssl(
    'req',
    '-x509',
    ...curve,
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
    '-subj',
    '/CN=Test CA',
    ...days,
    ...ca,
  )
  openssl('req', ...curve, '-keyout', at('server.key'), '-out', at('server.csr'), '-subj', '/CN=localhost')
  writeFileSync(at('names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n')
  const signing = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('names')]
  openssl('x509', '-req', '-in', at('server.csr'), '-out', at('server.pem'), ...signing, ...days)
  chmodSync(at('server.key'), 0o600)
  return { authority: at('ca.pem'), certificate: at('server.pem'), key: at('server.key') }
}

export interface ParsedMail {
  readonly headers: readonly [name: string, value: string][]
  readonly defects: readonly string[]
  readonly text: string
  readonly html: string
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly content: string }[]
}

export const parseMail = (file: string): ParsedMail =>
  JSON.parse(execFileSync('python3', [path.join(import.meta.dirname, 'parse-mail.py'), file], { encoding: 'utf8' }))

export const header = ({ headers }: ParsedMail, wanted: string): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1]

export const contents = (file: string): string => readFileSync(file, 'latin1').replaceAll('\r\n', '\n')
