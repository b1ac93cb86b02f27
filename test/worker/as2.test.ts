import { createDecipheriv, privateDecrypt } from 'node:crypto'
import { Integer, Utf8String } from 'asn1js'
import { AttributeTypeAndValue, Certificate } from 'pkijs'
import { beforeAll, describe, expect, it } from 'vitest'
import { nodeCiphers } from '../../src/platform/ciphers.ts'
import { base64 } from '../../src/text/base64.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { readKeys } from '../../src/transports/as2/keys.ts'
import { readMdn } from '../../src/transports/as2/mdn.ts'
import { as2 } from '../../src/transports/as2.ts'
import { pemText } from '../../src/transports/cms/pem.ts'
import { signDetached } from '../../src/transports/cms/sign.ts'
import type { MimeEntity } from '../../src/transports/mime/mime-entity.ts'
import { meansWith } from '../transports/means.ts'
import { parcelOf } from '../transports/parcel.ts'

const pem = { certificate: '', publicKey: '', privateKey: '' }
beforeAll(async () => {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 }
  const publicExponent = Uint8Array.of(1, 0, 1)
  const keys = await crypto.subtle.generateKey({ ...algorithm, publicExponent }, true, ['sign', 'verify'])
  if (!('privateKey' in keys)) throw new Error('No pair.')
  const certificate = new Certificate()
  certificate.serialNumber = new Integer({ value: 7 })
  for (const time of [certificate.notBefore, certificate.notAfter]) time.value = new Date('2026-11-24')
  const name = new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: 'Fresco' }) })
  for (const side of [certificate.issuer, certificate.subject]) side.typesAndValues.push(name)
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey)
  await certificate.sign(keys.privateKey, 'SHA-256')
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  const spki = await crypto.subtle.exportKey('spki', keys.publicKey)
  if (!(pkcs8 instanceof ArrayBuffer) || !(spki instanceof ArrayBuffer)) throw new Error('No DER.')
  pem.certificate = pemText(new Uint8Array(certificate.toSchema(true).toBER(false)), 'CERTIFICATE')
  pem.privateKey = pemText(new Uint8Array(pkcs8), 'PRIVATE KEY')
  pem.publicKey = pemText(new Uint8Array(spki), 'PUBLIC KEY')
})

const nobody = () => Promise.reject(new Error('Nobody dials here.'))

/** The tests in test/transports/as2.test.ts check in Node that openssl can read the message. */
describe('AS2 in the Worker', () => {
  it.each([
    { encrypt: 'aes256-cbc' },
    { encrypt: 'aes256-gcm' },
    { encrypt: 'aes128-cbc' },
    { encrypt: '3des' },
    { encrypt: '3des', compress: true },
  ])('seals with %o, every time the same', async (wrapping) => {
    const bodies: string[] = []
    for (let tries = 0; tries < 2; tries++) {
      const settings = as2.settings.parse({
        ...{ kind: 'as2', url: 'https://as2.fresco.example', from: 'US', to: 'FRESCO', mdn: 'none', ...wrapping },
        ...{ ownCertificate: 'CERT', ownKey: 'KEY', partnerCertificates: ['CERT'] },
      })
      const means = meansWith({
        wire: {
          async fetch(request) {
            bodies.push(base64(await request.bytes()))
            return new Response()
          },
          ...{ probe: nobody, isUnknownName: nobody, openConnection: nobody, secure: nobody },
        },
        secrets: { get: (name) => (name === 'KEY' ? pem.privateKey : pem.certificate) },
      })
      const receipt = await as2.deliver(parcelOf('UNB+UNOC:3+…'), settings, means)
      expect(receipt).toMatchObject({ outcome: 'delivered' })
    }
    expect(bodies[0]).toMatch(/^MII/)
    expect(bodies[1]).toBe(bodies[0])
  })

  it('verifies a signed answer, and no other', async () => {
    const secrets = { get: (name: string) => (name === 'KEY' ? pem.privateKey : pem.certificate) }
    const names = { ownCertificate: 'CERT', ownKey: 'KEY', partnerCertificates: ['CERT'] }
    const keys = await readKeys(names, 'SHA-256', secrets, Date.now())
    if (!keys.ok) throw new Error(keys.error)
    const { certificate, signingKey } = keys.value.signer
    const notification =
      'Original-Message-ID: <1@a>\r\nDisposition: a/b; processed\r\nReceived-Content-MIC: MIC=, sha1\r\n'
    const report = `Content-Type: multipart/report; boundary=r\r\n\r\n--r\r\nContent-Type: message/disposition-notification\r\n\r\n${notification}\r\n--r--`
    const signature = base64(await signDetached(utf8(report), certificate, signingKey, 'SHA-256'))
    const answerOf = (signed: string): MimeEntity => ({
      headers: new Map([['content-type', 'multipart/signed; boundary="s"']]),
      body: utf8(`--s\r\n${signed}\r\n--s\r\nContent-Transfer-Encoding: base64\r\n\r\n${signature}\r\n--s--\r\n`),
    })
    const read = (signed: string) => readMdn(answerOf(signed), keys.value)
    expect(await read(report)).toMatchObject({ ok: true, value: { originalMessageId: '<1@a>', type: 'processed' } })
    expect(await read(report.replace('<1@a>', '<2@a>'))).toMatchObject({ ok: false })
  })

  it('wraps a key so that its owner can unwrap it', () => {
    const key = Uint8Array.of(1, 2, 3)
    const block = Uint8Array.of(0, 2, ...new Uint8Array(250).fill(9), 0, ...key)
    const wrapped = nodeCiphers.rsa(pem.publicKey, block)
    expect(wrapped.byteLength).toBe(256)
    expect([...privateDecrypt({ key: pem.privateKey, padding: 1 }, wrapped)]).toEqual([...key])
  })

  it.each([
    ['aes-256-cbc', 32, 16],
    ['aes-128-cbc', 16, 16],
    ['des-ede3-cbc', 24, 8],
  ] as const)('encrypts with %s so that it can be decrypted', (cipher, keyBytes, ivBytes) => {
    const [key, iv] = [keyBytes, ivBytes].map((length) => crypto.getRandomValues(new Uint8Array(length)))
    if (!key || !iv) throw new Error('No key.')
    const decipher = createDecipheriv(cipher, key, iv)
    const bytes = decipher.update(nodeCiphers.encrypt(cipher, key, iv, new Uint8Array(1_000).fill(5)))
    expect(bytes.byteLength + decipher.final().byteLength).toBe(1_000)
  })
})
