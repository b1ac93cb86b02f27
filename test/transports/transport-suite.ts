import { expect, it } from 'vitest'
import type { AttemptResult } from '../../src/model/attempt-result.ts'
import { PROTECTIONS } from '../../src/model/protection.ts'
import type { Network } from '../../src/ports.ts'
import { exampleSettings, type Transport } from '../../src/transports/transport.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { meansWith } from './means.ts'
import { mailParcel, parcelOf } from './parcel.ts'

const SECRET = 'a-secret-of-nobody-4711'
const MAIL = { from: 'a@gateway.example', to: ['b@supplier.example'], subject: 'PO-1', text: 'PO-1', html: '<p>PO-1' }

/** A network that lets nothing through. */
const cut: Network = {
  fetch: () => Promise.reject(new TypeError('The network is cut.')),
  probe: async () => 'closed',
  isUnknownName: () => Promise.reject(new Error('The network is cut.')),
  openConnection: () => Promise.reject(new Error('The network is cut.')),
  secure: () => Promise.reject(new Error('The network is cut.')),
}

/** What every transport of the registry must do, whatever its protocol. */
export function transportSuite(transport: Transport): void {
  const { kind, example } = transport
  const accepts = (settings: object): boolean => transport.settings.safeParse({ kind, ...settings }).success
  const settings = exampleSettings(transport)
  const names = transport.secrets(settings)
  const outgoing = () => (transport.takes === 'message/rfc822' ? mailParcel(MAIL) : parcelOf('PO-1'))
  const ports = (known: boolean, signal = AbortSignal.timeout(5_000)) =>
    meansWith({
      wire: cut,
      signal,
      secrets: fakeSecrets(known ? Object.fromEntries(names.map((name) => [name, SECRET])) : {}),
      mail: () => Promise.reject(new Error('The network is cut.')),
    })

  /** Nothing left this machine, so no attempt may say that a document arrived. */
  function expectUndelivered(result: AttemptResult): void {
    expect(['delivered', 'sent']).not.toContain(result.outcome)
    expect(result.note).toMatch(/[.!?]$/)
    expect(result.note).not.toContain(SECRET)
  }

  it('has an example of its settings, and every setting in it is needed', () => {
    expect(accepts(example)).toBe(true)
    for (const key of Object.keys(example)) {
      const { [key]: _, ...rest } = example
      expect(accepts(rest), `${key} can be left out`).toBe(false)
    }
  })

  it('refuses a setting that it does not know, and the settings of another transport', () => {
    expect(accepts({ ...example, 'no-setting': true })).toBe(false)
    expect(accepts({ ...example, kind: 'no-transport' })).toBe(false)
  })

  it('names the secrets of its settings, never holds them', () => {
    const written = JSON.stringify(example)
    for (const name of names) expect(written).toContain(`"${name}"`)
    for (const name of (transport.rotatedSecrets?.(settings) ?? []).flat()) expect(names).toContain(name)
  })

  it('says how far a document is safe, and ends an attempt within a minute', () => {
    expect(PROTECTIONS).toContain(transport.protection(settings))
    expect(transport.timeoutSeconds(settings)).toBeGreaterThan(0)
    expect(transport.timeoutSeconds(settings)).toBeLessThanOrEqual(60)
  })

  it('reports a missing secret, and never throws for it', async () => {
    const result = await transport.deliver(await outgoing(), settings, ports(false))
    expectUndelivered(result)
    if (names.length > 0 && !transport.onlyDeployed) expect(result).toMatchObject({ outcome: 'refused', reached: 'no' })
  })

  it('reports a cut network, and never throws for it', async () => {
    expectUndelivered(await transport.deliver(await outgoing(), settings, ports(true)))
    expectUndelivered(await transport.deliver(await outgoing(), settings, ports(true, AbortSignal.abort())))
  })

  it('never says of a document that it arrived where it could not look', async () => {
    if (!transport.check || transport.canCheck?.(settings) === false) return
    const found = await transport.check(await outgoing(), settings, ports(true))
    if (found !== null) expectUndelivered(found)
    expect(found).not.toBeNull()
  })
}
