import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startServer } from './child.ts'
import { unpacked } from './debian.ts'
import { freePort } from './free-port.ts'
import type { FtpSecurity, FtpServer } from './ftp-servers.ts'

const LIBRARIES = { libsodium23: '/usr/lib/x86_64-linux-gnu/libsodium.so.23' }

/** Pure-FTPd on one port: plain, or explicit TLS, because Pure-FTPd has no implicit TLS. */
export async function startPureFtpd(
  folder: string,
  { kind, certificate = '', key = '', denies }: FtpSecurity,
): Promise<FtpServer> {
  mkdirSync(folder, { recursive: true })
  const port = await freePort()
  const at = (name: string): string => path.join(folder, name)
  const pem = at('both.pem')
  if (kind === 'explicit')
    writeFileSync(pem, Buffer.concat([readFileSync(certificate), readFileSync(key)]), { mode: 0o600 })
  const root = unpacked(path.dirname(folder), ['pure-ftpd'], LIBRARIES)
  const words = [
    ...['-S', `127.0.0.1,${port}`, '-l', 'unix', '-g', at('pid'), '-u', '1', '-U', '133:022'],
    // No anonymous users, no names looked up, slow enough to be cut in the middle of a document.
    ...['-E', '-H', '-T', '300'],
    ...(denies === 'rename' ? ['-G'] : []),
    ...(kind === 'explicit' ? ['-Y', '2', '-2', pem] : []),
  ]
  const server = await startServer(path.join(root, 'usr/sbin/pure-ftpd'), words, port, at('out'))
  return { port, ...server }
}
