import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Account } from '../../servers/account.ts'
import { openCutProxy } from '../../servers/cut-proxy.ts'
import type { FtpSecurity } from '../../servers/ftp-servers.ts'
import { startModSftp, startProftpd } from '../../servers/proftpd.ts'
import { startPureFtpd } from '../../servers/pure-ftpd.ts'
import { type Denied, keygen, type Sshd, startSshd } from '../../servers/sshd.ts'
import { startVsftpd } from '../../servers/vsftpd.ts'
import { archiveOf, folderPlace, type Target } from './target.ts'

export interface Grounds {
  readonly folder: string
  readonly account: Account
  /** Certificates: of a trusted authority, the same for another name, and of an untrusted authority. */
  readonly trusted: Certificate
  readonly misnamed: Certificate
  readonly untrusted: Certificate
}

interface Certificate {
  readonly certificate: string
  readonly key: string
}

/** Short, so that a black hole costs no more than this. */
const TIMEOUT_SECONDS = 8
/** Less than any document here. */
const LITTLE_BYTES = 20_000

/** The secrets that the targets below speak of. */
export const fileSecrets = ({ folder, account }: Grounds): Record<string, string> => ({
  FILES_PASSWORD: account.password,
  KEY_OPENSSH: readFileSync(path.join(folder, 'key-openssh'), 'utf8'),
  KEY_LOCKED: readFileSync(path.join(folder, 'key-locked'), 'utf8'),
  KEY_PEM: readFileSync(path.join(folder, 'key-pem'), 'utf8'),
  KEY_PASSPHRASE: PASSPHRASE,
})

const PASSPHRASE = 'open-sesame-7c41'

export function makeKeys({ folder }: Grounds): string {
  const at = (name: string): string => path.join(folder, name)
  keygen('-t', 'ed25519', '-N', '', '-f', at('key-openssh'))
  keygen('-t', 'ecdsa', '-N', PASSPHRASE, '-f', at('key-locked'))
  keygen('-t', 'rsa', '-b', '3072', '-m', 'PEM', '-N', '', '-f', at('key-pem'))
  return execFileSync('cat', [at('key-openssh.pub'), at('key-locked.pub'), at('key-pem.pub')], { encoding: 'utf8' })
}

export async function sftpTargets(grounds: Grounds): Promise<Target[]> {
  const { folder, account } = grounds
  const keys = makeKeys(grounds)
  const [modern, other, old] = [
    await startSshd(path.join(folder, 'sshd'), account, 'new', keys),
    await startSshd(path.join(folder, 'sshd-other'), account, 'new', keys),
    await startSshd(path.join(folder, 'sshd-old'), account, 'old'),
  ]
  const deniers = async (authorized: string) => {
    const hostKeyOf = path.join(folder, 'sshd')
    const like = (name: string, requests: Denied['requests']) =>
      startSshd(path.join(folder, name), account, 'new', authorized, { requests, hostKeyOf })
    return {
      rename: await like('sshd-no-rename', 'rename,posix-rename'),
      stat: await like('sshd-no-stat', 'stat,lstat,fstat'),
    }
  }
  const target = async (name: string, about: string, sshd: Sshd, more: object = {}): Promise<Target> => {
    const place = path.join(folder, name)
    const proxy = await openCutProxy(sshd.port)
    const denying = name === 'sftp' ? await deniers(keys) : null
    return {
      ...(denying ? { canDenyStat: true, denies: (what) => proxy.leadTo(what ? denying[what].port : sshd.port) } : {}),
      ...(name === 'sftp-pro' ? {} : { full: (is) => sshd.roomFor(is ? LITTLE_BYTES : 'unlimited') }),
      restart: sshd.restart,
      name,
      about,
      family: 'file',
      ...(name === 'sftp' || name === 'sftp-pro' ? {} : { brief: true }),
      proxy,
      server: sshd.port,
      impostor: other.port,
      place: folderPlace(place, account),
      placeName: place,
      ...looking(name),
      transport: {
        ...archiving(name, place),
        ...{ kind: 'sftp', host: '127.0.0.1', port: proxy.port, user: account.name },
        ...{ hostKeys: [sshd.hostKey], folder: place, timeoutSeconds: TIMEOUT_SECONDS },
        ...more,
      },
      passwordIs: account.passwordIs,
      stop: async () => {
        await proxy.close()
        await sshd.stop()
        await other.stop()
        await denying?.rename.stop()
        await denying?.stat.stop()
      },
    }
  }
  return [
    await target('sftp', 'OpenSSH, password', modern, { password: 'FILES_PASSWORD' }),
    await target('sftp-look', 'OpenSSH, on a route that looks', modern, { password: 'FILES_PASSWORD' }),
    await target('sftp-blind', 'OpenSSH, looking without an archive', modern, { password: 'FILES_PASSWORD' }),
    await target('sftp-key', 'OpenSSH, ed25519 key', modern, { privateKey: 'KEY_OPENSSH' }),
    await target('sftp-locked', 'OpenSSH, ECDSA key with a passphrase', modern, {
      privateKey: 'KEY_LOCKED',
      passphrase: 'KEY_PASSPHRASE',
    }),
    await target('sftp-pem', 'OpenSSH, RSA key as PEM', modern, { privateKey: 'KEY_PEM' }),
    await target('sftp-pro', 'ProFTPD, mod_sftp', await startModSftp(path.join(folder, 'mod-sftp')), {
      password: 'FILES_PASSWORD',
    }),
    await target('sftp-old', 'OpenSSH as it was: SHA-1, CBC', old, {
      password: 'FILES_PASSWORD',
      legacy: true,
      timeoutSeconds: 20,
    }),
  ]
}

const looking = (name: string): Pick<Target, 'looks'> =>
  name.endsWith('-look') ? { looks: 'with an archive' } : name.endsWith('-blind') ? { looks: 'without' } : {}

const archiving = (name: string, place: string): object =>
  name.endsWith('-look') ? { archiveFolder: archiveOf(place) } : {}

/** The other targets only show that a document arrives: a target with the same security tests the faults. */
const WHOLE: ReadonlySet<string> = new Set([
  'ftp-plain',
  'ftp-explicit',
  'ftp-implicit',
  'pure-explicit',
  'pro-implicit',
])

export async function ftpTargets({ folder, account, trusted, misnamed, untrusted }: Grounds): Promise<Target[]> {
  const target = async (name: string, about: string, security: FtpSecurity, start = startVsftpd): Promise<Target> => {
    const server = await start(path.join(folder, `${name}-server`), security)
    const isSecure = security.kind !== 'none'
    const wrong = security.kind === 'explicit' ? misnamed : untrusted
    const other = isSecure ? await start(path.join(folder, `${name}-other`), { ...security, ...wrong }) : undefined
    const isWhole = WHOLE.has(name)
    const denying = isWhole
      ? {
          rename: await start(path.join(folder, `${name}-no-rename`), { ...security, denies: 'rename' }),
          stat: await start(path.join(folder, `${name}-no-stat`), { ...security, denies: 'stat' }),
        }
      : null
    const place = path.join(folder, name)
    const proxy = await openCutProxy(server.port)
    return {
      name,
      about,
      family: 'file',
      ...(isWhole ? {} : { brief: true }),
      ...(denying ? { denies: (what) => proxy.leadTo(what ? denying[what].port : server.port) } : {}),
      canDenyStat: start !== startPureFtpd,
      // ProFTPD drops root rights, so no limit can be set from outside.
      ...(start === startProftpd ? {} : { full: (is) => server.roomFor(is ? LITTLE_BYTES : 'unlimited') }),
      restart: server.restart,
      proxy,
      server: server.port,
      ...(other ? { impostor: other.port } : {}),
      place: folderPlace(place, account),
      placeName: place,
      ...looking(name),
      transport: {
        ...archiving(name, place),
        // TLS sessions are stored by host name: two servers must not share a host name.
        ...{
          kind: 'ftp',
          host: security.reuse ? '127.0.0.1' : 'localhost',
          port: proxy.port,
          user: account.name,
          password: 'FILES_PASSWORD',
        },
        ...{ security: security.kind, folder: place, timeoutSeconds: TIMEOUT_SECONDS },
        ...(isSecure ? {} : { insecure: true }),
      },
      passwordIs: account.passwordIs,
      stop: async () => {
        await proxy.close()
        await server.stop()
        await other?.stop()
        await denying?.rename.stop()
        await denying?.stat.stop()
      },
    }
  }
  return [
    await target('ftp-plain', 'vsftpd, in the clear', { kind: 'none' }),
    await target('ftp-explicit', 'vsftpd, explicit TLS', { kind: 'explicit', ...trusted }),
    await target('ftp-look', 'vsftpd, explicit TLS, on a route that looks', { kind: 'explicit', ...trusted }),
    await target('ftp-reuse', 'vsftpd that demands TLS session reuse', { kind: 'explicit', reuse: true, ...trusted }),
    await target('ftp-implicit', 'vsftpd, implicit TLS', { kind: 'implicit', ...trusted }),
    await target('pure-plain', 'Pure-FTPd, in the clear', { kind: 'none' }, startPureFtpd),
    await target('pure-explicit', 'Pure-FTPd, explicit TLS', { kind: 'explicit', ...trusted }, startPureFtpd),
    await target('pro-explicit', 'ProFTPD, explicit TLS', { kind: 'explicit', ...trusted }, startProftpd),
    await target('pro-implicit', 'ProFTPD, implicit TLS', { kind: 'implicit', ...trusted }, startProftpd),
  ]
}
