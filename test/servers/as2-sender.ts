import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Encrypting {
  /** As openssl calls it. */
  readonly cipher?: string
  readonly recipient?: string
  /** In pieces of no known length, as products write what they don't hold in memory. */
  readonly streams?: boolean
  readonly more?: readonly string[]
}

/** An AS2 partner that sends: whatever is signed, compressed or encrypted is made by the openssl command. Each takes and gives a MIME entity. */
export interface As2Sender {
  pem(file: string): string
  sign(entity: Buffer, signer?: string, hash?: string): Promise<Buffer>
  compress(entity: Buffer): Promise<Buffer>
  encrypt(entity: Buffer, encrypting?: Encrypting): Promise<Buffer>
  /** Whether openssl finds this message signed by the owner of this certificate; and what it is over. */
  verify(message: Buffer, by: string): Promise<Buffer | null>
  close(): void
}

export const entityOf = (headers: string, body: Buffer | string): Buffer =>
  Buffer.concat([Buffer.from(`${headers}\r\n\r\n`), Buffer.from(body)])

export async function openAs2Sender(): Promise<As2Sender> {
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-as2-'))
  const at = (file: string): string => path.join(folder, file)
  const openssl = (...words: readonly string[]) => run('openssl', [...words])
  for (const name of ['ours', 'ours-next', 'partner', 'partner-next', 'stranger']) {
    const subject = ['-subj', `/CN=${name}`, '-days', '30', '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)]
    await openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject)
  }
  let files = 0

  /** What openssl makes of these bytes. */
  async function made(bytes: Buffer, words: readonly string[]): Promise<Buffer> {
    const [input, output] = [at(`${++files}.in`), at(`${files}.out`)]
    writeFileSync(input, bytes)
    await openssl('cms', ...words, '-in', input, '-out', output)
    return readFileSync(output)
  }

  return {
    pem: (file) => readFileSync(at(file), 'utf8'),
    async sign(entity, signer = 'partner', hash = 'sha256') {
      const keys = ['-signer', at(`${signer}.pem`), '-inkey', at(`${signer}.key`), '-md', hash]
      const signature = await made(entity, ['-sign', '-binary', '-outform', 'DER', ...keys])
      const boundary = `openssl-${++files}`
      const type = `multipart/signed; protocol="application/pkcs7-signature"; micalg=${hash}; boundary="${boundary}"`
      const end = `\r\n--${boundary}\r\nContent-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n\r\n${signature.toString('base64')}\r\n--${boundary}--\r\n`
      return entityOf(
        `Content-Type: ${type}`,
        Buffer.concat([Buffer.from(`--${boundary}\r\n`), entity, Buffer.from(end)]),
      )
    },
    async compress(entity) {
      const small = await made(entity, ['-compress', '-binary', '-outform', 'DER'])
      const headers = 'Content-Type: application/pkcs7-mime; smime-type=compressed-data; name=smime.p7z'
      return entityOf(`${headers}\r\nContent-Transfer-Encoding: binary`, small)
    },
    async encrypt(entity, { cipher = 'aes-256-cbc', recipient = 'ours', streams = false, more = [] } = {}) {
      const how = ['-encrypt', '-binary', '-outform', 'DER', `-${cipher}`, ...(streams ? ['-stream'] : [])]
      const whom = ['-recip', at(`${recipient}.pem`), ...more]
      const headers = 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m'
      return entityOf(headers, await made(entity, [...how, ...whom]))
    },
    async verify(message, by) {
      const trust = ['-CAfile', at(by), '-certfile', at(by), '-purpose', 'any']
      return made(message, ['-verify', ...trust]).catch(() => null)
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
