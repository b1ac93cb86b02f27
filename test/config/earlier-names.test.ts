import { describe, expect, it } from 'vitest'
import { withPresentNames } from '../../src/config/earlier-names.ts'
import { checkGateway } from '../../src/config.ts'
import { formats } from '../../src/documents/registry.ts'
import { transports } from '../../src/transports/registry.ts'

const context = { today: '2026-11-24', formats, transports }
const http = { kind: 'http', url: 'https://erp.example/orders' }
const cxml = {
  format: 'cxml-1.2',
  sender: { id: 'A', domain: 'NetworkId' },
  recipient: { id: 'B', domain: 'NetworkId' },
}

const configuration = (names: Readonly<Record<string, string>>) => {
  const key = (name: string): string => names[name] ?? name
  const alerts = (name: string) => ({
    url: `${name}_URL`,
    [key('quietHours')]: { from: '20:00', to: '07:00' },
    [key('noOrders')]: { hours: 3 },
    channels: [{ name: name.toLowerCase(), url: `${name}_DESK`, [key('backup')]: true }],
  })
  const unconfirmed = { policy: key('send'), [key('sendAfterSeconds')]: 60 }
  return {
    alerts: alerts('OPS'),
    suppliers: {
      fresco: {
        ...{
          name: 'Fresco',
          timeZone: 'Europe/Brussels',
          webhook: { secrets: ['WEBHOOK_SECRET'] },
          alerts: alerts('OWN'),
          unconfirmed,
        },
        orderDesk: { mail: 'desk@fresco.example' },
        customers: [{ customer: 'K-1', contact: 'chef@bistro.example' }],
        [key('customerNotices')]: { from: 'orders@gateway.example' },
        [key('secretExpiry')]: { OPS_URL: '2027-01-31' },
        [key('orderedBy')]: 'omit',
        [key('sendAfterSeconds')]: 9,
        calendar: {
          ...{ cutOff: '16:00', leadDays: 1, deliveryDays: ['mon', 'tue'] },
          [key('nonDeliveryDays')]: 'hold',
        },
        routes: [
          {
            ...{ name: 'erp', document: cxml, unconfirmed, [key('sendAfterSeconds')]: 3 },
            transport: {
              ...{ ...http, [key('verdictFrom')]: key('body') },
              success: { [key('retryIf')]: 'BUSY', [key('mustContain')]: 'OK', [key('mustNotContain')]: 'ERROR' },
            },
          },
          {
            name: 'box',
            document: { format: 'json' },
            transport: { kind: 'mailbox', token: 'BOX_TOKEN', courier: { [key('offlineAfterMinutes')]: 30 } },
          },
          {
            ...{ name: 'edi', receipt: key('acknowledgement'), acknowledgements: { token: 'ACK_TOKEN' } },
            document: {
              format: 'edifact-d96a',
              ...{ sender: { id: 'A', qualifier: 'ZZZ' }, recipient: { id: 'B', qualifier: 'ZZZ' } },
            },
            transport: http,
          },
        ],
      },
    },
  }
}

const EARLIER = {
  ...{ quietHours: 'quiet', noOrders: 'silence', backup: 'spare', send: 'ship', sendAfterSeconds: 'shipAfterSeconds' },
  ...{ customerNotices: 'tellCustomers', secretExpiry: 'expires', orderedBy: 'person', nonDeliveryDays: 'otherDays' },
  ...{ verdictFrom: 'answer', body: 'document', retryIf: 'later', mustContain: 'contains', mustNotContain: 'lacks' },
  ...{ offlineAfterMinutes: 'silentMinutes', acknowledgement: 'functional' },
}

describe('a configuration with the names of before', () => {
  it('gives the same gateway as with the names of today', () => {
    const { input } = withPresentNames(configuration(EARLIER))
    expect(input).toEqual(configuration({}))
    const checked = checkGateway(input, context)
    expect(checked.ok ? [] : checked.error).toEqual([])
  })

  it('is warned of each earlier name, with the name to write', () => {
    const { warnings } = withPresentNames(configuration(EARLIER))
    expect(warnings).toHaveLength(23)
    expect(warnings).toContainEqual({
      path: 'suppliers.fresco.routes[1].transport.courier.silentMinutes',
      message:
        '`silentMinutes` has the name `offlineAfterMinutes` now. Write `offlineAfterMinutes`. The earlier name still works.',
    })
    expect(warnings).toContainEqual({
      path: 'suppliers.fresco.routes[2].receipt',
      message:
        "'functional' has the name 'acknowledgement' now. Write 'acknowledgement'. The earlier name still works.",
    })
    expect(withPresentNames(configuration({})).warnings).toEqual([])
  })

  it('is refused where a group has both names', () => {
    const both = { alerts: { url: 'OPS_URL', quiet: [], quietHours: [] } }
    expect(withPresentNames(both)).toEqual({ input: both, warnings: [] })
  })

  it('keeps a supplier or a secret that has the name of a setting', () => {
    const named = { suppliers: { quiet: { expires: { spare: '2027-01-31' } } } }
    expect(withPresentNames(named).input).toEqual({ suppliers: { quiet: { secretExpiry: { spare: '2027-01-31' } } } })
  })
})
