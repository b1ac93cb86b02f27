import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Account } from './account.ts'
import { type Server, startServer } from './child.ts'
import { freePort } from './free-port.ts'

/** OpenSSH, with one account and only SFTP. */
export interface Sshd extends Server {
  readonly port: number
  /** Form of the `hostKeys` setting. */
  readonly hostKey: string
}

/** The same server, which refuses these requests. */
export interface Denied {
  readonly requests: 'rename,posix-rename' | 'stat,lstat,fstat'
  /** Folder of the server whose host key is used. */
  readonly hostKeyOf: string
}

/** Algorithms of servers that were never updated. */
const OLD = [
  'KexAlgorithms diffie-hellman-group14-sha1',
  'Ciphers aes128-cbc,3des-cbc',
  'MACs hmac-sha1',
  'HostKeyAlgorithms ssh-rsa',
]

export async function startSshd(
  folder: string,
  account: Account,
  age: 'new' | 'old',
  keys = '',
  denied?: Denied,
): Promise<Sshd> {
  mkdirSync('/run/sshd', { recursive: true })
  mkdirSync(folder, { recursive: true })
  const port = await freePort()
  const at = (name: string): string => path.join(folder, name)
  const forbidden = denied ? ` -P ${denied.requests}` : ''
  if (denied) copyFileSync(path.join(denied.hostKeyOf, 'host'), at('host'))
  if (denied) copyFileSync(path.join(denied.hostKeyOf, 'host.pub'), at('host.pub'))
  else keygen('-t', age === 'old' ? 'rsa' : 'ed25519', '-N', '', '-f', at('host'))
  writeFileSync(at('authorized'), keys)
  chmodSync(at('authorized'), 0o644)
  writeFileSync(
    at('sshd_config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${at('host')}`,
      `PidFile ${at('pid')}`,
      `AuthorizedKeysFile ${at('authorized')}`,
      'StrictModes no',
      'UsePAM no',
      'KbdInteractiveAuthentication no',
      'MaxStartups 50:30:100',
      'PerSourcePenalties no',
      'Subsystem sftp internal-sftp',
      `AllowUsers ${account.name}`,
      `ForceCommand internal-sftp${forbidden}`,
      ...(age === 'old' ? OLD : []),
      '',
    ].join('\n'),
  )
  const server = await startServer('/usr/sbin/sshd', ['-D', '-e', '-f', at('sshd_config')], port, at('log'))
  const print = execFileSync('ssh-keygen', ['-lf', at('host.pub')], { encoding: 'utf8' })
  return { port, hostKey: print.split(' ')[1] ?? '', ...server }
}

export const keygen = (...words: string[]): void => void execFileSync('ssh-keygen', ['-q', ...words])
