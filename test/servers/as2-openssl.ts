import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Cryptography and S/MIME of an AS2 system, all by the openssl command: independent of the gateway's code. */
export interface Openssl {
  /**
   * PEM: `ours.pem` is a certificate, `ours.key` its key, and `ours-old.key` the same key in the form before PKCS #8.
   */
  pem(file: string): string
  /** Signature over these bytes in DER; `carries` includes the bytes. */
  sign(bytes: Buffer, signer: string, hash: string, carries?: boolean): Promise<Buffer>
  /** A complete message, built by openssl. */
  signWhole(bytes: Buffer, signer: string, hash: string): Promise<string>
  /** The signed part of a complete message; null if `by` did not sign the message. */
  verify(message: Buffer, by: string): Promise<Buffer | null>
  /** `words` come before the recipient, `more` after the recipient as its options. */
  encrypt(bytes: Buffer, recipient: string, words: readonly string[], more?: readonly string[]): Promise<Buffer>
  decrypt(der: Buffer, recipient: string): Promise<Buffer>
  compress(bytes: Buffer): Promise<Buffer>
  uncompress(der: Buffer): Promise<Buffer>
  close(): void
}

/** With a certificate and a key for each of these names. */
export async function openOpenssl(names: readonly string[]): Promise<Openssl> {
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-as2-'))
  const at = (file: string): string => path.join(folder, file)
  for (const name of names) {
    const subject = ['-subj', `/CN=${name}`, '-days', '60', '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)]
    await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject])
    await run('openssl', ['rsa', '-traditional', '-in', at(`${name}.key`), '-out', at(`${name}-old.key`)])
  }
  let files = 0

  async function cms(bytes: Buffer, words: readonly string[]): Promise<Buffer> {
    const [input, output] = [at(`${++files}.in`), at(`${files}.out`)]
    try {
      writeFileSync(input, bytes)
      await run('openssl', ['cms', ...words, '-in', input, '-out', output])
      return readFileSync(output)
    } finally {
      for (const file of [input, output]) rmSync(file, { force: true })
    }
  }
  const pair = (name: string): string[] => ['-inkey', at(`${name}.key`)]
  const signing = (signer: string, hash: string): string[] => [
    ...['-sign', '-binary', '-signer', at(`${signer}.pem`), ...pair(signer), '-md', hash],
  ]
  const trust = (name: string): string[] => ['-CAfile', at(`${name}.pem`), '-certfile', at(`${name}.pem`)]

  return {
    pem: (file) => readFileSync(at(file), 'utf8'),
    sign: (bytes, signer, hash, carries) =>
      cms(bytes, [...signing(signer, hash), ...(carries ? ['-nodetach'] : []), '-outform', 'DER']),
    signWhole: async (bytes, signer, hash) => (await cms(bytes, signing(signer, hash))).toString(),
    verify: (message, by) => cms(message, ['-verify', ...trust(by), '-purpose', 'any']).catch(() => null),
    encrypt: (bytes, recipient, words, more = []) =>
      cms(bytes, ['-encrypt', '-binary', '-outform', 'DER', ...words, '-recip', at(`${recipient}.pem`), ...more]),
    decrypt: (der, recipient) =>
      cms(der, ['-decrypt', '-binary', '-inform', 'DER', '-recip', at(`${recipient}.pem`), ...pair(recipient)]),
    compress: (bytes) => cms(bytes, ['-compress', '-binary', '-outform', 'DER']),
    uncompress: (der) => cms(der, ['-uncompress', '-inform', 'DER']),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
