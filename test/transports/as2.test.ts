import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { nodeWire } from '../../src/cli/node-wire.ts'
import type { Receipt } from '../../src/receipt.ts'
import { as2 } from '../../src/transports/as2.ts'
import type { Parcel } from '../../src/transports/transport.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { type As2Manners, type As2Server, openAs2Server } from '../servers/as2.ts'
import { emptyDrawer, meansWith } from './means.ts'
import { parcelOf } from './parcel.ts'

/** Line breaks of every kind, no ASCII alone, and no line break at the end. */
const TEXT = `UNB+UNOC:3+…'\nUNH+1'\r\nFTX+AAI+++crème brûlée'\r--orderbridge-${'x'.repeat(2_000)}`
const SETTINGS = {
  ...{ kind: 'as2', from: 'ORDERBRIDGE', to: 'FRESCO BV', timeoutSeconds: 5 },
  ...{ ownCertificate: 'OUR_CERT', ownKey: 'OUR_KEY', partnerCertificates: ['PARTNER_CERT', 'NEXT_CERT'] },
}

let server: As2Server
let drawer = emptyDrawer()
let expected: [string, unknown][] = []
let publicUrl: string | undefined
let secrets: Record<string, string>
beforeAll(async () => {
  server = await openAs2Server()
  secrets = {
    ...{ OUR_CERT: server.pem('ours.pem'), OUR_KEY: server.pem('ours.key'), OLD_KEY: server.pem('ours-old.key') },
    ...{
      PARTNER_CERT: server.pem('partner.pem'),
      NEXT_CERT: server.pem('next.pem'),
      OTHER: server.pem('stranger.pem'),
    },
    ...{
      OTHER_KEY: server.pem('stranger.key'),
      RUBBISH: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    },
  }
})
afterAll(() => server.close())
beforeEach(() => {
  drawer = emptyDrawer()
  expected = []
  publicUrl = 'https://gateway.example'
})

async function send(manners: As2Manners = {}, more: object = {}, parcel: Partial<Parcel> = {}): Promise<Receipt> {
  server.behave(manners)
  const settings = as2.settings.parse({ ...SETTINGS, url: server.url, ...more })
  return as2.deliver(
    parcelOf(TEXT, { doubtful: true, ...parcel }),
    settings,
    meansWith({
      wire: nodeWire,
      secrets: fakeSecrets(secrets),
      drawer: { ...drawer, expect: (id, measure) => void expected.push([id, measure]) },
      publicUrl,
      signal: AbortSignal.timeout(settings.timeoutSeconds * 1000),
    }),
  )
}

describe('a document sent over AS2', () => {
  const wrappings = (['aes256-cbc', 'aes128-cbc', '3des', 'none'] as const).flatMap((encrypt) =>
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
      'message-id': `<${'k'.repeat(32)}@orderbridge>`,
      'disposition-notification-options':
        'signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, sha-256',
    })
  })

  it.each(['aes256-cbc', '3des', 'none'])('is the same message to the byte at a retry (%s)', async (encrypt) => {
    const messages = []
    for (let tries = 0; tries < 2; tries++) {
      await send({}, { encrypt })
      messages.push(...server.arrivals.map(({ headers, raw }) => [headers['message-id'], raw.toString('base64')]))
    }
    expect(messages).toHaveLength(2)
    expect(messages[1]).toEqual(messages[0])
  })

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
      drawer = emptyDrawer()
      await send({}, { compress: true })
      expect(server.arrivals[0]?.raw.equals(first?.raw ?? Buffer.of())).toBe(false)
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it('is the same content under another Message-ID when a person has it sent once more', async () => {
    await send()
    const [first] = server.arrivals
    await send({}, {}, { resent: 1 })
    const [second] = server.arrivals
    expect(second?.headers['message-id']).toBe(`<${'k'.repeat(32)}.1@orderbridge>`)
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

/** Leaves everything as large as it was. */
class Uncompressing extends TransformStream {
  readonly format: string

  constructor(format: string) {
    super()
    this.format = format
  }
}

describe('an answer to AS2', () => {
  it.each<[string, As2Manners]>([
    ['that openssl put together', { byOpenssl: true }],
    ['with its MIC in another algorithm', { hash: 'sha512' }],
    ['signed with the certificate that is to come', { signer: 'next' }],
    ['with a warning', { disposition: 'processed/warning: unexpected-processing-warning' }],
    ['in capitals', { disposition: 'Processed' }],
    ['without the angle brackets of our Message-ID', { messageId: `${'k'.repeat(32)}@orderbridge` }],
  ])('%s means delivered', async (_, manners) => {
    expect(await send(manners)).toMatchObject({ outcome: 'delivered' })
  })

  it.each<[string, As2Manners, RegExp]>([
    ['was changed after it was signed', { tampered: true }, /by none of the certificates/],
    ['was signed by a stranger', { signer: 'stranger' }, /by none of the certificates/],
    ['has a signature over something else', { carriesAnother: true }, /by none of the certificates/],
    ['is not signed', { unsigned: true }, /not signed/],
    ['is no notification at all', { status: 200, body: 'OK' }, /not signed/],
    ['is about another message', { messageId: '<other@orderbridge>' }, /about another message/],
    ['has another MIC', { mic: 'AAAA' }, /MIC .+ not that of what was sent/],
    ['has no MIC', { mic: null }, /no Received-Content-MIC/],
    ['is endless', { status: 200, body: 'x'.repeat(300_000) }, /too long/],
  ])('that %s proves nothing, and a person must ask', async (_, manners, note) => {
    const receipt = await send(manners)
    expect(receipt).toMatchObject({ outcome: 'refused', reached: 'maybe' })
    expect(receipt).not.toHaveProperty('routeWide')
    expect(receipt.note).toMatch(note)
    expect(server.arrivals).toHaveLength(1)
  })

  it.each(['processed/error: decryption-failed', 'processed/Error: authentication-failed'])(
    'of %s stops the route and speaks of certificates',
    async (disposition) => {
      const receipt = await send({ disposition, mic: null })
      expect(receipt).toMatchObject({ outcome: 'refused', reached: 'no', routeWide: true })
      expect(receipt.note).toMatch(/certificates/)
    },
  )

  it('of insufficient security stops the route and speaks of its settings', async () => {
    const receipt = await send({ disposition: 'processed/error: insufficient-message-security' })
    expect(receipt).toMatchObject({ outcome: 'refused', reached: 'no', routeWide: true })
    expect(receipt.note).toMatch(/which `sign` and `encrypt`/)
  })

  it.each(['processed/error: unexpected-processing-error', 'failed/failure: unsupported format', 'failed', ''])(
    'of "%s" is a refusal',
    async (disposition) => {
      expect(await send({ disposition })).toMatchObject({ outcome: 'refused', reached: 'maybe' })
    },
  )

  it.each(['processed/warning: duplicate-document', 'processed/error: duplicate-document'])(
    'of %s means delivered when an earlier try may have arrived, and is asked about when none can have',
    async (disposition) => {
      expect(await send({ disposition }, {}, { mayHaveArrived: true })).toMatchObject({ outcome: 'delivered' })
      const first = await send({ disposition }, {}, { mayHaveArrived: false })
      expect(first).toMatchObject({ outcome: 'refused', reached: 'maybe' })
      expect(first.note).toMatch(/had the document already, though nothing had been sent/)
    },
  )

  it('is not waited for when none was asked', async () => {
    expect(await send({ status: 202 }, { mdn: 'none' })).toEqual({
      outcome: 'delivered',
      note: 'The receiver answered 202.',
    })
    expect(server.arrivals[0]?.headers).not.toHaveProperty('disposition-notification-to')
  })

  it.each([
    [401, { outcome: 'refused', reached: 'no', routeWide: true }],
    [404, { outcome: 'refused', reached: 'no' }],
    [503, { outcome: 'deferred', reached: 'no' }],
    [500, { outcome: 'deferred', reached: 'maybe' }],
  ])('of %i means what it means over HTTP', async (status, receipt) => {
    expect(await send({ status })).toMatchObject(receipt)
  })

  it('that does not come leaves the question open', async () => {
    expect(await send({ cuts: true })).toMatchObject({ outcome: 'uncertain', note: expect.stringMatching(/dropped/) })
    const late = await send({ hangs: true }, { timeoutSeconds: 1 })
    expect(late).toMatchObject({ outcome: 'uncertain', note: expect.stringMatching(/within 1 second/) })
  })
})

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

describe('an answer that comes later', () => {
  const ASYNC = { mdn: 'async' }
  const ADDRESS = 'https://gateway.example/as2/fresco'

  it('is asked for at our own address, and until then the document is sent', async () => {
    expect(await send({ status: 202, body: 'Thanks.' }, ASYNC)).toEqual({
      outcome: 'sent',
      note: 'The receiver took the message. Its signed notification is due.',
    })
    expect(server.arrivals[0]?.headers).toMatchObject({ 'receipt-delivery-option': ADDRESS })
    const [id, mics] = expected[0] ?? []
    expect(id).toBe(`${'k'.repeat(32)}@orderbridge`)
    const part = server.arrivals[0]?.part ?? Buffer.of()
    for (const hash of ['sha1', 'sha256', 'sha384', 'sha512'])
      expect(mics).toHaveProperty(hash, createHash(hash).update(part).digest('base64'))
  })

  it('counts at once where it comes at once', async () => {
    expect(await send({}, ASYNC)).toMatchObject({ outcome: 'delivered' })
    expect(await send({ signer: 'stranger' }, ASYNC)).toMatchObject({ outcome: 'refused', reached: 'maybe' })
    expect(await send({ unsigned: true }, ASYNC)).toMatchObject({ outcome: 'refused', reached: 'maybe' })
  })

  it('is expected from before the message leaves', async () => {
    expect(await send({ cuts: true }, ASYNC)).toMatchObject({ outcome: 'uncertain' })
    expect(expected).toHaveLength(1)
    expect(await send({ status: 503 }, ASYNC)).toMatchObject({ outcome: 'deferred', reached: 'no' })
  })

  it('is not expected, and nothing is sent, where we have no address', async () => {
    publicUrl = undefined
    const receipt = await send({}, ASYNC)
    expect(receipt).toMatchObject({ outcome: 'refused', reached: 'no', routeWide: true })
    expect(receipt.note).toContain('publicUrl')
    expect(server.arrivals).toEqual([])
  })
})

describe('the evidence', () => {
  it('is the whole answer, which openssl verifies as it was kept', async () => {
    const { evidence } = await send({ byOpenssl: true })
    expect(await server.verifies(Buffer.from(evidence?.bytes ?? []), 'partner')).toBe(true)
    expect(await server.verifies(Buffer.from(evidence?.bytes ?? []), 'stranger')).toBe(false)
    const text = Buffer.from(evidence?.bytes ?? []).toString()
    expect(text).toContain(`Original-Message-ID: <${'k'.repeat(32)}@orderbridge>`)
    expect(text).toMatch(/^as2-from: FRESCO\r\n/)
  })

  it('is kept of an answer that proves nothing too, and there is none where nothing was answered', async () => {
    expect((await send({ unsigned: true })).evidence?.bytes.byteLength).toBeGreaterThan(100)
    expect(await send({ status: 503 })).not.toHaveProperty('evidence')
    expect(await send({ cuts: true })).not.toHaveProperty('evidence')
  })
})
