import { describe, expect, it } from 'vitest'
import { noteText } from '../../../src/model/finding.ts'
import { isLasting } from '../../../src/model/lasting-cause.ts'
import type { Network } from '../../../src/ports.ts'
import { http } from '../../../src/transports/http.ts'
import { fakeSecrets } from '../../fakes/secrets.ts'
import { scriptedWire, status } from '../../fakes/wire.ts'
import { meansWith } from '../means.ts'
import { parcelOf } from '../parcel.ts'
import { SECRETS, URL_OF_ERP } from './receiver.ts'

const ORIGIN = 'https://erp.fresco.example/'

/** A first attempt. `head`: the answer of `fetch` to a request without a body; null where `fetch` fails too. */
async function firstAttempt(network: Partial<Network>, head: number | null, more: object = {}) {
  const wire = scriptedWire()
  wire.answers(URL_OF_ERP, status(200))
  wire.answers(ORIGIN, head === null ? () => Promise.reject(new TypeError('internal error')) : status(head))
  const ports = meansWith({
    wire: { ...wire, ...network },
    secrets: fakeSecrets(SECRETS),
    certificates: { get: () => wire },
  })
  const settings = http.settings.parse({ kind: 'http', url: URL_OF_ERP, ...more })
  const result = await http.deliver(parcelOf('UNB', { needsProbe: true }), settings, ports)
  return { result, posts: wire.calls.filter(({ url }) => url === URL_OF_ERP).length }
}

describe('the probe before a request', () => {
  it.each([
    ['fetch fails too', null],
    ['Cloudflare answers 525', 525],
    ['Cloudflare answers 526', 526],
  ] as const)('finds a certificate that is not trusted: no document is sent (%s)', async (_, head) => {
    const { result, posts } = await firstAttempt({ probe: async () => 'unsecured' }, head)
    expect(result).toMatchObject({ outcome: 'deferred', reached: 'no', phase: 'secure', securing: true })
    expect(posts).toBe(0)
    expect(result.note).toContain("The server's certificate must be for erp.fresco.example")
    expect(result.note).toContain('Nothing was sent.')
    expect(isLasting(result.note)).toBe(true)
    expect(noteText(result.note, 'fr')).not.toContain('Nothing')
  })

  it('asks for the line that the request will have: with TLS for https, without for http and for a client certificate', async () => {
    const layers: unknown[] = []
    const probe: Network['probe'] = async (_host, _port, _signal, layer) => {
      layers.push(layer)
      return 'open'
    }
    await firstAttempt({ probe }, null)
    await firstAttempt({ probe }, null, { clientCertificate: 'ERP_CERT' })
    await firstAttempt({ probe }, null, { url: 'http://erp.fresco.example/orders', insecure: true })
    expect(layers).toEqual(['tls', undefined, undefined])
  })

  it('sends where only a socket cannot secure the line', async () => {
    const { result, posts } = await firstAttempt({ probe: async () => 'unsecured' }, 405)
    expect(result.outcome).toBe('delivered')
    expect(posts).toBe(1)
  })

  it.each([521, 522, 523, 530])('takes %s of Cloudflare for a server without a connection', async (code) => {
    const { result, posts } = await firstAttempt({ probe: async () => 'closed' }, code)
    expect(result).toMatchObject({ outcome: 'deferred', reached: 'no', phase: 'connect' })
    expect(isLasting(result.note)).toBe(false)
    expect(posts).toBe(0)
  })

  it('says that the host name does not exist, where the name system says so', async () => {
    const { result } = await firstAttempt({ probe: async () => 'closed', isUnknownName: async () => true }, 530)
    expect(result).toMatchObject({ outcome: 'deferred', reached: 'no', phase: 'connect' })
    expect(result.note).toBe('The host name erp.fresco.example does not exist. Nothing was sent.')
    expect(isLasting(result.note)).toBe(true)
  })

  it('says no more than that no connection opened, where the name system does not answer', async () => {
    const silent = () => Promise.reject(new Error('The network is cut.'))
    const { result } = await firstAttempt({ probe: async () => 'closed', isUnknownName: silent }, null)
    expect(result.note).toBe('No connection to erp.fresco.example, port 443. Nothing was sent.')
  })

  it('asks the name system nothing about an address in figures', async () => {
    const isUnknownName = async () => true
    const url = 'https://192.0.2.7/orders'
    const { result } = await firstAttempt({ probe: async () => 'closed', isUnknownName }, null, { url })
    expect(result.note).toBe('No connection to 192.0.2.7, port 443. Nothing was sent.')
  })
})
