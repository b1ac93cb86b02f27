import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../fakes/temporary-folder.ts'
import { fresco, mistakesIn } from './mistaken-gateway.ts'

const at = temporaryFolder()

const SFTP = { kind: 'sftp', host: 'sftp.f.example', user: 'o', password: 'P', hostKeys: [`SHA256:${'A'.repeat(43)}`] }
const EDIFACT = { format: 'edifact-d96a', sender: { id: 'S' }, recipient: { id: 'R' } }
const MAIL = { format: 'email', from: 'a@gateway.example', to: ['b@fresco.example'] }

const SUPPLIER: readonly (readonly [string, object, string])[] = [
  [
    'another spelling',
    { timezone: 'Europe/Paris' },
    "suppliers.fresco.timezone: is not a setting here. Did you mean 'timeZone'?",
  ],
  [
    'a zone without its region',
    { timeZone: 'Brussels' },
    "suppliers.fresco.timeZone: 'Brussels' is not a time zone. Did you mean 'Europe/Brussels'?",
  ],
  [
    'capitals in a language',
    { language: 'NL' },
    "suppliers.fresco.language: must be 'nl', 'fr', 'de' or 'en'. Did you mean 'nl'?",
  ],
  [
    'a sign for a currency',
    { currency: '€' },
    "suppliers.fresco.currency: must be a currency code of three capitals, such as 'EUR'.",
  ],
  [
    'a text for a list',
    { webhook: { secrets: 'HOOK' } },
    "suppliers.fresco.webhook.secrets: must be a list: [ … ]; this is a text. Put brackets around it: ['…'].",
  ],
  [
    'a secret for its name',
    { webhook: { secrets: ['k3y-of-the-hook'] } },
    'suppliers.fresco.webhook.secrets[0]: must be the NAME of a secret',
  ],
  ['no routes', { routes: undefined }, 'suppliers.fresco.routes: is missing: give a list: [ … ].'],
  [
    'a group for a list',
    { routes: { erp: {} } },
    'suppliers.fresco.routes: must be a list: [ … ]; this is a group of settings.',
  ],
  ['no source of orders', { webhook: undefined }, 'suppliers.fresco'],
  [
    'a time of day in words',
    { calendar: { cutOff: '4 pm', deliveryDays: ['mon'] } },
    "suppliers.fresco.calendar.cutOff: must be a time of day, such as '22:00'.",
  ],
  [
    'a weekday in full',
    { calendar: { cutOff: '16:00', deliveryDays: ['Monday'] } },
    "suppliers.fresco.calendar.deliveryDays[0]: must be 'sun', 'mon'",
  ],
  [
    'no first date',
    { api: { clientId: 'A', clientSecret: 'B' } },
    "For a connection that begins now write since: '2026-11-30' (today).",
  ],
  [
    'a date of another order',
    { api: { clientId: 'A', clientSecret: 'B', since: '01/11/2026' } },
    "suppliers.fresco.api.since: must be a date, such as '2026-11-01'.",
  ],
  [
    'a word for a switch',
    { demo: 'yes' },
    'suppliers.fresco.demo: must be true or false, without quotes; this is a text.',
  ],
  ['too few days', { retentionDays: 3 }, 'suppliers.fresco.retentionDays: must be at least 8.'],
  [
    'a table of a spreadsheet',
    { customers: './customers.xlsx' },
    'customers.xlsx. Write the file, or remove this setting.',
  ],
]
const ROUTE: readonly (readonly [string, object, string])[] = [
  [
    'a format without its release',
    { document: { format: 'edifact' } },
    "suppliers.fresco route 'erp' document.format: 'edifact' is not a format. Did you mean 'edifact-d96a'?",
  ],
  ['no format', { document: {} }, "suppliers.fresco route 'erp' document.format: is missing: give one of: "],
  [
    'a text for a group',
    { document: 'json' },
    "suppliers.fresco route 'erp' document: must be a group of settings: { … }; this is a text.",
  ],
  [
    'no sender',
    { document: { ...EDIFACT, sender: undefined } },
    "route 'erp' document.sender: is missing: give a group of settings: { id, qualifier, name }.",
  ],
  [
    'a character set that EDIFACT lacks',
    { document: { ...EDIFACT, charset: 'UTF-8' } },
    "document.charset: must be 'UNOA', 'UNOB', 'UNOC' or 'UNOY'.",
  ],
  [
    'a transport in capitals',
    { transport: { ...SFTP, kind: 'SFTP' } },
    "transport.kind: 'SFTP' is not a transport. Did you mean 'sftp'?",
  ],
  [
    'an address for a server',
    { transport: { ...SFTP, host: 'sftp://sftp.f.example/in' } },
    'Port, user and folder have settings of their own.',
  ],
  [
    'a port in quotes',
    { transport: { ...SFTP, port: '22' } },
    'transport.port: must be a number, without quotes; this is a text.',
  ],
  ['no host key', { transport: { ...SFTP, hostKeys: undefined } }, 'compare it with `npx orderbridge doctor`.'],
  ['an old fingerprint', { transport: { ...SFTP, hostKeys: ['MD5:aa:bb'] } }, 'form of a fingerprint: SHA256: and 43'],
  [
    'no password and no key',
    { transport: { ...SFTP, password: undefined } },
    'transport.password: is missing, and so is privateKey: give the name of a secret',
  ],
  [
    'an unencrypted address',
    { transport: { kind: 'http', url: 'http://erp.f.example' } },
    'Use https://; where the supplier has none, add insecure: true.',
  ],
  [
    'an address without https',
    { transport: { kind: 'http', url: 'erp.f.example' } },
    "transport.url: must be a whole web address, such as 'https://erp.example/orders'.",
  ],
  [
    'a document that no mail can be',
    { transport: { kind: 'smtp', host: 'm.f.example' } },
    "document.format: 'json' cannot travel by smtp, which carries email only. To mail this document, attach it",
  ],
  [
    'a user without a password',
    { document: MAIL, transport: { kind: 'smtp', host: 'm.f.example', user: 'U' } },
    'transport.password: is missing: `user` and `password` go together.',
  ],
  [
    'one address for a list',
    { document: { ...MAIL, to: 'b@f.example' }, transport: { kind: 'email' } },
    "document.to: must be a list: [ … ]; this is a text. Put brackets around it: ['…'].",
  ],
  [
    'one name for all files',
    { transport: SFTP, fileName: 'order.txt' },
    "route 'erp' fileName: gives more than one order the same name.",
  ],
  [
    'a misspelt fallback',
    { fallbacks: [{ route: 'desk', afterMinutes: 5 }] },
    "route 'erp' fallbacks[0].route: There is no route 'desk'.",
  ],
]

describe('a setting with a mistake', () => {
  it.each(SUPPLIER)('of a supplier is %s', async (_, more, sentence) => {
    expect(await mistakesIn(at('x.json'), { suppliers: { fresco: fresco({ ...more }) } })).toContain(sentence)
  })
  it.each(ROUTE)('of a route is %s', async (_, route, sentence) => {
    expect(await mistakesIn(at('x.json'), { suppliers: { fresco: fresco({}, { ...route }) } })).toContain(sentence)
  })
})
