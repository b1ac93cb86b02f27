import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { As2Server } from '../servers/as2.ts'
import { type As2Trial, openAs2Trial, TEXT } from './as2/trial.ts'

let trial: As2Trial
let server: As2Server
beforeAll(async () => {
  trial = await openAs2Trial()
  server = trial.server
})
afterAll(() => server.close())
beforeEach(() => trial.forget())

const send: As2Trial['send'] = (...given) => trial.send(...given)

describe('a document sent over AS2', () => {
  const wrappings = (['aes256-cbc', 'aes256-gcm', 'aes128-cbc', '3des', 'none'] as const).flatMap((encrypt) =>
    (['sha256', 'sha1'] as const).flatMap((sign) => [true, false].map((compress) => ({ encrypt, sign, compress }))),
  )
  const title = 'arrives byte for byte, encrypted with $encrypt, signed with $sign, compressed: $compress'
  it.each(wrappings)(title, async (wrapping) => {
    expect(await send({ hash: wrapping.sign }, wrapping)).toMatchObject({
      outcome: 'delivered',
      note: 'The receiver signed that it processed the document.',
    })
    expect(server.faults).toEqual([])
    const [arrival] = server.arrivals
    expect(arrival?.document.toString()).toBe(TEXT)
    expect(arrival?.contentHeaders).toMatch(/^Content-Type: application\/edifact; charset=utf-8\r\n/)
    expect(arrival?.contentHeaders).toContain('filename="PO-1-1.edi"')
    expect(arrival?.raw.includes(Buffer.from('UNB+').toString('base64').slice(0, 5))).toBe(
      wrapping.encrypt === 'none' && !wrapping.compress,
    )
  })

  it('says whose it is, and which answer it wants', async () => {
    await send()
    expect(server.arrivals[0]?.headers).toMatchObject({
      'as2-from': 'ORDERBRIDGE',
      'as2-to': '"FRESCO BV"',
      'message-id': expect.stringMatching(/^<[0-9a-f]{32}@orderbridge>$/),
      'disposition-notification-options':
        'signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, sha-256',
    })
  })

  it.each(['aes256-cbc', 'aes256-gcm', '3des', 'none'])(
    'is the same message to the byte at a retry (%s)',
    async (encrypt) => {
      const messages = []
      for (let tries = 0; tries < 2; tries++) {
        await send({}, { encrypt })
        messages.push(...server.arrivals.map(({ headers, raw }) => [headers['message-id'], raw.toString('base64')]))
      }
      expect(messages).toHaveLength(2)
      expect(messages[1]).toEqual(messages[0])
    },
  )

  it('is small where it is compressed', async () => {
    const sizes = []
    for (const compress of [true, false]) {
      await send({}, { compress })
      sizes.push(server.arrivals[0]?.part.byteLength)
    }
    expect(sizes[0]).toBeLessThan((sizes[1] ?? 0) / 4)
  })

  it('is the same message at a retry although the machine that tries again compresses otherwise', async () => {
    await send({}, { compress: true })
    const [first] = server.arrivals
    vi.stubGlobal('CompressionStream', Uncompressing)
    try {
      await send({}, { compress: true })
      expect(server.arrivals[0]?.raw.equals(first?.raw ?? Buffer.of())).toBe(true)
      trial.forget()
      await send({}, { compress: true })
      expect(server.arrivals[0]?.raw.equals(first?.raw ?? Buffer.of())).toBe(false)
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it('is the same content under another Message-ID when a person has it sent once more', async () => {
    await send()
    const [first] = server.arrivals
    await send({}, {}, { resendCount: 1 })
    const [second] = server.arrivals
    expect(second?.headers['message-id']).toMatch(/^<[0-9a-f]{32}\.1@orderbridge>$/)
    expect(second?.part.equals(first?.part ?? Buffer.of())).toBe(true)
  })

  it('is another message, under another key, when it is another version', async () => {
    await send()
    const [first] = server.arrivals
    await send({}, {}, { key: 'l'.repeat(32) })
    const [second] = server.arrivals
    expect(second?.headers['message-id']).not.toBe(first?.headers['message-id'])
    expect(second?.raw.subarray(0, 1_000).equals(first?.raw.subarray(0, 1_000) ?? Buffer.of())).toBe(false)
  })

  it('can be signed with a key in the older form', async () => {
    expect(await send({}, { ownKey: 'OLD_KEY' })).toMatchObject({ outcome: 'delivered' })
  })
})

/** Keeps the original size. */
class Uncompressing extends TransformStream {
  readonly format: string

  constructor(format: string) {
    super()
    this.format = format
  }
}

describe('AS2 sends nothing', () => {
  it('where nobody listens', async () => {
    expect(await send({}, { url: 'http://127.0.0.1:1/' })).toMatchObject({ outcome: 'deferred', reached: 'no' })
  })

  it.each([
    ['that is not set', { ownKey: 'NO_SUCH_KEY' }, /^The secret NO_SUCH_KEY is not set/],
    ['that is no certificate', { partnerCertificates: ['RUBBISH'] }, /^RUBBISH holds no certificate/],
    ['that is no key', { ownKey: 'OUR_CERT' }, /^OUR_CERT holds no RSA private key/],
  ])('with a secret %s', async (_, more, note) => {
    const receipt = await send({}, more)
    expect(receipt).toMatchObject({ outcome: 'refused', reached: 'no', routeWide: true })
    expect(receipt.note).toMatch(note)
    expect(server.arrivals).toEqual([])
  })
})
