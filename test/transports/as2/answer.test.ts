import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { As2Manners, As2Server } from '../../servers/as2.ts'
import { type As2Trial, openAs2Trial } from './trial.ts'

let trial: As2Trial
let server: As2Server
beforeAll(async () => {
  trial = await openAs2Trial()
  server = trial.server
})
afterAll(() => server.close())
beforeEach(() => trial.forget())

const send: As2Trial['send'] = (...given) => trial.send(...given)

describe('an answer to AS2', () => {
  it.each<[string, As2Manners]>([
    ['that openssl put together', { byOpenssl: true }],
    ['with its MIC in another algorithm', { hash: 'sha512' }],
    ['signed with the certificate that is to come', { signer: 'next' }],
    ['with a warning', { disposition: 'processed/warning: unexpected-processing-warning' }],
    ['in capitals', { disposition: 'Processed' }],
    ['without the angle brackets of our Message-ID', { bareMessageId: true }],
  ])('%s means delivered', async (_, manners) => {
    expect(await send(manners)).toMatchObject({ outcome: 'delivered' })
  })

  it.each<[string, As2Manners, RegExp]>([
    ['was changed after it was signed', { tampered: true }, /by none of the certificates/],
    ['was signed by a stranger', { signer: 'stranger' }, /by none of the certificates/],
    ['has a signature over something else', { carriesAnother: true }, /by none of the certificates/],
    ['is signed with SHA-1 though we sign with SHA-256', { hash: 'sha1' }, /signed with SHA-1, which proves nothing/],
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

  it('that is signed with SHA-1 means delivered where we sign with SHA-1 ourselves', async () => {
    expect(await send({ hash: 'sha1' }, { sign: 'sha1' })).toMatchObject({ outcome: 'delivered' })
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

describe('an answer that comes later', () => {
  const ASYNC = { mdn: 'async' }
  const ADDRESS = 'https://gateway.example/as2/fresco'

  it('is asked for at our own address, and until then the document is sent', async () => {
    expect(await send({ status: 202, body: 'Thanks.' }, ASYNC)).toEqual({
      outcome: 'sent',
      note: 'The receiver took the message. Its signed notification is due.',
    })
    expect(server.arrivals[0]?.headers).toMatchObject({ 'receipt-delivery-option': ADDRESS })
    const [id, mics] = trial.expected[0] ?? []
    expect(id).toMatch(/^[0-9a-f]{32}@orderbridge$/)
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
    expect(trial.expected).toHaveLength(1)
    expect(await send({ status: 503 }, ASYNC)).toMatchObject({ outcome: 'deferred', reached: 'no' })
  })

  it('is not expected, and nothing is sent, where we have no address', async () => {
    const receipt = await send({}, ASYNC, {}, { publicUrl: undefined })
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
    expect(text).toMatch(/Original-Message-ID: <[0-9a-f]{32}@orderbridge>/)
    expect(text).toMatch(/^as2-from: FRESCO\r\n/)
  })

  it('is kept of an answer that proves nothing too, and there is none where nothing was answered', async () => {
    expect((await send({ unsigned: true })).evidence?.bytes.byteLength).toBeGreaterThan(100)
    expect(await send({ status: 503 })).not.toHaveProperty('evidence')
    expect(await send({ cuts: true })).not.toHaveProperty('evidence')
  })
})
