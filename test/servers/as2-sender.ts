import { type Openssl, openOpenssl } from './as2-openssl.ts'

export interface Encrypting {
  /** Name as openssl spells the cipher. */
  readonly cipher?: string
  readonly recipient?: string
  /** In pieces of unknown length, like products that do not hold the content in memory. */
  readonly streams?: boolean
  readonly more?: readonly string[]
}

/** An AS2 partner that sends. Openssl signs, compresses and encrypts. Each function takes and returns a MIME entity. */
export interface As2Sender {
  pem(file: string): string
  sign(entity: Buffer, signer?: string, hash?: string): Promise<Buffer>
  compress(entity: Buffer): Promise<Buffer>
  encrypt(entity: Buffer, encrypting?: Encrypting): Promise<Buffer>
  /** The signed part of a message; null if `by` did not sign the message. */
  verify(message: Buffer, by: string): Promise<Buffer | null>
  close(): void
}

export const entityOf = (headers: string, body: Buffer | string): Buffer =>
  Buffer.concat([Buffer.from(`${headers}\r\n\r\n`), Buffer.from(body)])

export const openAs2Sender = async (): Promise<As2Sender> =>
  senderWith(await openOpenssl(['ours', 'ours-next', 'partner', 'partner-next', 'stranger']))

export function senderWith(openssl: Openssl): As2Sender {
  let boundaries = 0
  return {
    pem: openssl.pem,
    async sign(entity, signer = 'partner', hash = 'sha256') {
      const signature = await openssl.sign(entity, signer, hash)
      const boundary = `openssl-${++boundaries}`
      const type = `multipart/signed; protocol="application/pkcs7-signature"; micalg=${hash}; boundary="${boundary}"`
      const end = `\r\n--${boundary}\r\nContent-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n\r\n${signature.toString('base64')}\r\n--${boundary}--\r\n`
      const body = Buffer.concat([Buffer.from(`--${boundary}\r\n`), entity, Buffer.from(end)])
      return entityOf(`Content-Type: ${type}`, body)
    },
    async compress(entity) {
      const headers = 'Content-Type: application/pkcs7-mime; smime-type=compressed-data; name=smime.p7z'
      return entityOf(`${headers}\r\nContent-Transfer-Encoding: binary`, await openssl.compress(entity))
    },
    async encrypt(entity, { cipher = 'aes-256-cbc', recipient = 'ours', streams = false, more = [] } = {}) {
      const words = [`-${cipher}`, ...(streams ? ['-stream'] : [])]
      const headers = 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m'
      return entityOf(headers, await openssl.encrypt(entity, recipient, words, more))
    },
    verify: openssl.verify,
    close: openssl.close,
  }
}
