import { Integer, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import { Certificate, RSAPublicKey } from 'pkijs'
import { findingNote } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import type { Secrets } from '../../ports.ts'
import { pemBlock } from '../cms/pem.ts'
import type { Hash } from '../cms/sign.ts'
import { unset } from '../secret-values.ts'

/**
 * Each key is named by the secret that holds its PEM. During a rotation there may be two own pairs: a certificate and
 * its key have the same position.
 */
export interface KeyNames {
  readonly ownCertificate: string | readonly string[]
  readonly ownKey: string | readonly string[]
  readonly partnerCertificates: readonly string[]
}

/** Our own certificate, with the DER of its private key. */
export interface OwnPair {
  readonly certificate: Certificate
  readonly privateKey: Uint8Array<ArrayBuffer>
}

export interface As2Keys {
  /** The newest valid own pair. */
  readonly signer: OwnPair & { readonly signingKey: CryptoKey }
  /** Own pairs for which the partner may have encrypted a message. */
  readonly own: readonly OwnPair[]
  /** Certificate to encrypt for: the first valid certificate of the partner. */
  readonly recipient: Certificate
  /** Certificates with which the partner may have signed a message. */
  readonly partner: readonly Certificate[]
  /** Weakest hash accepted in the partner's signatures: the hash that we sign with. */
  readonly weakest: Hash
}

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'

export const namesIn = (names: string | readonly string[]): readonly string[] =>
  typeof names === 'string' ? [names] : names

/**
 * Returns the keys of a route, or a sentence about the unusable key. The sentence holds names of secrets, never
 * contents.
 */
export async function readKeys(
  names: KeyNames,
  hash: Hash,
  secrets: Secrets,
  now: number,
): Promise<Result<As2Keys, string>> {
  const own = readAll(namesIn(names.ownCertificate), (name) => readCertificate(name, secrets))
  if (!own.ok) return own
  const keys = readAll(namesIn(names.ownKey), (name) => readKey(name, secrets))
  if (!keys.ok) return keys
  const partner = readAll(names.partnerCertificates, (name) => readCertificate(name, secrets))
  if (!partner.ok) return partner
  const pairs: OwnPair[] = own.value.flatMap((certificate, at) => {
    const privateKey = keys.value[at]
    return privateKey ? [{ certificate, privateKey }] : []
  })
  const newest = newestValid(pairs, now)
  const recipient = partner.value.find((certificate) => isValid(certificate, now)) ?? partner.value[0]
  if (!newest || !recipient) return err(findingNote('as2-no-certificate'))
  const signingKey = await importKey(newest.privateKey, hash)
  if (!signingKey) return err(notAKey(namesIn(names.ownKey)[pairs.indexOf(newest)] ?? ''))
  return ok({ signer: { ...newest, signingKey }, own: pairs, recipient, partner: partner.value, weakest: hash })
}

/**
 * Returns the newest valid pair. Without a valid pair returns the newest pair, because the partner may still accept an
 * expired certificate.
 */
function newestValid(pairs: readonly OwnPair[], now: number): OwnPair | undefined {
  const newestFirst = pairs.toSorted((a, b) => beginOf(b.certificate) - beginOf(a.certificate))
  return newestFirst.find(({ certificate }) => isValid(certificate, now)) ?? newestFirst[0]
}

const beginOf = ({ notBefore }: Certificate): number => notBefore.value.getTime()

const isValid = (certificate: Certificate, now: number): boolean =>
  beginOf(certificate) <= now && now < certificate.notAfter.value.getTime()

function readAll<T>(names: readonly string[], read: (name: string) => Result<T, string>): Result<T[], string> {
  const all: T[] = []
  for (const name of names) {
    const certificate = read(name)
    if (!certificate.ok) return certificate
    all.push(certificate.value)
  }
  return ok(all)
}

function readCertificate(name: string, secrets: Secrets): Result<Certificate, string> {
  const pem = secrets.get(name)
  if (pem === undefined) return err(unset([name]))
  const certificate = certificateFrom(pem)
  const bits = certificate && rsaBits(certificate)
  if (!certificate || bits === null)
    return err(`${name} holds no certificate in PEM for an RSA key, so nothing was sent.`)
  return bits < LEAST_BITS ? err(`${name} ${tooShort(bits)}, so nothing was sent.`) : ok(certificate)
}

/** Least length of an RSA key in bits. NIST SP 800-131A disallows shorter keys. */
const LEAST_BITS = 2_048

const tooShort = (bits: number): string =>
  `is for an RSA key of ${bits} bits. AS2 needs ${LEAST_BITS} bits or more: have a new key and certificate made`

/**
 * Says why AS2 cannot use this PEM certificate. Null for a usable certificate, and for a text without a certificate.
 */
export function keyObstacle(pem: string): string | null {
  const certificate = certificateFrom(pem)
  const bits = certificate && rsaBits(certificate)
  return bits === null || bits >= LEAST_BITS ? null : tooShort(bits)
}

function certificateFrom(pem: string): Certificate | null {
  const der = pemBlock(pem, 'CERTIFICATE')
  try {
    return der && Certificate.fromBER(der)
  } catch {
    return null
  }
}

/** Length of an RSA key in bits; null for a key of another kind. */
function rsaBits({ subjectPublicKeyInfo: { parsedKey } }: Certificate): number | null {
  if (!(parsedKey instanceof RSAPublicKey)) return null
  const bytes = parsedKey.modulus.valueBlock.valueHexView
  const from = bytes.findIndex((byte) => byte !== 0)
  return from < 0 ? 0 : (bytes.byteLength - from) * 8 - Math.clz32(bytes[from] ?? 0) + 24
}

function readKey(name: string, secrets: Secrets): Result<Uint8Array<ArrayBuffer>, string> {
  const pem = secrets.get(name)
  if (pem === undefined) return err(unset([name]))
  const der = pkcs8(pem)
  return der ? ok(der) : err(notAKey(name))
}

const notAKey = (name: string): string =>
  `${name} holds no RSA private key in PEM without a passphrase, so nothing was sent.`

/** Returns the private key as PKCS #8. WebCrypto reads only PKCS #8, so the older form is wrapped (RFC 5958 §2). */
function pkcs8(pem: string): Uint8Array<ArrayBuffer> | null {
  const wrapped = pemBlock(pem, 'PRIVATE KEY')
  const pkcs1 = wrapped ? null : pemBlock(pem, 'RSA PRIVATE KEY')
  if (!pkcs1) return wrapped
  const algorithm = new Sequence({ value: [new ObjectIdentifier({ value: RSA_ENCRYPTION }), new Null()] })
  const octets = new OctetString({ valueHex: pkcs1 })
  return new Uint8Array(new Sequence({ value: [new Integer({ value: 0 }), algorithm, octets] }).toBER(false))
}

async function importKey(der: Uint8Array<ArrayBuffer>, hash: Hash): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('pkcs8', der, { name: 'RSASSA-PKCS1-v1_5', hash }, false, ['sign'])
  } catch {
    return null
  }
}
