import { describe, expect, it } from 'vitest'
import { checkGateway, defineGateway } from '../src/config.ts'
import { formats } from '../src/documents/registry.ts'
import { secretNames } from '../src/profile/secret-names.ts'
import { transports } from '../src/transports/registry.ts'

const surroundings = { today: '2026-11-24', formats, transports }
const route = { name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'BOX_TOKEN' } }
const supplier = { name: 'Fresco', timeZone: 'UTC', webhook: { secrets: ['HOOK'] }, routes: [route] }

const API = { clientId: 'CLIENT_ID', clientSecret: 'CLIENT_SECRET' }

const edifact = (id: string) => ({
  format: 'edifact-d96a',
  sender: { id, qualifier: 'ZZZ' },
  recipient: { id: '5412345000013', qualifier: '14' },
})

function checked(input: unknown) {
  const gateway = checkGateway(input, surroundings)
  if (!gateway.ok) throw new Error(gateway.error.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  return gateway.value
}
const told = (input: unknown): string[] => {
  const gateway = checkGateway(input, surroundings)
  return gateway.ok ? [] : gateway.error.map(({ path }) => path)
}

describe('a configuration', () => {
  it('gets every default, of the supplier, the route, the format and the transport', () => {
    const gateway = checked(
      defineGateway({ suppliers: { fresco: { ...supplier, routes: [{ ...route, document: edifact('A') }] } } }),
    )
    expect(gateway.suppliers.fresco).toMatchObject({
      currency: 'EUR',
      environment: 'live',
      whenUncertain: 'resend',
      webhook: { signedForm: 'either' },
      routes: [{ retry: { giveUpAfterHours: 24 }, document: { charset: 'UNOC', test: false } }],
    })
  })

  it('that has been compiled is a configuration, and compiles to itself', () => {
    const once = checked({ alerts: { url: 'OPS_URL' }, suppliers: { fresco: supplier } })
    expect(checked(JSON.parse(JSON.stringify(once)))).toEqual(once)
  })

  it('has a zone for a customer, and says which one was meant', () => {
    const withZone = (timeZone: string) =>
      checkGateway({ suppliers: { fresco: { ...supplier, customers: [{ customer: 'K-1', timeZone }] } } }, surroundings)
    expect(withZone('Europe/Brussels')).toMatchObject({ ok: true })
    expect(withZone('Europe/Brussel')).toMatchObject({
      error: [
        {
          path: 'suppliers.fresco.customers[0].timeZone',
          message: "'Europe/Brussel' is not a time zone. Did you mean 'Europe/Brussels'?",
        },
      ],
    })
  })

  it('lets a route that is to go stand beside the one with its new name, whatever tables and folders there are', () => {
    const ftp = { kind: 'ftp', host: 'ftp.example', user: 'u', password: 'FTP_PASSWORD', folder: '/in' }
    const [old, renamed] = ['old', 'new'].map((name) => ({ name, document: { format: 'json' }, transport: ftp }))
    const customers = [{ customer: 'K-1', depot: 'north' }]
    const beside = (when?: object) =>
      told({ suppliers: { fresco: { ...supplier, customers, routes: [{ ...old, when }, renamed] } } })
    expect(beside({ customers: [] })).toEqual([])
    expect(beside({ customers: ['K-1'] })).toEqual(['suppliers.fresco.routes[1].fileName'])
  })

  it('has no two routes write over each other for a customer that both serve, one of them by its depot', () => {
    const ftp = { kind: 'ftp', host: 'ftp.example', user: 'u', password: 'FTP_PASSWORD', folder: '/in' }
    const serving = (name: string, when: object) => ({ name, document: { format: 'json' }, transport: ftp, when })
    const customers = [
      { customer: 'K-1', depot: 'north' },
      { customer: 'K-2', depot: 'south' },
    ]
    const both = (...routes: object[]) => told({ suppliers: { fresco: { ...supplier, customers, routes } } })
    const [north, south] = [serving('north', { depot: 'north' }), serving('south', { depot: 'south' })]
    expect(both(north, south)).toEqual([])
    expect(both(north, serving('south', { depot: 'south', customers: ['K-1'] }))).toEqual([
      'suppliers.fresco.routes[1].fileName',
    ])
  })

  it('takes no body that an outbox could not be handed', () => {
    const most = (maxBytes: number) => told({ suppliers: { fresco: { ...supplier, maxBytes } } })
    expect([most(16_777_216), most(16_777_217)]).toEqual([[], ['suppliers.fresco.maxBytes']])
  })

  it.each(['2026-11-01', '2026-11-01T08:00', '2026-11-01T08:00:00+01:00'])('begins to poll at %s', (since) => {
    expect(told({ suppliers: { fresco: { ...supplier, api: { ...API, since } } } })).toEqual([])
  })

  it.each(['2026-11-01 UTC', '2026-11-01T24:00:00Z', '2026-11-01 08:00 GMT'])(
    'begins to poll at no moment that a poll could not read: %s',
    (since) => {
      expect(told({ suppliers: { fresco: { ...supplier, api: { ...API, since } } } })).toEqual([
        'suppliers.fresco.api.since',
      ])
    },
  )

  it('keeps one control-number sequence to one supplier, whatever else is wrong with either', () => {
    const routes = [{ ...route, document: edifact('A') }]
    const twice = { ...supplier, routes: [...routes, { ...route, name: 'again', document: edifact('A') }] }
    expect(told({ suppliers: { one: twice } })).toEqual([])
    expect(told({ suppliers: { one: { ...supplier, routes }, two: { ...supplier, routes } } })).toEqual([
      'suppliers.two.routes[0].document',
    ])
    expect(told({ suppliers: { one: { ...supplier, routes, language: 'xx' }, two: { ...supplier, routes } } })).toEqual(
      ['suppliers.one.language', 'suppliers.two.routes[0].document'],
    )
    expect(
      told({
        suppliers: {
          one: { ...supplier, routes },
          two: { ...supplier, routes: [{ ...route, document: edifact('B') }] },
        },
      }),
    ).toEqual([])
  })

  it.each([
    [1_000, []],
    [999, ['suppliers.fresco.routes[0].controlNumbers.start']],
  ])('takes a range of at least 1,000 control numbers: %i', (count, mistakes) => {
    const controlNumbers = { start: 5_000, wrapAt: 5_000 + count - 1 }
    const routes = [{ ...route, document: edifact('A'), controlNumbers }]
    expect(told({ suppliers: { fresco: { ...supplier, routes } } })).toEqual(mistakes)
  })

  it('is not led astray by names that every object has', () => {
    expect(
      told({ suppliers: { fresco: { ...supplier, routes: [{ ...route, document: { format: 'constructor' } }] } } }),
    ).toEqual(['suppliers.fresco.routes[0].document.format'])
    expect(told(JSON.parse('{"suppliers":{"fresco":{"__proto__":{}}},"__proto__":{}}'))).toContain('__proto__')
  })

  it.each([
    null,
    1,
    'x',
    [],
    {},
    { suppliers: null },
    { suppliers: [] },
    { suppliers: { a: null } },
    { suppliers: { a: { routes: [null] } } },
  ])('that is none is refused without throwing: %j', (input) => {
    expect(told(input).length).toBeGreaterThan(0)
  })
})

describe('the names of secrets', () => {
  it('are listed once each, with all that uses them, and which of them guard something', () => {
    const api = { clientId: 'ID', clientSecret: 'HOOK', since: '2026-11-01' }
    const gateway = checked({ alerts: { url: 'OPS_URL' }, suppliers: { fresco: { ...supplier, api } } })
    expect(secretNames(gateway, surroundings)).toEqual([
      { name: 'OPS_URL', usedBy: ['alerts'], guards: false, origin: 'address' },
      { name: 'HOOK', usedBy: ['the webhook of fresco', 'the order API of fresco'], guards: true, origin: 'apicbase' },
      { name: 'ID', usedBy: ['the order API of fresco'], guards: false, origin: 'elsewhere' },
      { name: 'BOX_TOKEN', usedBy: ['route erp of fresco'], guards: true, origin: 'operator' },
    ])
  })
})
