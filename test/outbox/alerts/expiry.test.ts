import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { certificateEnd } from '../../../src/transports/cms/certificate-end.ts'
import { identity } from '../../fakes/as2-partner.ts'
import { MORNING } from '../../fakes/clock.ts'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { fakeSecrets } from '../../fakes/secrets.ts'

const DAY = 86_400_000
/** The end of 31 December. */
const LAST_DAY_ENDS = Date.UTC(2027, 0, 1)

async function days(test: ReturnType<typeof testOutbox>, count: number): Promise<void> {
  for (let day = 0; day < count; day++) {
    await test.pass(DAY)
    test.outbox.wake()
    await test.work()
  }
}

describe('what runs out', () => {
  it('is told a month before, then more and more often, and at the end', async () => {
    const test = testOutbox({ supplier: supplierWith({ secretExpiry: { FRESCO_CLIENT_SECRET: '2026-12-31' } }) })
    const told: number[] = []
    for (let day = 0; day < 45; day++) {
      await days(test, 1)
      if (test.alerts.length > told.length) told.push(Math.floor((LAST_DAY_ENDS - test.clock.now()) / DAY))
    }
    expect(told).toEqual([29, 13, 6, 2, 0, -1])
    expect(test.alerts[0]?.text).toBe(
      'A certificate or secret expires: FRESCO_CLIENT_SECRET is valid until Thursday 31 December 2026. Days left: 29. This gateway goes on using it. Another system may refuse it after that day. Have it renewed, and replace the value.',
    )
    expect(test.alerts.at(-1)?.text).toContain('expired on Thursday 31 December 2026.')
  })

  it.each([
    [
      'is a secret of the webhook',
      'APICBASE_SECRET',
      'accepts orders with it after that day too',
      'next to the old one',
    ],
    ['is a secret of a route', 'ERP_KEY', 'the receiver may refuse it, and orders then wait.', 'takes one value'],
  ])('says what follows, and the step, where it %s', async (_, name, sentence, step) => {
    const auth = { kind: 'header', name: 'x-key', value: 'ERP_KEY' }
    const transport = { kind: 'http', url: ERP, method: 'POST', timeoutSeconds: 30, headers: {}, auth }
    const test = testOutbox({
      supplier: supplierWith({
        webhook: { secrets: ['APICBASE_SECRET'] },
        routes: [httpRoute('erp', ERP, { transport })],
        secretExpiry: { [name]: '2026-12-10' },
      }),
    })
    test.outbox.wake()
    await test.work()
    const text = test.alerts.find(({ kind }) => kind === 'expiring')?.text
    expect(text).toContain(sentence)
    expect(text).toContain(step)
    expect(text?.match(/next to the old one|takes one value|replace the value/g)).toHaveLength(1)
  })

  it('has not run out on the last valid day', async () => {
    const test = testOutbox({ supplier: supplierWith({ secretExpiry: { FRESCO_CLIENT_SECRET: '2026-11-24' } }) })
    test.outbox.wake()
    await test.work()
    expect(test.alerts.map(({ text }) => text)).toEqual([expect.stringContaining('is valid until Tuesday 24 November')])
    await days(test, 1)
    expect(test.alerts.at(-1)?.text).toContain('expired on Tuesday 24 November 2026.')
  })

  it.each([
    ['been renewed', { FRESCO_CLIENT_SECRET: '2027-12-10' }],
    ['no longer any part in it', {}],
  ])('is over when it has %s, and not told again at every waking', async (_, renewed) => {
    const test = testOutbox({ supplier: supplierWith({ secretExpiry: { FRESCO_CLIENT_SECRET: '2026-12-10' } }) })
    test.outbox.wake()
    await test.work()
    test.reopen()
    test.outbox.wake()
    await test.work()
    expect(test.alerts).toHaveLength(1)
    test.reopen(supplierWith({ secretExpiry: renewed }))
    test.outbox.wake()
    await test.pass(2 * 60_000)
    expect(test.alerts.slice(1)).toMatchObject([{ kind: 'resolved', of: 'expiring', cause: 'FRESCO_CLIENT_SECRET' }])
  })
})

describe('certificates that follow each other', () => {
  const pem: Record<string, string> = {}
  beforeAll(async () => {
    for (const [name, days] of Object.entries({ OLD: -3, SOON: 20, NEW: 400 })) {
      const validity = { from: new Date(MORNING - 700 * DAY), until: new Date(MORNING + days * DAY) }
      pem[name] = (await identity(name, validity)).pem.certificate
    }
  })
  const as2 = (more: object) => ({
    name: 'erp',
    document: { format: 'json' },
    transport: {
      ...{ kind: 'as2', url: 'https://as2.example/', from: 'US', to: 'THEM', ownKey: 'KEY' },
      ...{ ownCertificate: 'NEW', partnerCertificates: ['NEW'], ...more },
    },
  })
  const openWith = (more: object) =>
    testOutbox({ supplier: supplierWith({ routes: [as2(more)] }), ports: { secrets: fakeSecrets(pem) } })

  it('are no trouble while one of them lasts', async () => {
    const test = openWith({ ownCertificate: ['OLD', 'NEW'], partnerCertificates: ['NEW', 'SOON'] })
    await days(test, 2)
    expect(test.alerts.filter(({ kind }) => kind === 'expiring')).toEqual([])
  })

  it('are told by the one that lasts longest, until another does', async () => {
    const test = openWith({ partnerCertificates: ['OLD', 'SOON'] })
    const told = () => test.alerts.filter(({ kind, of }) => kind === 'expiring' || of === 'expiring')
    await days(test, 1)
    expect(told()).toMatchObject([{ kind: 'expiring', cause: 'SOON' }])
    test.reopen(supplierWith({ routes: [as2({ partnerCertificates: ['SOON', 'NEW'] })] }))
    await days(test, 1)
    await test.pass(2 * 60_000)
    expect(told().slice(1)).toMatchObject([{ kind: 'resolved', cause: 'SOON' }])
  })
})

describe('a certificate', () => {
  it('says itself until when it is good', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'expiry-'))
    const [key, file] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')]
    const subject = ['-subj', '/CN=partner.example', '-days', '20']
    const quiet = { stdio: 'ignore' } as const
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', file, ...subject],
      quiet,
    )
    const left = ((certificateEnd(readFileSync(file, 'utf8')) ?? 0) - Date.now()) / DAY
    expect(left).toBeGreaterThan(19.9)
    expect(left).toBeLessThan(20.1)
    expect(certificateEnd('no certificate')).toBeNull()
    expect(certificateEnd('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')).toBeNull()
  })
})
