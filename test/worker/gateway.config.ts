import { defineGateway } from '../../src/config.ts'

/**
 * The suppliers of the worker tests, one for each feature of the configuration. After a change: `npx orderbridge
 * config --config test/worker/gateway.config.ts --out test/worker/gateway.json`
 */

/** A short wait, so that attempts repeat soon. */
const retry = { delaysSeconds: [0.2], giveUpAfterHours: 1 }

/** Longer than an attempt takes on a machine under load. A shorter limit would end attempts that a test counts. */
const timeoutSeconds = 20

const sink = (name: string, more: object = {}) => ({
  name,
  document: { format: 'json' },
  transport: { kind: 'http', url: `https://${name}.sink.example/orders`, timeoutSeconds },
  retry,
  ...more,
})

const edifact = (id: string) => ({
  format: 'edifact-d96a',
  sender: { id, qualifier: 'ZZZ' },
  recipient: { id: '5412345000013', qualifier: '14' },
})

const box = (name: string, more: object = {}) => ({
  name,
  document: { format: 'json' },
  transport: { kind: 'mailbox', token: 'BOX_TOKEN' },
  ...more,
})

/** A route with two fallbacks, and a person at the end. */
const ladder = (id: string, second: number, third: number, hold: number) => [
  sink('first', {
    fallbacks: [
      { route: 'second', afterMinutes: second / 60 },
      { route: 'third', afterMinutes: third / 60 },
      { hold: true, afterMinutes: hold / 60 },
    ],
  }),
  sink('second', { document: edifact(id) }),
  box('third'),
  sink('spare'),
]

const forgetful = { timeZone: 'Europe/Brussels', sendAfterSeconds: 0, webhook: { secrets: ['WEBHOOK_SECRET'] } }
const common = { ...forgetful, keepSeen: true }

const orderApi = {
  baseUrl: 'https://apicbase.sink.example',
  clientId: 'API_ID',
  clientSecret: 'API_SECRET',
  since: '2026-11-01',
  timeoutSeconds,
}

export default defineGateway({
  publicUrl: 'https://gateway.example',
  // An order that is open after a second and a half is late.
  alerts: { url: 'OPS_URL', afterMinutes: 0.025 },
  linkSecret: 'LINK_SECRET',

  suppliers: {
    box: {
      ...common,
      name: 'Two mailboxes',
      routes: [
        { name: 'erp', document: edifact('BOX'), transport: { kind: 'mailbox', token: 'ERP_TOKEN' } },
        box('archive', { transport: { kind: 'mailbox', token: 'ARCHIVE_TOKEN' } }),
      ],
    },
    archived: {
      ...common,
      name: 'Old orders go into a bucket',
      archive: { bucket: 'ORDERS', prefix: 'old/' },
      routes: [sink('archived')],
    },
    other: { ...common, name: 'A competitor', webhook: { secrets: ['OTHER_SECRET'] }, routes: [box('erp')] },
    shut: {
      ...common,
      name: 'A mailbox without a token',
      routes: [box('erp', { transport: { kind: 'mailbox', token: 'NO_SUCH_TOKEN' } }), box('archive')],
    },

    forgetful: { ...forgetful, name: 'KV remembers no orders', routes: [box('erp')] },

    // Verification and limits
    rotating: {
      ...common,
      name: 'Two secrets',
      webhook: { secrets: ['OLD_SECRET', 'NEW_SECRET'] },
      routes: [box('erp')],
    },
    raw: { ...common, name: 'Raw', webhook: { secrets: ['WEBHOOK_SECRET'], signedForm: 'raw' }, routes: [box('erp')] },
    python: {
      ...common,
      name: 'Python',
      webhook: { secrets: ['WEBHOOK_SECRET'], signedForm: 'python' },
      routes: [box('erp')],
    },
    closed: {
      ...common,
      name: 'No usable secret',
      webhook: { secrets: ['SHORT_SECRET', 'SPACED_SECRET', 'BLANK_SECRET', 'NO_SUCH_SECRET'] },
      routes: [box('erp')],
    },
    small: { ...common, name: 'Small', maxBytes: 2048, routes: [box('erp')] },

    // Rules
    tables: {
      ...common,
      name: 'Tables',
      customers: [{ customer: 'K-1', name: 'Bistro' }],
      articles: [{ article: '00123' }, { article: 'KG', weighted: true }],
      routes: [box('erp')],
    },
    strict: {
      ...common,
      name: 'Strict',
      customers: [{ customer: 'K-1' }],
      articles: [{ article: '00123' }],
      unknown: { customer: 'refuse', article: 'refuse' },
      routes: [box('erp')],
    },
    testing: { ...common, name: 'Test environment', environment: 'test', routes: [box('erp')] },
    dated: { ...common, name: 'Wants a date', noDeliveryDate: 'hold', routes: [box('erp')] },
    unwritable: {
      ...common,
      name: 'One route can carry it',
      routes: [
        { name: 'erp', document: edifact('UNWRITABLE'), transport: { kind: 'mailbox', token: 'BOX_TOKEN' } },
        box('archive'),
      ],
    },
    mono: {
      ...common,
      name: 'No route can carry it: hold',
      routes: [{ name: 'erp', document: edifact('MONO'), transport: { kind: 'mailbox', token: 'BOX_TOKEN' } }],
    },
    refusing: {
      ...common,
      name: 'No route can carry it: refuse',
      whenUnwritable: 'refuse',
      routes: [{ name: 'erp', document: edifact('REFUSING'), transport: { kind: 'mailbox', token: 'BOX_TOKEN' } }],
    },
    stale: { ...common, name: 'Stale within an hour', maxAgeHours: 1, routes: [sink('stale')] },

    // For the table of revisions: `gone` delivers at once, `kept` waits to be collected.
    hold: { ...common, name: 'Revisions are held', routes: [sink('gone'), box('kept')] },
    replace: { ...common, name: 'Revisions replace', revisions: 'replace', routes: [sink('gone'), box('kept')] },

    // Deliveries
    http: {
      ...common,
      name: 'One route over HTTP',
      cancellations: 'send',
      routes: [
        {
          name: 'erp',
          document: edifact('HTTP'),
          transport: {
            kind: 'http',
            url: 'https://erp.sink.example/orders?from=orderbridge',
            timeoutSeconds,
            auth: { kind: 'basic', user: 'SINK_USER', password: 'SINK_PASSWORD' },
          },
          retry,
        },
      ],
    },
    impatient: {
      ...common,
      name: 'Attempts have a second',
      routes: [sink('slow', { transport: { kind: 'http', url: 'https://slow.sink.example/', timeoutSeconds: 1 } })],
    },
    lone: {
      ...forgetful,
      name: 'Few orders',
      alerts: { url: 'OPS_URL', afterMinutes: 15 },
      routes: [sink('erp', { document: edifact('LONE') })],
    },
    unhurried: {
      name: 'The default wait',
      alerts: { url: 'OPS_URL', afterMinutes: 15 },
      timeZone: 'Europe/Brussels',
      webhook: { secrets: ['WEBHOOK_SECRET'] },
      routes: [sink('erp', { document: edifact('UNHURRIED') })],
    },
    pair: {
      name: 'The default wait, and two routes',
      timeZone: 'Europe/Brussels',
      alerts: { url: 'OPS_URL', afterMinutes: 15 },
      webhook: { secrets: ['WEBHOOK_SECRET'] },
      routes: [sink('erp', { document: edifact('PAIR') }), sink('wms')],
    },
    careful: { ...common, name: 'An uncertain try is held', whenUncertain: 'hold', routes: [sink('careful')] },
    brief: {
      ...common,
      name: 'Gives up quickly',
      routes: [sink('brief', { retry: { delaysSeconds: [0.2], giveUpAfterHours: 0.0001 } })],
    },
    bearer: {
      ...common,
      name: 'A secret is missing',
      routes: [
        sink('bearer', {
          transport: {
            kind: 'http',
            url: 'https://bearer.sink.example/',
            auth: { kind: 'bearer', token: 'NO_SUCH_TOKEN' },
          },
        }),
      ],
    },
    lanes: {
      ...common,
      name: 'Five routes',
      routes: ['north', 'east', 'south', 'west', 'centre'].map((name) =>
        sink(name, {
          transport: { kind: 'http', url: `https://${name}.sink.example/orders`, timeoutSeconds: 60 },
        }),
      ),
    },
    // Receipts: `slow` alerts about a missing acknowledgement after half a second, `deaf` has no usable token.
    receipts: {
      ...common,
      name: 'Waits for acknowledgements',
      routes: [
        sink('receipts', {
          document: edifact('RECEIPTS'),
          receipt: 'acknowledgement',
          acknowledgements: { token: 'ACK_TOKEN' },
        }),
        sink('slow', {
          document: edifact('SLOW'),
          receipt: 'acknowledgement',
          receiptDueMinutes: 0.01,
          acknowledgements: { token: 'SLOW_TOKEN' },
        }),
        sink('deaf', { document: edifact('DEAF'), acknowledgements: { token: 'NO_SUCH_TOKEN' } }),
        box('plain'),
      ],
    },
    // Only the fallbacks that a test waits for start within seconds.
    ladder: { ...common, name: 'The second step starts', routes: ladder('LADDER', 0.5, 3_600, 7_200) },
    steps: { ...common, name: 'Every step starts', routes: ladder('STEPS', 0.5, 1, 4) },
    patient: { ...common, name: 'No step starts', routes: ladder('PATIENT', 3_600, 7_200, 10_800) },
    // Only a receiver behind the binding returns these words.
    mutual: {
      ...common,
      name: 'A client certificate',
      routes: [
        sink('mutual', {
          transport: {
            kind: 'http',
            url: 'https://mutual.sink.example/orders',
            clientCertificate: 'ERP_CERT',
            success: { mustContain: 'by certificate' },
          },
        }),
        sink('unbound', {
          transport: { kind: 'http', url: 'https://unbound.sink.example/orders', clientCertificate: 'NO_CERT' },
        }),
      ],
    },
    partner: {
      ...common,
      name: 'Speaks AS2 and answers later',
      routes: [
        {
          name: 'as2',
          document: { format: 'json' },
          transport: {
            ...{ kind: 'as2', url: 'https://partner.sink.example/as2', from: 'ORDERBRIDGE', to: 'FRESCO BV' },
            ...{ ownCertificate: 'AS2_CERT', ownKey: 'AS2_KEY', partnerCertificates: ['PARTNER_CERT', 'PARTNER_NEXT'] },
            ...{ encrypt: 'none', mdn: 'async', timeoutSeconds },
          },
          retry,
        },
      ],
    },
    // The order API: `polled` and `sharing` have the same credentials.
    polled: {
      ...common,
      name: 'Polled',
      api: { ...orderApi, mode: 'both', pageSize: 20, marks: { fetched: true, viewed: true } },
      routes: [box('erp')],
    },
    sharing: {
      timeZone: 'Europe/Brussels',
      sendAfterSeconds: 0,
      name: 'Polled with the same credentials',
      api: { ...orderApi, requestsPerMinute: 2, runSeconds: 5 },
      routes: [box('erp')],
    },
    asking: {
      ...common,
      name: 'Asks for a person’s word',
      language: 'nl',
      routes: [
        {
          name: 'desk',
          receipt: 'person',
          document: { format: 'email', from: 'us@gateway.example', to: ['desk@asking.example'] },
          transport: { kind: 'email' },
        },
        box('archive'),
      ],
    },
    inbound: {
      ...common,
      name: 'Answers by AS2',
      routes: ['ORDERBRIDGE', 'DEAF'].map((from) => ({
        name: from === 'DEAF' ? 'deaf' : 'as2',
        document: edifact(from === 'DEAF' ? 'DEAF2' : 'INBOUND'),
        transport: {
          ...{ kind: 'as2', url: 'https://inbound.sink.example/as2', from, to: 'FRESCO', mdn: 'none' },
          ...{ ownCertificate: ['AS2_CERT', 'AS2_CERT_NEW'], ownKey: ['AS2_KEY', 'AS2_KEY_NEW'] },
          ...{ partnerCertificates: ['PARTNER_CERT'], timeoutSeconds },
        },
        ...(from === 'DEAF' ? {} : { receipt: 'acknowledgement', acknowledgements: { as2: true } }),
        retry,
      })),
    },
    together: {
      ...common,
      name: 'Takes three in one interchange',
      routes: [
        sink('together', {
          document: { ...edifact('TOGETHER'), charset: 'UNOC' },
          batch: { orders: 3, minutes: 60 },
          fileName: 'ORD{sequence:6}.{ext}',
          receipt: 'acknowledgement',
          acknowledgements: { token: 'ACK_TOKEN' },
        }),
      ],
    },
    neighbour: { ...common, name: 'Beside the five', routes: [sink('neighbour')] },
  },
})
