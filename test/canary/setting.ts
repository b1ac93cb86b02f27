import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Setting } from '../crash/setting.ts'
import type { Canaries } from './canaries.ts'

/** A gateway whose every secret is a canary, with a route for each way a delivery can end. */
export function writeSetting(
  folder: string,
  outsideUrl: string,
  canaries: Canaries,
): Setting & { readonly secrets: Readonly<Record<string, string>> } {
  const names = [
    'WEBHOOK_SECRET',
    'CONSOLE_TOKEN',
    'MAILBOX_TOKEN',
    'ERP_USER',
    'ERP_PASSWORD',
    'API_ID',
    'API_SECRET',
    'SMTP_USER',
    'SMTP_PASSWORD',
  ]
  const secrets: Record<string, string> = Object.fromEntries(names.map((name) => [name, canaries.word(name)]))
  const vars = { ...secrets, ALERTS_URL: `${outsideUrl}/alerts/${canaries.word('ALERTS_URL')}` }
  const auth = { kind: 'basic', user: 'ERP_USER', password: 'ERP_PASSWORD' }
  const http = (name: string, at: string) => ({
    name,
    document: { format: name === 'cut' ? 'json' : 'ubl-order-2.1' },
    transport: { kind: 'http', url: `${outsideUrl}/${at}`, timeoutSeconds: 2, auth },
    retry: { delaysSeconds: [1] },
  })
  const gateway = {
    alerts: { url: 'ALERTS_URL', afterMinutes: 0.05 },
    suppliers: {
      canary: {
        name: 'Canary test',
        timeZone: 'Europe/Brussels',
        sendAfterSeconds: 0,
        webhook: { secrets: ['WEBHOOK_SECRET'] },
        api: { baseUrl: outsideUrl, clientId: 'API_ID', clientSecret: 'API_SECRET', since: '2026-01-01' },
        routes: [
          http('taken', '200'),
          http('turned-away', '401'),
          http('refused', '422'),
          http('failing', '500'),
          http('cut', 'cut'),
          {
            name: 'box',
            document: {
              format: 'edifact-d96a',
              sender: { id: 'ORDERBRIDGE', qualifier: 'ZZZ' },
              recipient: { id: 'CANARYTEST', qualifier: 'ZZZ' },
            },
            transport: { kind: 'mailbox', token: 'MAILBOX_TOKEN' },
          },
          {
            name: 'desk',
            document: {
              format: 'email',
              template: 'order-email',
              from: 'orders@gateway.example',
              to: ['desk@supplier.example'],
              attach: { format: 'json' },
            },
            transport: { kind: 'email' },
          },
          {
            name: 'relay',
            document: {
              format: 'email',
              template: 'order-email',
              from: 'orders@gateway.example',
              to: ['desk@supplier.example'],
            },
            // Nobody listens there: what a failed sign-in would say must not be said aloud either.
            transport: {
              kind: 'smtp',
              host: '127.0.0.1',
              port: 9,
              security: 'none',
              user: 'SMTP_USER',
              password: 'SMTP_PASSWORD',
            },
            retry: { delaysSeconds: [1] },
          },
        ],
      },
    },
  }
  const setting: Setting = {
    supplier: 'crash',
    routes: ['erp', 'archive'],
    webhookSecret: secrets.WEBHOOK_SECRET ?? '',
    consoleToken: secrets.CONSOLE_TOKEN ?? '',
    configFile: path.join(folder, 'gateway.json'),
    varsFile: path.join(folder, 'vars'),
    persist: path.join(folder, 'storage'),
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(setting.configFile, JSON.stringify(gateway))
  writeFileSync(
    setting.varsFile,
    Object.entries(vars)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
    { mode: 0o600 },
  )
  return { ...setting, secrets }
}
