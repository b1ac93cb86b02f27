import { describe, expect, it } from 'vitest'
import { http } from '../../../src/transports/http.ts'
import { fakeSecrets } from '../../fakes/secrets.ts'
import { status } from '../../fakes/wire.ts'
import { parcelOf } from '../parcel.ts'
import { receiver, URL_OF_ERP } from './receiver.ts'

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
