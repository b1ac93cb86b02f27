import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Where the receivers are. */
export interface Addresses {
  readonly erp: string
  /** The same ERP under another address. */
  readonly otherErp: string
  readonly mailPort: number
  readonly apicbase: string
}

/** What the operator changes of the configuration while orders are under way. */
export interface Variant {
  readonly erpFormat: 'edifact-d96a' | 'edifact-d01b'
  readonly erpAddress: 'erp' | 'otherErp'
  readonly csvFormat: 'csv' | 'json'
  readonly csvTransport: 'http' | 'mailbox'
  readonly hasCsv: boolean
  /** Whether the table of articles has the article that is unknown at first. */
  readonly knowsArticle: boolean
}

export const FIRST_VARIANT: Variant = {
  erpFormat: 'edifact-d96a',
  erpAddress: 'erp',
  csvFormat: 'csv',
  csvTransport: 'http',
  hasCsv: true,
  knowsArticle: false,
}

/** One supplier pushes documents by HTTP and mail, the other lets them be collected and is polled too. */
export const SUPPLIERS = ['gust', 'squall'] as const
export type SupplierName = (typeof SUPPLIERS)[number]

/** Routes that send by themselves. */
export const ROUTES: Readonly<Record<SupplierName, readonly string[]>> = {
  gust: ['erp', 'x12', 'shop'],
  squall: ['box', 'folder', 'csv'],
}
export const FALLBACK = { of: 'shop', route: 'mail' } as const

export const ARTICLES = ['00123', '200457', '3105'] as const
export const UNKNOWN_ARTICLE = 'X-9'

/** The secrets of this run, and its files. */
export interface Setting {
  readonly webhookSecret: string
  readonly consoleToken: string
  readonly mailboxToken: string
  readonly replyToken: string
  readonly clientSecret: string
  readonly configFile: string
  readonly varsFile: string
  readonly tokenFile: string
  readonly persist: string
}

export const CLIENT_ID = 'storm-client'
const TIMEOUT_SECONDS = 2
/** An order that has not arrived for so long is told. */
export const LATE_MS = 30_000

export function createSetting(folder: string, { erp }: Addresses): Setting {
  const secret = (): string => randomBytes(24).toString('hex')
  const setting: Setting = {
    webhookSecret: secret(),
    consoleToken: secret(),
    mailboxToken: secret(),
    replyToken: secret(),
    clientSecret: secret(),
    configFile: path.join(folder, 'gateway.json'),
    varsFile: path.join(folder, 'vars'),
    tokenFile: path.join(folder, 'token'),
    persist: path.join(folder, 'storage'),
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(setting.tokenFile, `${setting.mailboxToken}\n`, { mode: 0o600 })
  const vars = [
    `WEBHOOK_SECRET=${setting.webhookSecret}`,
    `CONSOLE_TOKEN=${setting.consoleToken}`,
    `MAILBOX_TOKEN=${setting.mailboxToken}`,
    `REPLY_TOKEN=${setting.replyToken}`,
    `CLIENT_ID=${CLIENT_ID}`,
    `CLIENT_SECRET=${setting.clientSecret}`,
    `ALERTS_URL=${erp}/alerts`,
    '',
  ]
  writeFileSync(setting.varsFile, vars.join('\n'), { mode: 0o600 })
  return setting
}

const PARTIES = { sender: { id: 'ORDERBRIDGE', qualifier: 'ZZZ' }, recipient: { id: 'STORM', qualifier: 'ZZZ' } }
const X12_PARTIES = { sender: { id: 'ORDERBRIDGE', qualifier: 'ZZ' }, recipient: { id: 'STORM', qualifier: 'ZZ' } }
const RETRY = { delaysSeconds: [1, 2] }
const DUE = { receiptDueMinutes: LATE_MS / 60_000 }

/** Writes the configuration; it holds from the next start on. */
export function writeConfiguration(
  { configFile }: Setting,
  addresses: Addresses,
  variant: Variant,
  keys: Readonly<Record<SupplierName, string>>,
): void {
  const http = (name: string, base = addresses.erp): object => ({
    kind: 'http',
    url: `${base}/${name}`,
    timeoutSeconds: TIMEOUT_SECONDS,
  })
  const mailbox = { kind: 'mailbox', token: 'MAILBOX_TOKEN' }
  const replies = { receipt: 'acknowledgement', ...DUE, acknowledgements: { token: 'REPLY_TOKEN' } }
  const common = { timeZone: 'Europe/Brussels', sendAfterSeconds: 0, webhook: { secrets: ['WEBHOOK_SECRET'] } }
  const articles = [...ARTICLES, ...(variant.knowsArticle ? [UNKNOWN_ARTICLE] : [])].map((article) => ({ article }))
  const csv = {
    name: 'csv',
    document: { format: variant.csvFormat },
    transport: variant.csvTransport === 'http' ? http('csv') : mailbox,
    order: 'customer',
    whenUncertain: 'hold',
    retry: RETRY,
    // A document that was fetched from the mailbox stays sent when the route sends by HTTP again.
    ...DUE,
  }
  const gateway = {
    alerts: { url: 'ALERTS_URL', afterMinutes: LATE_MS / 60_000 },
    suppliers: {
      [keys.gust]: {
        ...common,
        name: 'Gust',
        sendAfterSeconds: 1,
        articles,
        routes: [
          {
            name: 'erp',
            document: { format: variant.erpFormat, ...PARTIES },
            transport: http('erp', addresses[variant.erpAddress]),
            cancellations: 'send',
            retry: RETRY,
            ...replies,
          },
          {
            name: 'x12',
            document: { format: 'x12-850-4010', ...X12_PARTIES },
            transport: http('x12'),
            fileName: '{sequence:9}.{ext}',
            batch: { orders: 4, minutes: 0.1 },
            retry: RETRY,
            ...replies,
          },
          {
            name: FALLBACK.of,
            document: { format: 'json' },
            transport: http('shop'),
            fallbacks: [{ route: FALLBACK.route, afterMinutes: 0.15 }],
            retry: RETRY,
          },
          {
            name: FALLBACK.route,
            document: { format: 'email', from: 'gateway@storm.example', to: ['desk@storm.example'] },
            transport: { kind: 'smtp', host: '127.0.0.1', port: addresses.mailPort, security: 'none' },
            retry: RETRY,
          },
        ],
      },
      [keys.squall]: {
        ...common,
        name: 'Squall',
        articles,
        revisions: 'replace',
        api: {
          baseUrl: addresses.apicbase,
          clientId: 'CLIENT_ID',
          clientSecret: 'CLIENT_SECRET',
          since: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
          mode: 'both',
        },
        routes: [
          { name: 'box', document: { format: 'json' }, transport: mailbox, receipt: 'consumed', ...DUE },
          { name: 'folder', document: { format: 'json' }, transport: mailbox, receipt: 'consumed', ...DUE },
          ...(variant.hasCsv ? [csv] : []),
        ],
      },
    },
  }
  writeFileSync(configFile, JSON.stringify(gateway, null, 2))
}
