import '../../src/cli/hooks.ts'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { readGateway } from '../../src/cli/gateway-file.ts'

/**
 * Mistakes that people make, each with the sentence that they read. Every sentence names the place, the reason and what
 * to do, and none is a stack trace.
 */
const MAIN = path.resolve('src/cli/main.ts')
const STACK = /^\s+at |\bError:/m
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-natural-'))
  writeFileSync(at('good.json'), JSON.stringify({ suppliers: { fresco: fresco() } }))
  writeFileSync(at('my.vars'), 'HOOK=a-secret-of-this-test\nCONSOLE_TOKEN=a-token-of-this-test\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string): string => path.join(folder, name)
const fresco = (more: Record<string, unknown> = {}, route: Record<string, unknown> = {}) => ({
  ...{ name: 'Fresco Foods', timeZone: 'Europe/Brussels', webhook: { secrets: ['HOOK'] } },
  routes: [{ name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'BOX' }, ...route }],
  ...more,
})
const SFTP = { kind: 'sftp', host: 'sftp.f.example', user: 'o', password: 'P', hostKeys: [`SHA256:${'A'.repeat(43)}`] }
const EDIFACT = { format: 'edifact-d96a', sender: { id: 'S' }, recipient: { id: 'R' } }
const MAIL = { format: 'email', from: 'a@gateway.example', to: ['b@fresco.example'] }

const SCRIPT = `import { defineGateway } from 'orderbridge'
export default defineGateway({
  suppliers: {
    fresco: {
      name: 'Fresco Foods',
      timeZone: 'Europe/Brussels',
      webhook: { secrets: ['HOOK'] },
      routes: [{ name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'BOX' } }],
    },
  },
})
`
const AROUND = 'Look at this line and the line before: a comma, a quote or a bracket is missing or stands twice.'

describe('a file that Node cannot read', () => {
  it.each([
    [
      'comma.ts',
      ["'Fresco Foods',", "'Fresco Foods'"],
      `comma.ts:6: cannot be read: Expected ',', got 'ident'. ${AROUND}`,
    ],
    [
      'quote.ts',
      ["'Fresco Foods',", "'Fresco Foods,"],
      `quote.ts:6: cannot be read: Expected ',', got 'ident'. ${AROUND}`,
    ],
    ['end.ts', ['})\n', ''], 'ends too early: a bracket or a quote is not closed. Close it at the end.'],
    [
      'typographic.ts',
      ["'Fresco Foods'", '‘Fresco Foods’'],
      "typographic.ts:5: has a typographic quote ‘. Write straight quotes: 'text'.",
    ],
    [
      'bare.ts',
      ["'Fresco Foods'", 'Fresco'],
      "bare.ts:5: has the word Fresco without quotes. Write a text in quotes: 'Fresco'.",
    ],
    [
      'default.ts',
      ['export default ', ''],
      'default.ts: exports nothing: write `export default defineGateway({ … })`.',
    ],
    [
      'no-import.ts',
      ["import { defineGateway } from 'orderbridge'\n", ''],
      "no-import.ts:1: uses defineGateway without an import. Write as the first line: import { defineGateway } from 'orderbridge'",
    ],
    [
      'package.ts',
      ["'orderbridge'", "'orderbrige'"],
      "package.ts: imports 'orderbrige', which is not there. Did you mean 'orderbridge'?",
    ],
    [
      'path.ts',
      ["'orderbridge'", "'./src/config'"],
      "which is not there. Write the path with its ending, such as './src/config.ts'.",
    ],
    [
      'name.ts',
      ['{ defineGateway }', '{ defineGatway as defineGateway }'],
      "imports defineGatway, which the module does not have. Did you mean 'defineGateway'?",
    ],
    [
      'environment.ts',
      ["'Fresco Foods'", 'process.env.NO_NAME.trim()'],
      'environment.ts:5: cannot be evaluated: Cannot read properties of undefined',
    ],
    [
      'enum.ts',
      ['export', 'enum A { B }\nexport'],
      "enum.ts:2: uses TypeScript's enum, which Node cannot read. Write plain values in its place.",
    ],
  ] as const)('is %s', (name, [before, after], sentence) => {
    writeFileSync(at(name), SCRIPT.replace(before, after))
    // A process of its own, because the test runner reads modules in another way.
    const words = [MAIN, 'config', '--config', name, '--out', 'out.json']
    const { status, stderr } = spawnSync(process.execPath, words, {
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: folder },
    })
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(sentence) })
    expect(stderr).not.toMatch(STACK)
  })

  it.each([
    ['cut.json', '{"suppliers": ', 'ends too early'],
    ['comma.json', '{"suppliers": {},\n}', `comma.json:2: cannot be read: `],
    ['comment.json', '{\n// mine\n}', 'JSON allows no comment.'],
    ['utf16.json', Buffer.from('\ufeff{}', 'utf16le'), 'utf16.json: is not UTF-8 text. Save the file as UTF-8.'],
    [
      'gateway.yaml',
      'suppliers:',
      'gateway.yaml: is neither TypeScript nor JSON. Give a file that ends in .ts or .json.',
    ],
  ] as const)('is %s', async (name, text, sentence) => {
    writeFileSync(at(name), text)
    expect(await mistakesOf(at(name))).toContain(sentence)
  })
})

async function mistakesOf(file: string): Promise<string> {
  const gateway = await readGateway(file, '2026-11-30')
  const text = (gateway.ok ? [] : gateway.error).map(({ path: place, message }) => `${place}: ${message}`).join('\n')
  expect(text).not.toMatch(STACK)
  return text
}

async function mistakesIn(gateway: object): Promise<string> {
  writeFileSync(at('x.json'), JSON.stringify(gateway))
  return await mistakesOf(at('x.json'))
}

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
    expect(await mistakesIn({ suppliers: { fresco: fresco({ ...more }) } })).toContain(sentence)
  })
  it.each(ROUTE)('of a route is %s', async (_, route, sentence) => {
    expect(await mistakesIn({ suppliers: { fresco: fresco({}, { ...route }) } })).toContain(sentence)
  })
})

const TABLES: readonly (readonly [string, string, string | Buffer, string])[] = [
  [
    'a misspelt column',
    'customers',
    'custmer,name\nK-1,B\n',
    "customers.csv:1: names a column 'custmer' that does not exist. Did you mean 'customer'?",
  ],
  [
    'no line of columns',
    'customers',
    'K-1,B\nK-2,C\n',
    'customers.csv:1: does not name the columns. Put a first line above the rows, such as customer,name.',
  ],
  [
    'nothing',
    'customers',
    '',
    'customers.csv:1: is empty: its first line must name the columns, such as customer,name.',
  ],
  [
    'a comma in a cell',
    'customers',
    'customer,name\nK-1,Bistro, Gent\n',
    'customers.csv:2: has 3 cells, and the header names 2 columns. Put a cell that holds a separator into double quotes.',
  ],
  [
    'a number twice',
    'customers',
    'customer\nK-1\nK-1\n',
    "customers.csv:3: repeats customer 'K-1' of line 2. Keep one of the two rows.",
  ],
  [
    'the character set of Windows',
    'customers',
    Buffer.from('customer,name\nK-1,Café\n', 'latin1'),
    "customers.csv:2: is not UTF-8 text. Save the table as 'CSV UTF-8'.",
  ],
  [
    'a language in words',
    'customers',
    'customer,language\nK-1,Dutch\n',
    "customers.csv:2 language: must be 'nl', 'fr', 'de' or 'en'.",
  ],
  ['a wrong check digit', 'customers', 'customer,gln\nK-1,5412345000021\n', 'customers.csv:2 gln: '],
  [
    'a quote left open',
    'customers',
    'customer,name\nK-1,"Bistro\n',
    'customers.csv:2: opens a double quote that is never closed. Close it, or write a quote inside a cell twice.',
  ],
  [
    'no number',
    'customers',
    'customer,name\n,Bistro\n',
    'customers.csv:2: has no customer. Write its number, or remove the row.',
  ],
  [
    'yes in another language',
    'articles',
    'article,weighted\n1,ja\n',
    "articles.csv:2: says 'ja' for weighted, which must be yes or no.",
  ],
  [
    'a comma in a number',
    'articles',
    'article;factor\n1;1,5\n',
    "articles.csv:2 factor: '1,5' is not a number above zero. Write it with a point",
  ],
  [
    'a GTIN of three digits',
    'articles',
    'article,gtin\n1,123\n',
    "articles.csv:2 gtin: '123' is no GTIN: that has 8, 12, 13 or 14 digits.",
  ],
]

describe('a table with a mistake', () => {
  it.each(TABLES)('holds %s', async (_, table, text, sentence) => {
    writeFileSync(at(`${table}.csv`), text)
    const told = await mistakesIn({ suppliers: { fresco: fresco({ [table]: `./${table}.csv` }) } })
    expect(told).toContain(sentence)
    expect(told.split('\n').length).toBeLessThan(3)
  })
})

const OPTIONS: readonly (readonly [string, string, readonly string[], string])[] = [
  ['misspelt', 'config', ['--confg', 'x'], "There is no option --confg. Did you mean '--config'?"],
  ['without its value', 'config', ['--config'], '--config needs a value: --config VALUE.'],
  ['left out', 'config', ['x.ts'], "Unexpected argument 'x.ts'."],
  ['a word for a port', 'start', ['--port', 'http'], "--port must be a whole number from 1 to 65535, not 'http'."],
  [
    'a route that is not there',
    'render',
    ['--config', 'GOOD', '--route', 'epr'],
    "There is no route 'epr'. Give 'erp'.",
  ],
  ['half a format', 'render', ['--format', 'edifact'], "There is no format 'edifact'. Did you mean 'edifact-d96a'?"],
  [
    'a purpose of another name',
    'render',
    ['--format', 'json', '--purpose', 'cancel'],
    "Give 'original', 'replacement' or 'cancellation'.",
  ],
  [
    'an order file that is not there',
    'render',
    ['--format', 'json', '--file', 'none.json'],
    'There is no file none.json.',
  ],
  [
    'an address without http',
    'order',
    ['--url', 'orders.example', '--vars', 'VARS'],
    '--url must be a whole address, such as http://localhost:8787',
  ],
  ['a form of another name', 'order', ['--form', 'pyton'], "--form must be raw or python, not 'pyton'."],
  [
    'a supplier that is not there',
    'doctor',
    ['--config', 'GOOD', '--vars', 'VARS', '--supplier', 'fresko'],
    "There is no supplier 'fresko'. Give 'fresco'.",
  ],
  ['an action of another name', 'orders', ['lst'], "Orders know no 'lst'. Did you mean 'list'?"],
  ['no order', 'orders', ['show'], 'Give the number or id: orders show PO-1001'],
  ['no supplier', 'poll', [], 'Give --supplier: whose order API is read?'],
]

describe('an option with a mistake', () => {
  it.each(OPTIONS)('is %s', async (_, name, words, sentence) => {
    const command = await COMMANDS[name]?.load()
    const files: Readonly<Record<string, string>> = { GOOD: at('good.json'), VARS: at('my.vars') }
    await expect(command?.run(words.map((word) => files[word] ?? word))).rejects.toThrow(sentence)
  })
})
