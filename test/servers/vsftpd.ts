import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startServer } from './child.ts'
import { freePort } from './free-port.ts'
import type { FtpSecurity, FtpServer } from './ftp-servers.ts'

/** vsftpd, as packaged by Debian. */
export async function startVsftpd(folder: string, security: FtpSecurity): Promise<FtpServer> {
  mkdirSync(path.join(folder, 'empty'), { recursive: true })
  const port = await freePort()
  const at = (name: string): string => path.join(folder, name)
  const yes = (...names: string[]): string[] => names.map((name) => `${name}=YES`)
  const no = (...names: string[]): string[] => names.map((name) => `${name}=NO`)
  writeFileSync(
    at('conf'),
    [
      ...yes('listen', 'local_enable', 'write_enable', 'pasv_enable'),
      ...no('listen_ipv6', 'background', 'anonymous_enable', 'seccomp_sandbox', 'chroot_local_user'),
      'listen_address=127.0.0.1',
      `listen_port=${port}`,
      'pasv_address=127.0.0.1',
      'pam_service_name=vsftpd',
      `secure_chroot_dir=${at('empty')}`,
      'xferlog_enable=YES',
      'xferlog_std_format=NO',
      `vsftpd_log_file=${at('log')}`,
      'local_umask=022',
      'delay_failed_login=0',
      // Slow enough to be cut in the middle of a document.
      'local_max_rate=300000',
      ...(security.denies ? [`cmds_denied=${security.denies === 'rename' ? 'RNFR,RNTO' : 'SIZE,MDTM'}`] : []),
      ...(security.kind === 'none' ? [] : tls(security)),
      '',
    ].join('\n'),
  )
  const server = await startServer('/usr/sbin/vsftpd', [at('conf')], port, at('out'))
  return { port, ...server }
}

const tls = ({ kind, certificate, key, reuse = false }: FtpSecurity): string[] => [
  'ssl_enable=YES',
  'force_local_data_ssl=YES',
  'force_local_logins_ssl=YES',
  `implicit_ssl=${kind === 'implicit' ? 'YES' : 'NO'}`,
  `rsa_cert_file=${certificate}`,
  `rsa_private_key_file=${key}`,
  'ssl_ciphers=HIGH',
  // Tells in the log whether a session was resumed.
  'debug_ssl=YES',
  `require_ssl_reuse=${reuse ? 'YES' : 'NO'}`,
]
