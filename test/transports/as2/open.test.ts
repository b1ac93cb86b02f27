import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeDeciphers } from '../../../src/platform/ciphers.ts'
import type { As2Keys } from '../../../src/transports/as2/keys.ts'
import { AS2_BYTES, openMessage } from '../../../src/transports/as2/open.ts'
import { contentOf, entityFrom, type MimeEntity } from '../../../src/transports/mime/mime-entity.ts'
import { costOf } from '../../fakes/cost.ts'
import { type As2Sender, entityOf, openAs2Sender } from '../../servers/as2-sender.ts'
import { keysOf } from './own-keys.ts'

const TEXT = "UNA:+.? 'UNB+UNOC:3+FRESCO+ORDERBRIDGE+261124:1001+77'…\r\n--\r\nUNZ+1+77'\n"
const CONTENT = entityOf('Content-Type: application/edifact', TEXT)

let sender: As2Sender
let keys: As2Keys
beforeAll(async () => {
  sender = await openAs2Sender()
  keys = await keysOf(sender)
})
afterAll(() => sender.close())

const arrived = (entity: Buffer): MimeEntity => entityFrom(new Uint8Array(entity))
const open = (entity: Buffer) => openMessage(arrived(entity), keys, nodeDeciphers)

async function textIn(entity: Buffer): Promise<string> {
  const opened = await open(entity)
  if (!opened.ok) return opened.error
  return Buffer.from(contentOf(opened.value.content) ?? []).toString()
}

describe('a message that openssl made', () => {
  it.each(['aes-256-gcm', 'aes-192-gcm', 'aes-128-gcm', 'aes-256-cbc', 'aes-192-cbc', 'aes-128-cbc', 'des3'])(
    'is opened, encrypted with %s',
    async (cipher) => {
      const signed = await sender.sign(CONTENT)
      expect(await textIn(await sender.encrypt(signed, { cipher }))).toBe(TEXT)
      expect(await textIn(await sender.encrypt(signed, { cipher, streams: true }))).toBe(TEXT)
    },
  )

  it('is opened, encrypted for either of our certificates, by its name or its key', async () => {
    const signed = await sender.sign(CONTENT)
    for (const recipient of ['ours', 'ours-next']) {
      expect(await textIn(await sender.encrypt(signed, { recipient }))).toBe(TEXT)
      expect(await textIn(await sender.encrypt(signed, { recipient, more: ['-keyid'] }))).toBe(TEXT)
    }
  })

  it.each(['sha256', 'sha384', 'sha512'])('is opened, signed with %s by either of theirs', async (hash) => {
    for (const signer of ['partner', 'partner-next']) {
      const opened = await open(await sender.sign(CONTENT, signer, hash))
      expect(opened).toMatchObject({ ok: true, value: { micAlgorithm: hash } })
      expect(opened.ok && Buffer.from(opened.value.signedPart).equals(CONTENT)).toBe(true)
    }
  })

  it('is opened, signed with sha1, on a route that signs with sha1 itself and on no other', async () => {
    const message = await sender.sign(CONTENT, 'partner', 'sha1')
    expect(await open(message)).toEqual({ ok: false, error: expect.stringMatching(/^is signed with SHA-1/) })
    const old = await openMessage(arrived(message), await keysOf(sender, 'SHA-1'), nodeDeciphers)
    expect(old).toMatchObject({ ok: true, value: { micAlgorithm: 'sha1' } })
  })

  it('is opened, compressed before it is signed, or after, or both', async () => {
    const before = await sender.sign(await sender.compress(CONTENT))
    const after = await sender.compress(await sender.sign(CONTENT))
    for (const one of [before, after, await sender.compress(before)]) {
      expect(await textIn(one)).toBe(TEXT)
      expect(await textIn(await sender.encrypt(one))).toBe(TEXT)
    }
  })

  it('is measured by what was signed, compressed or not', async () => {
    const small = await sender.compress(CONTENT)
    const opened = await open(await sender.encrypt(await sender.sign(small)))
    expect(opened.ok && Buffer.from(opened.value.signedPart).equals(small)).toBe(true)
  })

  it('is opened whatever its content is encoded with', async () => {
    const type = 'Content-Type: application/edifact\r\nContent-Transfer-Encoding: '
    const base64 = entityOf(`${type}base64`, Buffer.from(TEXT).toString('base64'))
    const quoted = entityOf(`${type}quoted-printable`, 'UNB=2BUNOC=\r\n:3=27 caf=C3=A9 =XY=')
    expect(await textIn(await sender.sign(base64))).toBe(TEXT)
    expect(await textIn(await sender.sign(quoted))).toBe("UNB+UNOC:3' café =XY=")
  })
})

/** An entity of this many bytes, with equal bytes after the header. */
function bomb(mediaType: string, bytes: number): Buffer {
  const head = entityOf(`Content-Type: ${mediaType}; boundary=x`, '')
  return Buffer.concat([head, Buffer.alloc(bytes - head.byteLength, '-')])
}

/** The same message between other delimiters. */
const boundBy = (boundary: string, message: Buffer): Buffer =>
  Buffer.from(message.toString('latin1').replaceAll(/openssl-\d+/g, boundary), 'latin1')

describe('a message that is not opened', () => {
  it.each<[string, RegExp, () => Promise<Buffer>]>([
    ['was not signed', /^is not signed/, async () => CONTENT],
    ['was encrypted and not signed', /^is not signed/, () => sender.encrypt(CONTENT)],
    ['was compressed and not signed', /^is not signed/, () => sender.compress(CONTENT)],
    ['was signed by a stranger', /by none of the certificates/, () => sender.sign(CONTENT, 'stranger')],
    ['was signed by us', /by none of the certificates/, () => sender.sign(CONTENT, 'ours')],
    [
      'was encrypted for a stranger',
      /decrypted/,
      async () => sender.encrypt(await sender.sign(CONTENT), { recipient: 'stranger' }),
    ],
    [
      'was encrypted with OAEP',
      /decrypted/,
      async () => sender.encrypt(await sender.sign(CONTENT), { more: ['-keyopt', 'rsa_padding_mode:oaep'] }),
    ],
    ['was signed twice', /signed twice/, async () => sender.sign(await sender.sign(CONTENT))],
    [
      'was wrapped again and again',
      /too often/,
      async () => {
        let entity = await sender.sign(CONTENT)
        for (let times = 0; times < 5; times++) entity = await sender.compress(entity)
        return entity
      },
    ],
    ['is a bomb that nobody signed', /^is not signed/, () => sender.compress(bomb('text/plain', 50_000_000))],
    ['is a bomb that claims a signature', /too long/, () => sender.compress(bomb('multipart/signed', 50_000_000))],
    [
      'is a bomb that was encrypted for us',
      /too long/,
      async () => sender.encrypt(await sender.compress(bomb('text/plain', 50_000_000))),
    ],
    ['is one byte longer than it may be', /too long/, () => sender.compress(bomb('multipart/signed', AS2_BYTES + 1))],
    ['is just not too long', /taken apart/, () => sender.compress(bomb('multipart/signed', AS2_BYTES))],
    [
      'has a boundary of more than seventy characters',
      /taken apart/,
      async () => boundBy('b'.repeat(71), await sender.sign(CONTENT)),
    ],
    [
      'has a boundary too long for an expression',
      /taken apart/,
      async () => sender.encrypt(boundBy('b'.repeat(33_000), await sender.sign(CONTENT))),
    ],
    ['is empty', /is not signed/, async () => Buffer.of()],
    ['is no envelope', /decrypted/, async () => entityOf('Content-Type: application/pkcs7-mime', 'UNB')],
    [
      'is no archive',
      /decompressed/,
      async () => entityOf('Content-Type: application/pkcs7-mime; smime-type=compressed-data', deflateSync('UNB')),
    ],
    ['has no parts', /taken apart/, async () => entityOf('Content-Type: multipart/signed; boundary=x', '--x--')],
    [
      'is no base64',
      /not encoded/,
      async () => entityOf('Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64', '%'),
    ],
  ])('because it %s', async (_, why, make) => {
    const opened = await open(await make())
    expect(opened.ok ? 'opened' : opened.error).toMatch(why)
  })

  it('because a byte of it was changed, unless that is in what nobody signed: then it says what it said', async () => {
    const sealed = await sender.encrypt(await sender.sign(CONTENT))
    const begin = sealed.indexOf('\r\n\r\n') + 4
    let opened = 0
    for (let at = begin; at < sealed.byteLength; at += 37) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 0x10
      const result = await open(changed)
      if (!result.ok) continue
      opened++
      expect(Buffer.from(result.value.signedPart).equals(CONTENT)).toBe(true)
    }
    expect(opened).toBeLessThan(20)
  })

  it.each([
    ['a changed', (der: Buffer, at: number) => der.fill((der[at] ?? 0) ^ 1, at, at + 1)],
    ['a missing', (der: Buffer, at: number) => Buffer.concat([der.subarray(0, at), der.subarray(at + 1)])],
  ])('because of %s byte in what was encrypted with GCM', async (_, change) => {
    const sealed = await sender.encrypt(await sender.sign(CONTENT), { cipher: 'aes-256-gcm' })
    const begin = sealed.byteLength - 2_000
    for (let at = begin; at < sealed.byteLength; at += 53)
      expect(await open(change(Buffer.from(sealed), at)), `byte ${at}`).toEqual({
        ...{ ok: false, error: expect.stringMatching(/^can not be decrypted/) },
      })
  })

  it('never throws, whatever it is', async () => {
    const sealed = await sender.encrypt(await sender.sign(CONTENT))
    for (let size = 0; size < sealed.byteLength; size += 61)
      expect((await open(sealed.subarray(0, size))).ok).toBe(false)
  })
})

it('costs little memory and time, though it would inflate to nearly two gigabytes', () => {
  const { seconds, megabytes } = costOf({
    prepare: `
      import { nodeDeciphers } from './src/platform/ciphers.ts'
      import { openMessage } from './src/transports/as2/open.ts'
      import { compressedBomb } from './test/bombs/as2-bombs.ts'
      const body = compressedBomb('Content-Type: multipart/signed; boundary=x\\r\\n\\r\\n')
      const headers = new Map([['content-type', 'application/pkcs7-mime; smime-type=compressed-data']])`,
    work: 'for (let times = 0; times < 5; times++) await openMessage({ headers, body }, { own: [], partner: [] }, nodeDeciphers)',
  })
  expect(seconds).toBeLessThan(1)
  expect(megabytes).toBeLessThan(100)
})
