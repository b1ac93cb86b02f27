import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { noteText } from '../../src/model/finding.ts'
import { http } from '../../src/transports/http.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { status } from '../fakes/wire.ts'
import { receiver, SECRETS, URL_OF_ERP } from './http/receiver.ts'
import { parcelOf } from './parcel.ts'

describe('a service token of Cloudflare Access', () => {
  const auth = { kind: 'access', id: 'ACCESS_ID', secret: 'ACCESS_SECRET' }

  it('stands in two header fields', async () => {
    const { send, at } = receiver()
    expect(await send({ auth })).toMatchObject({ outcome: 'delivered' })
    const headers = Object.fromEntries(at(URL_OF_ERP)[0]?.headers ?? [])
    expect(headers).toMatchObject({ 'cf-access-client-id': 'a.access', 'cf-access-client-secret': 'b-77c1a8f3' })
  })

  it('stops the route where Access would have us sign in, and where a half of it is missing', async () => {
    const location = 'https://fresco.cloudflareaccess.com/cdn-cgi/access/login/erp'
    const asked = receiver(status(302, { location }))
    expect(await asked.send({ auth })).toMatchObject({
      ...{
        outcome: 'refused',
        reached: 'no',
        routeWide: true,
        phase: 'sign in',
        note: expect.stringContaining('service token'),
      },
    })
    const { send, at } = receiver()
    expect(await send({ auth: { ...auth, secret: 'NONE' } })).toMatchObject({
      ...{ outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings' },
      note: 'The secret NONE is not set, so nothing was sent.',
    })
    expect(await send({ auth: { ...auth, id: 'NOBODY', secret: 'NONE' } })).toMatchObject({
      note: 'The secrets NOBODY and NONE are not set, so nothing was sent.',
    })
    expect(at(URL_OF_ERP)).toEqual([])
  })

  it('takes no other redirection for that', async () => {
    const { send } = receiver(status(302, { location: 'https://elsewhere.example/?x=.cloudflareaccess.com/' }))
    expect(await send({ auth })).not.toHaveProperty('routeWide')
  })
})

describe('a refusal', () => {
  const answering = (body: BodyInit | null, code = 400) => receiver(() => new Response(body, { status: code }))

  it('has the words of the receiver, quoted in the language of the reader', async () => {
    const { note } = await answering('Artikel 3105 onbekend.\nNothing was sent.').send({})
    expect(note).toBe(
      'The receiver answered 400: it does not take the document. The receiver wrote: Artikel 3105 onbekend. Nothing was sent.',
    )
    expect(noteText(note, 'nl')).toBe(
      'De ontvanger antwoordde 400: het document wordt niet aangenomen. De ontvanger schreef: “Artikel 3105 onbekend. Nothing was sent.”',
    )
  })

  it.each([
    [
      '<html><head><style>p{}</style><title>Bad</title></head><body><p>Article&nbsp;unknown</p></body></html>',
      'Bad Article&nbsp;unknown',
    ],
    ['{"error":"unknown article"}', '{"error":"unknown article"}'],
    [`${'x'.repeat(500)}`, 'x'.repeat(200)],
    ['\u202Egnorw', 'gnorw'],
  ])('has the text of its body on one line, cut: %j', async (body, words) => {
    expect((await answering(body).send({})).note).toContain(`The receiver wrote: ${words}`)
  })

  it('is the same without words, and where the body breaks off or never ends', async () => {
    const plain = 'The receiver answered 422: it does not take the document.'
    expect((await answering(null, 422).send({})).note).toBe(plain)
    expect((await answering('<br>', 422).send({})).note).toBe(plain)
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error('gone')) })
    expect(await answering(broken, 422).send({})).toMatchObject({ outcome: 'refused', reached: 'no', note: plain })
  })

  it.each([
    ['the shared secret of the document', {}, `<SharedSecret>${SECRETS.SECRET}</SharedSecret>`],
    ['a secret as an address has it', {}, encodeURIComponent(SECRETS.SECRET)],
    ['a secret in escapes', {}, SECRETS.SECRET.replace('+', '&#43;')],
    ['a secret at the cut', {}, `${'x'.repeat(180)}${SECRETS.SECRET}`],
    ['the sign-in', { auth: { kind: 'bearer', token: 'ACCESS_SECRET' } }, `Bearer ${SECRETS.ACCESS_SECRET}`],
    [
      'the sign-in in base64',
      { auth: { kind: 'basic', user: 'ACCESS_ID', password: 'ACCESS_SECRET' } },
      `Basic ${btoa(`${SECRETS.ACCESS_ID}:${SECRETS.ACCESS_SECRET}`)}`,
    ],
  ])('never repeats %s', async (_, settings, body) => {
    const { document } = parcelOf('')
    const result = await answering(`No article. ${body}`).send(settings, {
      document: { ...document, secrets: ['SECRET'] },
    })
    expect(result.note).toContain('The receiver wrote: No article.')
    expect(result.note).toContain('…')
    for (const part of ['client', '64d8', '77c1', btoa(SECRETS.ACCESS_ID).slice(0, 8)])
      expect(result.note).not.toContain(part)
  })

  it('waits two seconds at most for the words', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const cancel = vi.fn()
    const sent = answering(new ReadableStream({ cancel })).send({})
    await vi.advanceTimersByTimeAsync(2_100)
    expect(await sent).toMatchObject({
      outcome: 'refused',
      note: 'The receiver answered 400: it does not take the document.',
    })
    expect(cancel).toHaveBeenCalled()
  })

  it.each([408, 425, 429])('that is only for now, as with %i, has no words to wait for', async (code) => {
    expect(await answering(new ReadableStream({}), code).send({})).toMatchObject({ outcome: 'deferred' })
  })

  it('reads a body of nothing but open brackets quickly', async () => {
    const began = performance.now()
    await answering('<'.repeat(60_000)).send({})
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})

describe('the trace of a delivery', () => {
  it('has the idempotency key as its id, and is valid by the W3C', async () => {
    const { send, at } = receiver()
    const key = '4bf92f3577b34da6a3ce929d0e0e4736'
    await send({}, { key })
    const headers = at(URL_OF_ERP)[0]?.headers
    expect(headers?.get('idempotency-key')).toBe(key)
    expect(headers?.get('traceparent')).toBe(`00-${key}-4bf92f3577b34da6-01`)
  })

  it('is in the trace of the order, with the decision whether to record', async () => {
    const { send, at } = receiver()
    const key = '4bf92f3577b34da6a3ce929d0e0e4736'
    await send({}, { key, senderTrace: { id: 'a'.repeat(32), isSampled: false, state: 'rojo=1,congo=2' } })
    expect(at(URL_OF_ERP)[0]?.headers.get('traceparent')).toBe(`00-${'a'.repeat(32)}-4bf92f3577b34da6-00`)
    expect(at(URL_OF_ERP)[0]?.headers.get('idempotency-key')).toBe(key)
    expect(at(URL_OF_ERP)[0]?.headers.get('tracestate')).toBe('rojo=1,congo=2')
  })

  it.each(['k'.repeat(32), '0'.repeat(32), `${'0'.repeat(16)}a3ce929d0e0e4736`])(
    'is absent where %s is the key',
    async (key) => {
      const { send, at } = receiver()
      await send({}, { key })
      expect(at(URL_OF_ERP)[0]?.headers.has('traceparent')).toBe(false)
    },
  )

  it('is the value of the settings, if they have one', async () => {
    const { send, at } = receiver()
    const own = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00'
    const senderTrace = { id: 'a'.repeat(32), isSampled: true, state: 'rojo=1' }
    await send({ headers: { Traceparent: own } }, { key: '4bf92f3577b34da6a3ce929d0e0e4736', senderTrace })
    expect(at(URL_OF_ERP)[0]?.headers.get('traceparent')).toBe(own)
    expect(at(URL_OF_ERP)[0]?.headers.has('tracestate')).toBe(false)
  })
})

describe('a client certificate', () => {
  it('is shown by the way that its binding is, and by no other', async () => {
    const { wire, means, at } = receiver()
    const asked: string[] = []
    const certificates = {
      get: (name: string) =>
        name === 'ERP_CERT'
          ? {
              async fetch(request: Request) {
                asked.push(request.url)
                return new Response()
              },
            }
          : undefined,
    }
    const settings = http.settings.parse({ kind: 'http', url: URL_OF_ERP, clientCertificate: 'ERP_CERT' })
    expect(await http.deliver(parcelOf('UNB'), settings, { ...means, certificates })).toMatchObject({
      outcome: 'delivered',
    })
    expect([asked, at(URL_OF_ERP), wire.unexpected]).toEqual([[URL_OF_ERP], [], []])
  })

  it('stops the route where no such binding is', async () => {
    const { send, at } = receiver()
    expect(await send({ clientCertificate: 'ERP_CERT' })).toMatchObject({
      ...{
        outcome: 'refused',
        reached: 'no',
        routeWide: true,
        phase: 'settings',
        note: expect.stringContaining('ERP_CERT'),
      },
    })
    expect(at(URL_OF_ERP)).toEqual([])
  })
})

describe('a redirection', () => {
  it.each([302, 303])('that has a form’s answer elsewhere may have taken the document (%i)', async (code) => {
    const { send, at } = receiver(status(code, { location: 'https://erp.fresco.example/thanks' }))
    expect(await send({})).toMatchObject({ outcome: 'refused', reached: 'maybe' })
    expect(at('https://erp.fresco.example/thanks')).toEqual([])
  })

  it.each([301, 307, 308])('that would have the request itself elsewhere has taken nothing (%i)', async (code) => {
    const { send } = receiver(status(code, { location: 'https://erp.fresco.example/new' }))
    expect(await send({})).toMatchObject({ outcome: 'refused', reached: 'no' })
  })
})

describe('a proof that no header can hold', () => {
  it.each([
    ['bearer', { kind: 'bearer', token: 'CURLY' }],
    ['key', { kind: 'header', name: 'x-key', value: 'CURLY' }],
    ['service token', { kind: 'access', id: 'CURLY', secret: 'CURLY' }],
  ])('stops the route before anything is sent: a %s', async (_, auth) => {
    const { means, wire } = receiver()
    const secrets = fakeSecrets({ CURLY: 'pass-\u201c31f0\u201d' })
    const receipt = await http.deliver(parcelOf('UNB'), http.settings.parse({ kind: 'http', url: URL_OF_ERP, auth }), {
      ...means,
      secrets,
    })
    expect(receipt).toMatchObject({ outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings' })
    expect(receipt.note).toContain('CURLY')
    expect(receipt.note).not.toContain('31f0')
    expect(wire.calls).toEqual([])
  })
})

it('lets no header of the settings hold what none can', () => {
  const read = (value: string) =>
    http.settings.safeParse({ kind: 'http', url: URL_OF_ERP, headers: { 'x-depot': value } })
  expect(read('Gent 2').success).toBe(true)
  for (const value of ['Gent\r\nx: y', '\u201cGent\u201d']) expect(read(value).success).toBe(false)
})

it('sends one value a header, however its name is spelled: of the media type what the settings say', async () => {
  const { send, at } = receiver()
  await send({ headers: { 'Content-Type': 'application/EDIFACT', 'X-Depot': '2' } })
  const headers = Object.fromEntries(at(URL_OF_ERP)[0]?.headers ?? [])
  expect(headers).toMatchObject({ 'content-type': 'application/EDIFACT', 'x-depot': '2' })
})

it('lets no header of the settings have a name that none can, or one that is ours', () => {
  const said = (name: string) =>
    http.settings.safeParse({ kind: 'http', url: URL_OF_ERP, headers: { [name]: '1' } }).error?.issues
  expect(said('X-Depot')).toBeUndefined()
  for (const name of ['X Depot', 'X-Depot:', '']) expect(said(name)).toMatchObject([{ path: ['headers', name] }])
  for (const name of ['Idempotency-Key', 'host', 'Content-Length', 'Orderbridge-Possible-Repeat'])
    expect(said(name)?.[0]?.message).toMatch(/by Orderbridge itself/)
})

describe('a long answer', () => {
  const long = (end: string) => () => new Response(`${' '.repeat(70_000)}${end}`)

  it('is no acceptance where what must not stand in it may stand where nobody reads', async () => {
    for (const success of [
      { mustNotContain: 'error' },
      { retryIf: 'busy' },
      { mustNotContain: 'error', mustContain: ' ' },
    ])
      expect(await receiver(long('error: busy')).send({ success })).toMatchObject({
        ...{ outcome: 'refused', reached: 'maybe' },
      })
  })

  it('is one where its beginning says what it must', async () => {
    expect(await receiver(long('')).send({ success: { mustContain: ' ' } })).toMatchObject({ outcome: 'delivered' })
    const exact = () => new Response(' '.repeat(65_536))
    expect(await receiver(exact).send({ success: { mustNotContain: 'error' } })).toMatchObject({ outcome: 'delivered' })
  })
})
