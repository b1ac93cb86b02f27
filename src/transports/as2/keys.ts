import { Integer, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import { Certificate, RSAPublicKey } from 'pkijs'
import type { Secrets } from '../../ports.ts'
import { err, ok, type Result } from '../../result.ts'
import { pemBlock } from '../cms/pem.ts'
import type { Hash } from '../cms/sign.ts'
import { unset } from '../secret-values.ts'

/** All of them name secrets that hold PEM. Of our own there may be two while they change: a certificate and its key have the same place. */
export interface KeyNames {
  readonly ownCertificate: string | readonly string[]
  readonly ownKey: string | readonly string[]
  readonly partnerCertificates: readonly string[]
}

/** What is ours: a certificate, and the DER of its private key. */
export interface OwnPair {
  readonly certificate: Certificate
  readonly privateKey: Uint8Array<ArrayBuffer>
}

export interface As2Keys {
  /** The newest that is valid. */
  readonly signer: OwnPair & { readonly signingKey: CryptoKey }
  /** Any may have been encrypted for. */
  readonly own: readonly OwnPair[]
  /** Whom to encrypt for: the first that is valid. */
  readonly recipient: Certificate
  /** Any may have signed what comes. */
  readonly partner: readonly Certificate[]
  /** With which hash they must sign at least: the one that we sign with. */
  readonly weakest: Hash
}

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'

/** One name or several. */
export const namesIn = (given: string | readonly string[]): readonly string[] =>
  typeof given === 'string' ? [given] : given

/** The keys of a route, or a sentence about the one that can't be used. Names are told, contents never. */
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
  if (!newest || !recipient) return err('The settings name no certificate, so nothing was sent.')
  const signingKey = await importKey(newest.privateKey, hash)
  if (!signingKey) return err(notAKey(namesIn(names.ownKey)[pairs.indexOf(newest)] ?? ''))
  return ok({ signer: { ...newest, signingKey }, own: pairs, recipient, partner: partner.value, weakest: hash })
}

/** Where none is valid, whichever began last: whether that will do is the partner's to say. */
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
    const one = read(name)
    if (!one.ok) return one
    all.push(one.value)
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

/** NIST SP 800-131A: shorter keys have been breakable for years. */
const LEAST_BITS = 2_048

const tooShort = (bits: number): string =>
  `is for an RSA key of ${bits} bits. AS2 needs ${LEAST_BITS} bits or more: have a new key and certificate made`

/** Why the certificate in this PEM can't be used for AS2, whatever else holds; null where it can, or where it is none. */
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

/** Null for a key of another kind. */
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

/** WebCrypto takes PKCS #8 only; the older form is wrapped (RFC 5958 §2). */
function pkcs8(pem: string): Uint8Array<ArrayBuffer> | null {
  const wrapped = pemBlock(pem, 'PRIVATE KEY')
  const stripBrackets = wrapped ? null : pemBlock(pem, 'RSA PRIVATE KEY')
  if (!stripBrackets) return wrapped
  const algorithm = new Sequence({ value: [new ObjectIdentifier({ value: RSA_ENCRYPTION }), new Null()] })
  const octets = new OctetString({ valueHex: stripBrackets })
  return new Uint8Array(new Sequence({ value: [new Integer({ value: 0 }), algorithm, octets] }).toBER(false))
}

async function importKey(der: Uint8Array<ArrayBuffer>, hash: Hash): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('pkcs8', der, { name: 'RSASSA-PKCS1-v1_5', hash }, false, ['sign'])
  } catch {
    return null
  }
}
