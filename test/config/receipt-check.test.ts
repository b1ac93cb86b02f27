import { describe, expect, it } from 'vitest'
import { checkGateway } from '../../src/config.ts'
import { formats } from '../../src/documents/registry.ts'
import { secretNames } from '../../src/profile/secret-names.ts'
import { transports } from '../../src/transports/registry.ts'

const surroundings = { today: '2026-11-24', formats, transports }
const parties = { sender: { id: 'US' }, recipient: { id: 'THEM' } }
const mailbox = { kind: 'mailbox', token: 'BOX_TOKEN' }
const http = { kind: 'http', url: 'https://erp.example/' }
const acknowledgements = { token: 'ACK_TOKEN' }
const as2 = {
  ...{ kind: 'as2', url: 'https://as2.example/', from: 'US', to: 'THEM' },
  ...{ ownCertificate: 'OUR_CERT', ownKey: 'OUR_KEY', partnerCertificates: ['THEIR_CERT'] },
}

const check = (route: object) =>
  checkGateway(
    {
      suppliers: {
        fresco: {
          name: 'Fresco',
          timeZone: 'UTC',
          webhook: { secrets: ['HOOK'] },
          routes: [{ name: 'erp', ...route }],
        },
      },
    },
    surroundings,
  )
const told = (route: object): string[] => {
  const gateway = check(route)
  return gateway.ok ? [] : gateway.error.map(({ path }) => path.replace('suppliers.fresco.routes[0].', ''))
}
const edifact = { format: 'edifact-d96a', ...parties }
const json = { format: 'json' }

describe('a receipt', () => {
  it.each([
    { document: json, transport: http },
    { document: json, transport: http, receipt: 'person', receiptDueMinutes: 0.5 },
    { document: json, transport: mailbox, receipt: 'collected' },
    { document: json, transport: mailbox, receipt: 'consumed' },
    { document: edifact, transport: http, acknowledgements },
    { document: edifact, transport: as2, receipt: 'acknowledgement', acknowledgements: { as2: true } },
    { document: edifact, transport: as2, acknowledgements: { ...acknowledgements, as2: true } },
    { document: edifact, transport: mailbox, receipt: 'acknowledgement', acknowledgements },
    {
      document: { format: 'email', from: 'a@b.example', to: ['c@d.example'], attach: edifact },
      transport: { kind: 'smtp', host: 'smtp.example' },
      receipt: 'acknowledgement',
      acknowledgements,
    },
  ])('that can come is taken: %j', (route) => {
    expect(told(route)).toEqual([])
  })

  it.each([
    ['receipt', { document: json, transport: http, receipt: 'acknowledgement' }],
    ['receipt', { document: edifact, transport: http, receipt: 'acknowledgement' }],
    ['receipt', { document: json, transport: http, receipt: 'collected' }],
    ['receipt', { document: json, transport: http, receipt: 'consumed' }],
    ['receipt', { document: json, transport: http, receipt: 'perhaps' }],
    ['receiptDueMinutes', { document: json, transport: http, receiptDueMinutes: 0 }],
    ['acknowledgements', { document: json, transport: http, acknowledgements }],
    ['acknowledgements.token', { document: edifact, transport: http, acknowledgements: { token: 'a secret' } }],
    ['acknowledgements.token', { document: edifact, transport: http, acknowledgements: {} }],
    ['acknowledgements.token', { document: edifact, transport: as2, acknowledgements: { as2: false } }],
    ['acknowledgements.as2', { document: edifact, transport: http, acknowledgements: { as2: true } }],
    ['acknowledgements', { document: json, transport: as2, acknowledgements: { as2: true } }],
    [
      'acknowledgements.token',
      { document: edifact, transport: http, acknowledgements: { token: 'AKIA1234567890ABCDEF' } },
    ],
    [
      'document.format',
      { document: { format: 'edifcat' }, transport: http, receipt: 'acknowledgement', acknowledgements },
    ],
    ['transport.kind', { document: json, transport: { kind: 'mailbx' }, receipt: 'collected' }],
  ])('that never could is a mistake at %s: %j', (path, route) => {
    expect(told(route)).toEqual([path])
  })

  it('that no format can give is named as the setting names it', () => {
    const gateway = check({ document: json, transport: http, receipt: 'acknowledgement' })
    const [mistake] = gateway.ok ? [] : gateway.error
    expect(mistake?.message).toContain("'acknowledgement' waits for an acknowledgement")
  })

  it('names the token among the secrets that guard something', () => {
    const gateway = check({ document: edifact, transport: http, acknowledgements })
    if (!gateway.ok) throw new Error('That was right.')
    expect(secretNames(gateway.value, surroundings)).toContainEqual({
      name: 'ACK_TOKEN',
      usedBy: ['acknowledgements on route erp of fresco'],
      guards: true,
      origin: 'operator',
    })
  })
})

describe('a courier', () => {
  const mistakes = (courier: unknown): string[] => {
    const gateway = check({ document: json, transport: { ...mailbox, courier } })
    return gateway.ok
      ? []
      : gateway.error.map(({ path, message }) => `${path.split('.').slice(3).join('.')}: ${message}`)
  }

  it('is expected with sensible times', () => {
    expect(mistakes({})).toEqual([])
    const gateway = check({ document: json, transport: { ...mailbox, courier: {} } })
    expect(gateway.ok && gateway.value.suppliers.fresco?.routes[0]?.transport).toMatchObject({
      courier: { offlineAfterMinutes: 15, leaseSeconds: 60 },
    })
  })

  it('may not be silent for less than its lease, in which it is heard of once', () => {
    expect(mistakes({ offlineAfterMinutes: 0.5 })).toEqual([
      'transport.courier.offlineAfterMinutes: must be longer than the lease (leaseSeconds): a courier is heard of once in that time.',
    ])
  })

  it('knows its settings', () => {
    expect(mistakes({ silentMinuets: 5 })).toEqual([
      expect.stringMatching(/courier\.silentMinuets: .*offlineAfterMinutes/),
    ])
    expect(mistakes({ leaseSeconds: 0 })).toHaveLength(1)
  })
})
