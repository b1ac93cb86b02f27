import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeWire } from '../../src/cli/node-wire.ts'
import type { AttemptResult } from '../../src/model/attempt-result.ts'
import { type S3Settings, s3 } from '../../src/transports/s3.ts'
import type { OutgoingDocument, TransportPorts } from '../../src/transports/transport.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { scriptedWire, status } from '../fakes/wire.ts'
import { openS3Server, type S3Manners, type S3Server } from '../servers/s3.ts'
import { meansWith } from './means.ts'
import { parcelOf } from './parcel.ts'

const OWNER = { bucket: 'fresco-orders', keyId: 'KEY-ID-51', secret: 's3-secret-9a61', region: 'eu-west-1' }
const BYTES = 'UNB+UNOC:3+…'

let server: S3Server
beforeAll(async () => {
  server = await openS3Server(OWNER)
})
afterAll(() => server.close())

const put = (manners: S3Manners = {}, more: object = {}): Promise<AttemptResult> => attempt(s3.deliver, manners, more)

type Work<T> = (parcel: OutgoingDocument, settings: S3Settings, means: TransportPorts) => Promise<T>

async function attempt<T>(work: Work<T>, manners: S3Manners, more: object): Promise<T> {
  server.behave(manners)
  const settings = s3.settings.parse({
    ...{ kind: 's3', endpoint: `http://127.0.0.1:${server.port}`, region: OWNER.region, bucket: OWNER.bucket },
    ...{ accessKeyId: 'S3_ID', secretAccessKey: 'S3_SECRET', prefix: 'orders/', timeoutSeconds: 60 },
    ...more,
  })
  return work(
    parcelOf(BYTES, { needsProbe: true }),
    settings,
    meansWith({
      wire: nodeWire,
      secrets: fakeSecrets({ S3_ID: OWNER.keyId, BROKEN_ID: `${OWNER.keyId}\n`, S3_SECRET: OWNER.secret }),
      signal: AbortSignal.timeout(2_000),
    }),
  )
}

describe('a delivery to a store that speaks S3', () => {
  it('arrives byte for byte under its key, signed so that an independent reading of the rules agrees', async () => {
    expect(await put()).toEqual({ outcome: 'delivered', note: 'The store answered 200.' })
    expect(server.objects.get('orders/PO-1-1.edi')?.toString()).toBe(BYTES)
  })

  it('signs keys with characters that addresses spell otherwise', async () => {
    for (const prefix of ['a b/', 'a+b/', "é'(!)*/", 'a%20b/', 'a//b/', '']) {
      expect(await put({}, { prefix }), prefix).toMatchObject({ outcome: 'delivered' })
      expect([...server.objects.keys()]).toContain(`${prefix}PO-1-1.edi`)
    }
  })

  it('stops the route before anything is sent where no header can hold the id of the key', async () => {
    const receipt = await put({}, { accessKeyId: 'BROKEN_ID' })
    expect(receipt).toMatchObject({ outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings' })
    expect(receipt.note).toMatch(/BROKEN_ID/)
    expect(receipt.note).not.toContain(OWNER.keyId)
  })

  it.each(['../other/', 'a/./b/', 'a/..'])('takes no prefix that an address would shorten: %s', (prefix) => {
    const given = { kind: 's3', region: 'eu-west-1', bucket: 'b', accessKeyId: 'A', secretAccessKey: 'B' }
    for (const setting of [{ prefix }, { archiveFolder: prefix }])
      expect(s3.settings.safeParse({ ...given, ...setting }).success).toBe(false)
    expect(s3.settings.safeParse({ ...given, prefix: 'a..b/.c/' }).success).toBe(true)
  })

  it.each<[string, S3Manners, object]>([
    ['its key is not accepted', { secret: 'another' }, { outcome: 'refused', reached: 'no', routeWide: true }],
    ['the bucket is denied', { bucket: 'denied' }, { outcome: 'refused', reached: 'no', routeWide: true }],
    ['there is no bucket', { bucket: 'missing' }, { outcome: 'refused', reached: 'no', routeWide: true }],
    ['it is asked to slow down', { answer: { status: 503, code: 'SlowDown' } }, { outcome: 'deferred', reached: 'no' }],
    ['it fails', { answer: { status: 503, code: 'ServiceUnavailable' } }, { outcome: 'deferred', reached: 'maybe' }],
    ['it fails inside', { answer: { status: 500, code: 'InternalError' } }, { outcome: 'deferred', reached: 'maybe' }],
    [
      'it is elsewhere',
      { answer: { status: 301, code: 'PermanentRedirect' } },
      { outcome: 'refused', routeWide: true },
    ],
    [
      'the bytes changed on the way',
      { answer: { status: 400, code: 'BadDigest' } },
      { outcome: 'deferred', reached: 'no' },
    ],
    [
      'the bytes are not those that were signed',
      { answer: { status: 400, code: 'XAmzContentSHA256Mismatch' } },
      { outcome: 'deferred', reached: 'no' },
    ],
    [
      'the token of its key is over',
      { answer: { status: 400, code: 'ExpiredToken' } },
      { outcome: 'refused', reached: 'no', routeWide: true, phase: 'sign in' },
    ],
    ['it wants none of it', { answer: { status: 400, code: 'EntityTooLarge' } }, { outcome: 'refused', reached: 'no' }],
  ])('knows what it means when %s', async (_, manners, receipt) => {
    const got = await put(manners)
    expect(got).toMatchObject(receipt)
    expect(got.note).not.toMatch(/s3-secret|KEY-ID/)
  })

  it('names the bucket that is missing', async () => {
    expect((await put({ bucket: 'missing' })).note).toMatch(/no bucket fresco-orders.+Nothing was created/)
  })

  it('sends nothing where nobody listens', async () => {
    expect(await put({}, { endpoint: 'http://127.0.0.1:1' })).toMatchObject({ outcome: 'deferred', reached: 'no' })
  })

  it('reaches a store that a socket cannot reach and fetch can, as Cloudflare has it of its own addresses', async () => {
    const wire = scriptedWire()
    const store = 'https://account.r2.example'
    wire.door(store, 'closed')
    wire.answers(`${store}/`, status(400))
    wire.answers(`${store}/fresco-orders/PO-1-1.edi`, status(200))
    const settings = s3.settings.parse({
      ...{ kind: 's3', endpoint: store, region: 'auto', bucket: OWNER.bucket },
      ...{ accessKeyId: 'S3_ID', secretAccessKey: 'S3_SECRET' },
    })
    const means = meansWith({ wire, secrets: fakeSecrets({ S3_ID: OWNER.keyId, S3_SECRET: OWNER.secret }) })
    expect(await s3.deliver(parcelOf(BYTES, { needsProbe: true }), settings, means)).toMatchObject({
      outcome: 'delivered',
    })
  })

  it('sends nothing without its secret', async () => {
    expect(await put({}, { accessKeyId: 'NO_SUCH_ID' })).toMatchObject({
      ...{ outcome: 'refused', routeWide: true },
      note: 'The secret NO_SUCH_ID is not set, so nothing was sent.',
    })
  })
})

describe('a look into a store whether an earlier try has arrived', () => {
  const look = (manners: S3Manners = {}, more: object = {}) => attempt(s3.check ?? s3.deliver, manners, more)
  const ARCHIVE = { archiveFolder: 'done' }
  const lies = (key: string, text = BYTES): void => {
    server.objects.clear()
    server.objects.set(key, Buffer.from(text))
  }

  it('finds it under its key, or under the archive', async () => {
    lies('orders/PO-1-1.edi')
    expect(await look()).toMatchObject({
      outcome: 'delivered',
      note: expect.stringMatching(/^Found there: .+ 14 bytes/),
    })
    lies('done/PO-1-1.edi')
    expect(await look({}, ARCHIVE)).toMatchObject({ outcome: 'delivered', note: expect.stringContaining('done/') })
  })

  it('sends again what is under neither, and what is another', async () => {
    lies('elsewhere/PO-1-1.edi')
    expect(await look({}, ARCHIVE)).toBeNull()
    lies('orders/PO-1-1.edi', BYTES.replace('UNB', 'UNX'))
    expect(await look({}, ARCHIVE)).toBeNull()
    lies('orders/PO-1-1.edi', 'UNB')
    expect(await look({}, ARCHIVE)).toBeNull()
  })

  it('asks where it may not look, which Amazon says of what is not there, too', async () => {
    lies('elsewhere/PO-1-1.edi')
    const receipt = await look({ unlisted: true }, ARCHIVE)
    expect(receipt).toMatchObject({
      outcome: 'uncertain',
      holdForPerson: true,
      note: expect.stringContaining('s3:ListBucket'),
    })
    expect(await look({ bucket: 'missing' }, ARCHIVE)).toMatchObject({ outcome: 'uncertain', holdForPerson: true })
    expect(await look()).toMatchObject({ outcome: 'uncertain', holdForPerson: true })
  })

  it('is put off while the store fails, or nobody is there', async () => {
    expect(await look({ answer: { status: 503, code: 'SlowDown' } })).toMatchObject({ outcome: 'deferred' })
    expect(await look({}, { endpoint: 'http://127.0.0.1:1' })).toMatchObject({ outcome: 'deferred', phase: 'connect' })
  })
})

describe('what a store sends with its answer', () => {
  const settings = s3.settings.parse({
    ...{ kind: 's3', endpoint: 'https://store.example', region: OWNER.region, bucket: OWNER.bucket },
    ...{ accessKeyId: 'S3_ID', secretAccessKey: 'S3_SECRET' },
  })
  /** A thousand pieces of a kilobyte, or a line that drops. */
  const answered = (status: number, given: 'a book' | 'half') => {
    let pieces = 0
    const body = new ReadableStream<Uint8Array>({
      pull(line) {
        if (given === 'half') return line.error(new Error('It dropped.'))
        if (++pieces > 1_000) return line.close()
        line.enqueue(new Uint8Array(1_024))
      },
    })
    const wire = { ...scriptedWire(), fetch: async () => new Response(body, { status }) }
    const means = meansWith({
      wire,
      secrets: fakeSecrets({ S3_ID: OWNER.keyId, BROKEN_ID: `${OWNER.keyId}\n`, S3_SECRET: OWNER.secret }),
    })
    return { means, pieces: () => pieces }
  }

  it('is not waited for once it has taken the document', async () => {
    const { means } = answered(200, 'half')
    expect(await s3.deliver(parcelOf(BYTES), settings, means)).toMatchObject({ outcome: 'delivered' })
  })

  it('is read no further than it can say anything, nor than a document is long', async () => {
    const refused = answered(400, 'a book')
    expect(await s3.deliver(parcelOf(BYTES), settings, refused.means)).toMatchObject({ outcome: 'refused' })
    const seen = answered(200, 'a book')
    expect(await s3.check?.(parcelOf(BYTES), settings, seen.means)).toBeNull()
    expect(Math.max(refused.pieces(), seen.pieces())).toBeLessThan(100)
  })
})
