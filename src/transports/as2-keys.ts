import { Integer, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import { Certificate, RSAPublicKey } from 'pkijs'
import type { Secrets } from '../ports.ts'
import { err, ok, type Result } from '../result.ts'
import type { Hash } from './cms-sign.ts'
import { pemBlock } from './pem.ts'

/** All of them name secrets that hold PEM. */
export interface KeyNames {
  readonly ownCertificate: string
  readonly ownKey: string
  readonly partnerCertificates: readonly string[]
}

export interface As2Keys {
  readonly certificate: Certificate
  readonly signingKey: CryptoKey
  /** DER of our private key. */
  readonly privateKey: Uint8Array<ArrayBuffer>
  /** The first encrypts; any may have signed an answer. */
  readonly partner: readonly [Certificate, ...Certificate[]]
}

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'
const UNSET = 'A secret this route needs is not set, so nothing was sent.'

/** The keys of a route, or a sentence about the one that can't be used. Names are told, contents never. */
export async function readKeys(names: KeyNames, hash: Hash, secrets: Secrets): Promise<Result<As2Keys, string>> {
  const certificate = readCertificate(names.ownCertificate, secrets)
  if (!certificate.ok) return certificate
  const pem = secrets.get(names.ownKey)
  if (pem === undefined) return err(UNSET)
  const privateKey = pkcs8(pem)
  const signingKey = privateKey && (await importKey(privateKey, hash))
  if (!privateKey || !signingKey) {
    return err(`${names.ownKey} holds no RSA private key in PEM without a passphrase, so nothing was sent.`)
  }
  const partner: Certificate[] = []
  for (const name of names.partnerCertificates) {
    const one = readCertificate(name, secrets)
    if (!one.ok) return one
    partner.push(one.value)
  }
  const [first, ...others] = partner
  return first
    ? ok({ certificate: certificate.value, signingKey, privateKey, partner: [first, ...others] })
    : err(UNSET)
}

function readCertificate(name: string, secrets: Secrets): Result<Certificate, string> {
  const pem = secrets.get(name)
  if (pem === undefined) return err(UNSET)
  const der = pemBlock(pem, 'CERTIFICATE')
  try {
    const certificate = der && Certificate.fromBER(der)
    if (certificate && certificate.subjectPublicKeyInfo.parsedKey instanceof RSAPublicKey) return ok(certificate)
  } catch {
    // Told below.
  }
  return err(`${name} holds no certificate in PEM for an RSA key, so nothing was sent.`)
}

/** WebCrypto takes PKCS #8 only; the older form is wrapped (RFC 5958 §2). */
function pkcs8(pem: string): Uint8Array<ArrayBuffer> | null {
  const wrapped = pemBlock(pem, 'PRIVATE KEY')
  const bare = wrapped ? null : pemBlock(pem, 'RSA PRIVATE KEY')
  if (!bare) return wrapped
  const algorithm = new Sequence({ value: [new ObjectIdentifier({ value: RSA_ENCRYPTION }), new Null()] })
  const octets = new OctetString({ valueHex: bare })
  return new Uint8Array(new Sequence({ value: [new Integer({ value: 0 }), algorithm, octets] }).toBER(false))
}

async function importKey(der: Uint8Array<ArrayBuffer>, hash: Hash): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('pkcs8', der, { name: 'RSASSA-PKCS1-v1_5', hash }, false, ['sign'])
  } catch {
    return null
  }
}
