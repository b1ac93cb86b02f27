import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { nodeCiphers } from '../../src/platform/ciphers.ts'
import { base64 } from '../../src/text/base64.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { mdnIn } from '../../src/transports/as2/mdn.ts'
import { compressed } from '../../src/transports/cms/compress.ts'
import { derivedFrom } from '../../src/transports/cms/derived-bytes.ts'
import { type ContentCipher, envelop } from '../../src/transports/cms/envelope.ts'
import { entityFrom, parameterOf, partsOf } from '../../src/transports/mime/mime-entity.ts'
import { contrl, ordrsp } from '../fakes/acknowledgements.ts'
import { type Identity, identity, type Posted, signed } from '../fakes/as2-partner.ts'
import { type Answer, ask, delivery, place, soon, view } from './door.ts'
import { fresh } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

let sink: Sink
const who: Record<'us' | 'newer' | 'partner' | 'stranger', Identity> = {} as never
beforeAll(async () => {
  setSecrets()
  for (const name of ['us', 'partner', 'stranger'] as const) who[name] = await identity(name)
  who.newer = await identity('newer', { from: new Date('2026-06-01'), until: new Date('2036-01-01') })
  const { us, newer, partner } = who
  Object.assign(env, { AS2_CERT: us.pem.certificate, AS2_KEY: us.pem.key, PARTNER_CERT: partner.pem.certificate })
  Object.assign(env, { AS2_CERT_NEW: newer.pem.certificate, AS2_KEY_NEW: newer.pem.key })
})
beforeEach(() => {
  sink = openSink()
})

const WISH = {
  'disposition-notification-to': 'x',
  'disposition-notification-options':
    'signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha1',
}
const PARTIES = { to: 'INBOUND:ZZZ' }

interface Message {
  readonly contentType: string
  readonly body: string | Uint8Array<ArrayBuffer>
}

const edi = (text: string): Posted => ({ contentType: 'application/EDIFACT', body: text })

async function sealed(
  { contentType, body }: Posted,
  by: Identity = who.us,
  cipher: ContentCipher = 'aes256-cbc',
): Promise<Message> {
  const whole = utf8(`Content-Type: ${contentType}\r\n\r\n${body}`)
  const derive = await derivedFrom(utf8('chance'), whole)
  return {
    contentType: 'application/pkcs7-mime; smime-type=enveloped-data',
    body: await envelop(whole, by.certificate, cipher, derive, nodeCiphers),
  }
}

async function small({ contentType, body }: Posted): Promise<Posted> {
  const bytes = await compressed(utf8(`Content-Type: ${contentType}\r\n\r\n${body}`))
  return {
    contentType: 'application/pkcs7-mime; smime-type=compressed-data\r\nContent-Transfer-Encoding: base64',
    body: base64(bytes),
  }
}

const say = ({ contentType, body }: Message, headers: Record<string, string> = {}, supplier = 'inbound') =>
  ask(`/as2/${supplier}`, {
    method: 'POST',
    body,
    headers: {
      ...{ 'as2-from': 'FRESCO', 'as2-to': 'ORDERBRIDGE', 'message-id': `<${fresh('m')}@fresco>` },
      ...{ 'content-type': contentType, ...headers },
    },
  })

/** A sent order, and its number. */
async function sent(): Promise<{ id: string; order: string; number: string }> {
  const { id, order_number: order } = await place('inbound')
  const number = await soon(async () => {
    const one = await delivery('inbound', id, 'as2')
    expect(one.state).toBe('sent')
    return String(one.controlNumber)
  })
  return { id, order, number }
}

const state = async (id: string) => (await delivery('inbound', id, 'as2')).state

/** The content of the gateway's MDN. The tests in test/transports check the signature with openssl. */
function heard({ headers, text }: Answer) {
  const contentType = headers.get('content-type') ?? ''
  const [part] = partsOf(utf8(text), parameterOf(contentType, 'boundary') ?? '')
  return part ? mdnIn(entityFrom(part)) : null
}

describe('an acknowledgement that comes by AS2', () => {
  it('settles what was sent, and is answered at once by a notification with its MIC', async () => {
    const { id, number } = await sent()
    const text = contrl(number, '7', [], PARTIES)
    const answer = await say(await sealed(await signed(edi(text), who.partner)), {
      'message-id': '<c-1@fresco>',
      ...WISH,
    })
    expect(answer.status).toBe(200)
    const part = utf8(`Content-Type: application/EDIFACT\r\n\r\n${text}`)
    const digest = base64(new Uint8Array(await crypto.subtle.digest('SHA-1', part)))
    expect(heard(answer)).toEqual({
      ...{ originalMessageId: '<c-1@fresco>', type: 'processed', modifier: null, reason: '' },
      mic: { digest, algorithm: 'sha1' },
    })
    expect(answer.headers.get('as2-from')).toBe('ORDERBRIDGE')
    expect(answer.headers.get('as2-to')).toBe('FRESCO')
    expect(await state(id)).toBe('delivered')
    expect((await view('inbound', id)).deliveries[0]?.acknowledgements).toMatchObject([
      { kind: 'functional', verdict: 'accepted' },
    ])
  })

  it.each<[string, (text: string) => Promise<Message>]>([
    ['signed', async (text) => signed(edi(text), who.partner)],
    ['compressed, then signed', async (text) => signed(await small(edi(text)), who.partner)],
    ['compressed, signed and encrypted', async (text) => sealed(await signed(await small(edi(text)), who.partner))],
    ['encrypted with AES-GCM', async (text) => sealed(await signed(edi(text), who.partner), who.us, 'aes256-gcm')],
    ['encrypted for our newer certificate', async (text) => sealed(await signed(edi(text), who.partner), who.newer)],
  ])('is read where it is %s', async (_, wrap) => {
    const { id, number } = await sent()
    expect((await say(await wrap(contrl(number, '7', [], PARTIES)))).status).toBe(200)
    expect(await state(id)).toBe('delivered')
  })

  it('that rejects needs a person, who is told', async () => {
    const { id, order } = await sent()
    const text = ordrsp(order, '27', ['FTX+AAI+++No such customer'], PARTIES)
    expect(heard(await say(await signed(edi(text), who.partner), WISH))).toMatchObject({ type: 'processed' })
    expect(await state(id)).toBe('refused')
    await soon(() => expect(sink.alertsOf(id).map(({ kind }) => kind)).toEqual(['refused']))
  })

  it('sent again is answered the same to the byte, and read once', async () => {
    const { id, order } = await sent()
    const message = await signed(edi(ordrsp(order, '29', [], PARTIES)), who.partner)
    const headers = { 'message-id': '<again-1@fresco>', ...WISH }
    const first = await say(message, headers)
    const answers = [await say(message, headers), await say(message, headers)]
    expect(answers.map(({ text }) => text)).toEqual([first.text, first.text])
    expect(answers.map((one) => one.headers.get('message-id'))).toEqual(Array(2).fill(first.headers.get('message-id')))
    const [now] = (await view('inbound', id)).deliveries
    expect(now?.acknowledgements).toHaveLength(1)
  })

  it('under a name that another had is not read, and both sides are told', async () => {
    const { id, order, number } = await sent()
    const headers = { 'message-id': '<same@fresco>', ...WISH }
    await say(await signed(edi(ordrsp(order, '4', [], PARTIES)), who.partner), headers)
    const before = (await view('inbound', id)).deliveries[0]?.acknowledgements
    const reused = await say(await signed(edi(contrl(number, '4', [], PARTIES)), who.partner), headers)
    expect(heard(reused)).toMatchObject({ modifier: 'error', reason: 'duplicate-document' })
    expect((await view('inbound', id)).deliveries[0]?.acknowledgements).toEqual(before)
    await soon(() => expect(sink.alerts.map(({ kind }) => kind)).toContain('unmatched-acknowledgement'))
  })

  it.each<[string, string]>([
    ['matches nothing', contrl('99999999', '7', [], PARTIES)],
    ['is to somebody else', contrl('1', '7', [], { to: 'OTHER:ZZZ' })],
    ['is none', 'Dear Sir'],
    ['is endless', 'x'.repeat(1_100_000)],
  ])('that %s is answered with an error', async (_, text) => {
    const answer = await say(await signed(edi(text), who.partner), WISH)
    expect(heard(answer)).toMatchObject({ type: 'processed', modifier: 'error', reason: 'unexpected-processing-error' })
    const plain = await say(await signed(edi(text), who.partner))
    expect([plain.status, plain.json.problems[0].code]).toEqual([422, 'acknowledgement-unreadable'])
  })

  it('on a route that takes none is answered with an error', async () => {
    const message = await signed(edi(contrl('1', '7', [], PARTIES)), who.partner)
    const answer = await say(message, { 'as2-to': 'DEAF', ...WISH })
    expect(heard(answer)).toMatchObject({ modifier: 'error' })
  })

  it('is answered here, whatever address it wants the answer at', async () => {
    const { id, number } = await sent()
    const arrived = sink.arrived('inbound').length
    const headers = { ...WISH, 'receipt-delivery-option': 'https://thief.sink.example/mdn' }
    const answer = await say(await signed(edi(contrl(number, '7', [], PARTIES)), who.partner), headers)
    expect(heard(answer)).toMatchObject({ type: 'processed' })
    expect(await state(id)).toBe('delivered')
    expect(sink.arrived('thief')).toEqual([])
    expect(sink.arrived('inbound')).toHaveLength(arrived)
  })
})

describe('a stranger', () => {
  it('learns nothing, whatever is wrong, and changes nothing', async () => {
    const { id, number } = await sent()
    const text = edi(contrl(number, '7', [], PARTIES))
    const good = await sealed(await signed(text, who.partner))
    const bytes = good.body as Uint8Array<ArrayBuffer>
    const changed = (at: number) => ({ ...good, body: bytes.map((byte, where) => (where === at ? byte ^ 1 : byte)) })
    const keyAt = 300
    const bomb = `Content-Type: multipart/signed; boundary=x\r\n\r\n${'-'.repeat(5_000_000)}`
    const strangers: [Message, Record<string, string>, string?][] = [
      [await signed(text, who.stranger), {}],
      [await sealed(await signed(text, who.stranger)), {}],
      [await sealed(await signed(text, who.partner), who.stranger), {}],
      [await sealed(text), {}],
      [text, {}],
      [changed(keyAt), {}],
      [changed(bytes.byteLength - 1), {}],
      [changed(bytes.byteLength - 20), {}],
      [{ ...good, body: bytes.slice(0, 500) }, {}],
      [{ ...good, body: '' }, {}],
      [await signed(text, who.partner, 'b'.repeat(71)), {}],
      [await sealed(await signed(text, who.partner, 'b'.repeat(33_000))), {}],
      [{ contentType: 'application/pkcs7-mime; smime-type=compressed-data', body: await compressed(utf8(bomb)) }, {}],
      [await sealed(await small({ contentType: 'multipart/signed; boundary=x', body: '-'.repeat(5_000_000) })), {}],
      [good, { 'as2-from': 'THIEF' }],
      [good, { 'as2-to': 'THIEF' }],
      [good, {}, 'partner'],
      [good, {}, 'nobody'],
    ]
    const answers = []
    for (const [message, headers, supplier] of strangers)
      answers.push(await say(message, { ...headers, ...WISH }, supplier))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403))
    expect(new Set(answers.map(({ text: body }) => body)).size).toBe(1)
    expect(new Set(answers.map(({ headers }) => JSON.stringify([...headers]))).size).toBe(1)
    expect(await state(id)).toBe('sent')
    for (let times = 0; times < 20; times++) await say(text)
    await soon(() => expect(sink.alerts).toContainEqual(expect.objectContaining({ kind: 'access', cause: 'as2' })))
    expect((await say(good)).status).toBe(200)
  })
})
