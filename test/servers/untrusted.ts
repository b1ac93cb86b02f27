import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import tls from 'node:tls'

/** A server with an unsigned certificate. */
export async function untrusted(folder: string): Promise<{ port: number; close(): void }> {
  const [own, cert] = [path.join(folder, 'stranger.key'), path.join(folder, 'stranger.pem')]
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  execFileSync('openssl', [...words, '-keyout', own, '-out', cert, ...names], { stdio: 'ignore' })
  const server = tls.createServer({ key: readFileSync(own), cert: readFileSync(cert) }, (socket) =>
    socket.write('220 hi\r\n'),
  )
  server.on('tlsClientError', () => {})
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() }
}
