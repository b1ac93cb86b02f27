import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Identity, identity, micOf, type Posted, report, type Saying, signed } from '../fakes/as2-partner.ts'
import { act, admin, ask, delivery, orderPath, place, soon, view } from './door.ts'
import { setSecrets } from './secrets.ts'
import { type Arrived, openSink, type Sink, status } from './sink.ts'

let sink: Sink
const who: Record<'us' | 'partner' | 'next' | 'stranger', Identity> = {} as never
beforeAll(async () => {
  setSecrets()
  for (const name of ['us', 'partner', 'next', 'stranger'] as const) who[name] = await identity(name)
  const { us, partner, next } = who
  Object.assign(env, { AS2_CERT: us.pem.certificate, AS2_KEY: us.pem.key })
  Object.assign(env, { PARTNER_CERT: partner.pem.certificate, PARTNER_NEXT: next.pem.certificate })
})
beforeEach(() => {
  sink = openSink()
})

const NAMES = { 'as2-from': '"FRESCO BV"', 'as2-to': 'ORDERBRIDGE', 'as2-version': '1.2' }

const say = ({ contentType, body }: Posted, headers: Record<string, string> = {}, supplier = 'partner') =>
  ask(`/as2/${supplier}`, { method: 'POST', body, headers: { ...NAMES, 'content-type': contentType, ...headers } })

/** An order that the partner has taken, and the partner's reply. */
async function sent(): Promise<{ id: string; request: Arrived; saying: Saying & { mic: string } }> {
  const { id } = await place('partner')
  await soon(async () => expect(await delivery('partner', id, 'as2')).toMatchObject({ state: 'sent', reached: 'yes' }))
  const request = sink.arrived('partner').at(-1)
  if (!request) throw new Error('Nothing arrived.')
  const mic = await micOf(request.headers['content-type'] ?? '', request.text)
  return { id, request, saying: { messageId: request.headers['message-id'] ?? '', mic } }
}

const state = async (id: string) => (await delivery('partner', id, 'as2')).state
const events = async (id: string) =>
  (await view('partner', id)).timeline.map((entry) => String(Reflect.get(entry as object, 'event')))

describe('a message whose notification comes later', () => {
  it('says where to post it, and is sent until then', async () => {
    const { id, request } = await sent()
    expect(request.headers).toMatchObject({
      'receipt-delivery-option': 'https://gateway.example/as2/partner',
      'disposition-notification-to': 'ORDERBRIDGE',
      'as2-from': 'ORDERBRIDGE',
      'as2-to': '"FRESCO BV"',
    })
    expect((await delivery('partner', id, 'as2')).note).toMatch(/signed notification is due/)
  })

  it('is delivered by the notification, which is kept as it came and can be fetched', async () => {
    const { id, saying } = await sent()
    const posted = await signed(report(saying), who.partner)
    expect(await say(posted)).toMatchObject({ status: 200, text: '' })
    const [now] = (await view('partner', id)).deliveries
    expect(now).toMatchObject({
      ...{ state: 'delivered', reached: 'yes', note: 'The receiver signed that it processed the document.' },
      receipts: [{ number: 1, way: 'posted', outcome: 'delivered' }],
    })
    const kept = await admin(`${orderPath('partner', id)}/receipts/as2`)
    expect(kept.status).toBe(200)
    expect(kept.headers.get('content-type')).toBe('message/rfc822')
    expect(kept.text.endsWith(`\r\n\r\n${posted.body}`)).toBe(true)
    expect(kept.text).toContain('as2-from: "FRESCO BV"\r\n')
    expect(kept.text).toContain(`content-type: ${posted.contentType}\r\n`)
    expect((await admin(`${orderPath('partner', id)}/receipts/as2?number=2`)).status).toBe(404)
    expect((await ask(`/api${orderPath('partner', id)}/receipts/as2`)).status).toBe(401)
  })

  it('is delivered by one that the next certificate signed, or that warns', async () => {
    for (const [by, disposition] of [
      [who.next, 'processed'],
      [who.partner, 'processed/warning: a-warning'],
    ] as const) {
      const { id, saying } = await sent()
      expect((await say(await signed(report({ ...saying, disposition }), by))).status).toBe(200)
      expect(await state(id)).toBe('delivered')
    }
  })

  it('is delivered by a notification that comes in the answer all the same', async () => {
    sink.answer('partner', async ({ headers, text }) => {
      const mic = await micOf(headers['content-type'] ?? '', text)
      const { contentType, body } = await signed(report({ messageId: headers['message-id'] ?? '', mic }), who.partner)
      return new Response(body, { headers: { 'content-type': contentType } })
    })
    const { id } = await place('partner')
    await soon(async () => expect(await state(id)).toBe('delivered'))
    expect((await view('partner', id)).deliveries[0]?.receipts).toMatchObject([{ way: 'answered' }])
  })

  it('is refused by one that says so, and somebody is told', async () => {
    const { id, saying } = await sent()
    await say(await signed(report({ ...saying, disposition: 'failed/failure: unsupported format' }), who.partner))
    expect(await state(id)).toBe('refused')
    await soon(() => expect(sink.alertsOf(id).map(({ kind }) => kind)).toEqual(['refused']))
    expect(sink.alertsOf(id)[0]?.text).toContain('unsupported format')
  })

  it('stops its route where certificates do not fit; mended and retried, it is the same message again', async () => {
    const { id, saying } = await sent()
    await say(
      await signed(report({ ...saying, mic: null, disposition: 'processed/error: decryption-failed' }), who.partner),
    )
    expect(await state(id)).toBe('refused')
    await soon(() => expect(sink.alertsOf(id).map(({ kind }) => kind)).toEqual(['paused']))
    expect(sink.alertsOf(id)[0]?.text).toMatch(/certificates/)
    await act('/suppliers/partner/routes/as2/retry')
    await soon(async () => expect(await state(id)).toBe('sent'))
    const tries = sink.arrived('partner').filter(({ headers }) => headers['message-id'] === saying.messageId)
    expect(tries).toHaveLength(2)
    expect(new Set(tries.map(({ text }) => text)).size).toBe(1)
    await say(await signed(report({ ...saying, disposition: 'processed/error: duplicate-document' }), who.partner))
    expect(await state(id)).toBe('delivered')
  })

  it('is delivered although the answer to it was lost, by a notification that comes before the next try', async () => {
    sink.answer('partner', () => Promise.reject(new Error('Network connection lost.')))
    const { id } = await place('partner')
    await soon(async () => expect((await delivery('partner', id, 'as2')).reached).toBe('maybe'))
    const [request] = sink.arrived('partner')
    const mic = await micOf(request?.headers['content-type'] ?? '', request?.text ?? '')
    const saying = { messageId: request?.headers['message-id'] ?? '', mic }
    expect((await say(await signed(report(saying), who.partner))).status).toBe(200)
    expect(await state(id)).toBe('delivered')
  })
})

describe('a notification that settles nothing', () => {
  it('was forged: whoever sends it is told nothing, and it stands in the timeline once', async () => {
    const { id, saying } = await sent()
    const good = await signed(report(saying), who.partner)
    const forged: [Posted, Record<string, string>, string][] = [
      [await signed(report(saying), who.stranger), {}, 'partner'],
      [{ ...good, body: good.body.replace('It came in.', 'It came on.') }, {}, 'partner'],
      [report(saying), {}, 'partner'],
      [{ contentType: 'text/plain', body: 'OK' }, {}, 'partner'],
      [{ contentType: good.contentType, body: '' }, {}, 'partner'],
      [good, { 'as2-from': 'SOMEBODY' }, 'partner'],
      [good, { 'as2-to': 'SOMEBODY' }, 'partner'],
      [good, {}, 'box'],
      [good, {}, 'nobody'],
      [good, {}, '__proto__'],
    ]
    const answers = []
    for (const [posted, headers, supplier] of forged) answers.push(await say(posted, headers, supplier))
    expect(answers.map(({ status: code }) => code)).toEqual(answers.map(() => 403))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(await state(id)).toBe('sent')
    expect((await events(id)).filter((event) => event === 'unverified')).toHaveLength(1)
    expect((await view('partner', id)).deliveries[0]?.receipts).toEqual([])
    await soon(() => expect(sink.alerts.map(({ kind }) => kind)).toContain('unmatched-acknowledgement'))
  })

  it('is about another supplier, or about nothing', async () => {
    const { id, saying } = await sent()
    const foreign = await say(await signed(report({ ...saying, messageId: '<0000@orderbridge>' }), who.partner))
    expect([foreign.status, foreign.json.problems[0].code]).toEqual([404, 'acknowledgement-unmatched'])
    expect(await state(id)).toBe('sent')
  })

  it('has another MIC, or none: a person must ask', async () => {
    for (const mic of ['AAAA', null]) {
      const { id, saying } = await sent()
      expect((await say(await signed(report({ ...saying, mic }), who.partner))).status).toBe(200)
      expect(await state(id)).toBe('refused')
      await soon(() => expect(sink.alertsOf(id)[0]?.text).toMatch(/MIC/))
    }
  })

  it('comes again, or late, and is only noted', async () => {
    const { id, saying } = await sent()
    const good = await signed(report(saying), who.partner)
    for (let times = 0; times < 3; times++) expect((await say(good)).status).toBe(200)
    expect((await view('partner', id)).deliveries[0]?.receipts).toHaveLength(1)
    expect((await events(id)).filter((event) => event === 'repeated')).toHaveLength(1)

    const late = await sent()
    await act(`${orderPath('partner', late.id)}/deliveries/as2/done`)
    expect((await say(await signed(report(late.saying), who.partner))).status).toBe(200)
    expect(await state(late.id)).toBe('done')
    const [now] = (await view('partner', late.id)).timeline.slice(-1)
    expect(now).toMatchObject({ event: 'notified', text: expect.stringMatching(/It changes nothing: done/) })
  })
})

describe('the door of AS2', () => {
  it('takes POST only, and no book', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      const { status: code, headers } = await ask('/as2/partner', { method })
      expect([code, headers.get('allow')]).toEqual([405, 'POST'])
    }
    const contentType = 'multipart/signed; boundary=x'
    expect((await say({ contentType, body: 'x'.repeat(3_000_000) })).status).toBe(413)
    expect((await say({ contentType, body: 'x'.repeat(3_000_000) }, {}, 'nobody')).status).toBe(413)
  })

  it('is of no use to a route whose partner is asked at once', async () => {
    sink.answer('partner', status(503))
    const { id } = await place('partner')
    await soon(async () => expect((await delivery('partner', id, 'as2')).attempts).toBeGreaterThan(0))
    expect((await delivery('partner', id, 'as2')).reached).toBe('no')
  })
})
