import { vi } from 'vitest'
import type { AttemptResult } from '../../src/model/attempt-result.ts'
import { transports } from '../../src/transports/registry.ts'
import type { OutgoingDocument, TransportPorts } from '../../src/transports/transport.ts'
import { EDIFACT, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'

const json = { format: 'json' }
const mail = { format: 'email', template: 'order-email', from: 'orders@gateway.example', to: ['desk@fresco.example'] }
const url = 'https://erp.example/orders'
const keys = { ownCertificate: 'AS2_CERT', ownKey: 'AS2_KEY', partnerCertificates: ['FRESCO_AS2_CERT'] }
const bucket = { endpoint: 'https://s3.example', region: 'eu', bucket: 'orders' }

/** One route for each transport that sends, under the name of the transport. */
const PUSHED = [
  { name: 'http', document: json, transport: { kind: 'http', url } },
  { name: 'smtp', document: mail, transport: { kind: 'smtp', host: 'smtp.example', port: 587, security: 'starttls' } },
  { name: 'email', document: mail, transport: { kind: 'email' } },
  {
    name: 'sftp',
    document: EDIFACT,
    transport: {
      kind: 'sftp',
      host: 'sftp.example',
      user: 'us',
      password: 'SFTP_PASSWORD',
      hostKeys: [`SHA256:${'A'.repeat(43)}`],
    },
  },
  {
    name: 'ftp',
    document: json,
    transport: { kind: 'ftp', host: 'ftp.example', user: 'us', password: 'FTP_PASSWORD' },
  },
  {
    name: 'as2',
    document: json,
    transport: { kind: 'as2', url: 'https://as2.example', from: 'US', to: 'FRESCO', ...keys },
  },
  {
    name: 's3',
    document: json,
    transport: { kind: 's3', ...bucket, accessKeyId: 'S3_ID', secretAccessKey: 'S3_SECRET' },
  },
  { name: 'r2', document: json, transport: { kind: 'r2', bucket: 'ORDERS' } },
]
export const PUSHED_ROUTES: readonly string[] = PUSHED.map(({ name }) => name)

/** Every kind of transport, a batch, a fallback chain, a route that gets stopped, and one whose receiver acknowledges. */
export const supplier = supplierWith({
  api: { clientId: 'API_ID', clientSecret: 'API_SECRET', since: '2026-11-01', marks: { fetched: true } },
  routes: [
    ...PUSHED,
    mailboxRoute('mailbox'),
    httpRoute('batch', url, {
      document: EDIFACT,
      batch: { orders: 3, minutes: 240 },
      retry: { delaysSeconds: [3_600] },
    }),
    httpRoute('first', url, { document: json, fallbacks: [{ route: 'second', afterMinutes: 10 }] }),
    httpRoute('second', url),
    httpRoute('stopped', url),
    httpRoute('answered', url, {
      document: EDIFACT,
      receipt: 'acknowledgement',
      acknowledgements: { token: 'ACK_TOKEN' },
    }),
  ].map((route) => ({ retry: { delaysSeconds: [3_600] }, ...route })),
})

/** What a transport was given: one line a document. */
export const sentLine = ({ route, orderNumber, key, possibleRepeat, document }: OutgoingDocument): string =>
  [route, orderNumber, key, document.fileName, document.bytes.byteLength, possibleRepeat ? 'repeat' : 'first'].join(' ')

/** Stands in for every transport that sends. `answer` says how an attempt ends. */
export function stubTransports(
  answer: (parcel: OutgoingDocument, means: TransportPorts) => AttemptResult | Promise<AttemptResult>,
): OutgoingDocument[] {
  const sent: OutgoingDocument[] = []
  for (const kind of PUSHED_ROUTES) {
    const transport = transports[kind]
    if (!transport) throw new Error(`No transport is called ${kind}.`)
    vi.spyOn(transport, 'deliver').mockImplementation(async (parcel, _settings, means) => {
      sent.push(parcel)
      return answer(parcel, means)
    })
  }
  return sent
}
