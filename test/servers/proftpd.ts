import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startServer } from './child.ts'
import { unpacked } from './debian.ts'
import { freePort } from './free-port.ts'
import type { FtpSecurity, FtpServer } from './ftp-servers.ts'
import { keygen } from './sshd.ts'

const LIB = '/usr/lib/x86_64-linux-gnu'
const LIBRARIES = {
  'libhiredis1.1.0': `${LIB}/libhiredis.so.1.1.0`,
  libmemcached11t64: `${LIB}/libmemcached.so.11`,
  libmemcachedutil2t64: `${LIB}/libmemcachedutil.so.2`,
  'libpcre2-posix3': `${LIB}/libpcre2-posix.so.3`,
  libsodium23: `${LIB}/libsodium.so.23`,
}

/** ProFTPD on one port. Requires TLS session reuse by default. */
export async function startProftpd(folder: string, security: FtpSecurity): Promise<FtpServer> {
  const options = [
    ...(security.kind === 'implicit' ? ['UseImplicitSSL'] : []),
    ...(security.reuse ? [] : ['NoSessionReuseRequired']),
  ]
  const denied = security.denies === 'rename' ? 'RNFR RNTO' : 'SIZE'
  return start(folder, 'mod_tls.c', [
    ...(security.denies ? [`<Limit ${denied}>`, '  DenyAll', '</Limit>'] : []),
    ...(security.kind === 'none' ? [] : tls(security, options)),
  ])
}

/** ProFTPD's own SFTP, which is independent of OpenSSH. */
export async function startModSftp(folder: string): Promise<FtpServer & { readonly hostKey: string }> {
  mkdirSync(folder, { recursive: true })
  const key = path.join(folder, 'host')
  keygen('-t', 'ecdsa', '-m', 'PEM', '-N', '', '-f', key)
  const print = execFileSync('ssh-keygen', ['-lf', `${key}.pub`], { encoding: 'utf8' })
  const words = [
    'SFTPEngine on',
    `SFTPHostKey ${key}`,
    `SFTPLog ${path.join(folder, 'sftp-log')}`,
    'SFTPAuthMethods password',
  ]
  return { ...(await start(folder, 'mod_sftp.c', words)), hostKey: print.split(' ')[1] ?? '' }
}

async function start(folder: string, module: string, words: readonly string[]): Promise<FtpServer> {
  mkdirSync(folder, { recursive: true })
  const port = await freePort()
  const at = (name: string): string => path.join(folder, name)
  const root = unpacked(path.dirname(folder), ['proftpd-core', 'proftpd-mod-crypto'], LIBRARIES)
  writeFileSync(
    at('conf'),
    [
      `ModulePath ${path.join(root, 'usr/lib/proftpd')}`,
      ...['mod_xfer.c', module].map((name) => `LoadModule ${name}`),
      'ServerName test',
      'ServerType standalone',
      'DefaultAddress 127.0.0.1',
      `Port ${port}`,
      'UseIPv6 off',
      'UseReverseDNS off',
      'User nobody',
      'Group nogroup',
      `PidFile ${at('pid')}`,
      `ScoreboardFile ${at('scoreboard')}`,
      'WtmpLog off',
      `SystemLog ${at('log')}`,
      'AuthPAM off',
      'AuthOrder mod_auth_unix.c',
      'RequireValidShell off',
      'AllowOverwrite on',
      // Slow enough to be cut in the middle of a document.
      'TransferRate STOR 300',
      ...words,
      '',
    ].join('\n'),
  )
  const server = await startServer(path.join(root, 'usr/sbin/proftpd'), ['-n', '-c', at('conf')], port, at('out'))
  return { port, ...server }
}

const tls = ({ certificate, key }: FtpSecurity, options: readonly string[]): string[] => [
  'TLSEngine on',
  'TLSRequired on',
  'TLSProtocol TLSv1.2 TLSv1.3',
  `TLSRSACertificateFile ${certificate}`,
  `TLSRSACertificateKeyFile ${key}`,
  ...(options.length > 0 ? [`TLSOptions ${options.join(' ')}`] : []),
]
