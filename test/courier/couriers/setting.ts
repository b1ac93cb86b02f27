import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** A supplier with two mailboxes, each with a folder, and the secrets of this run. */
export interface Setting {
  readonly supplier: 'couriers'
  readonly webhookSecret: string
  readonly consoleToken: string
  readonly tokenFile: string
  readonly configFile: string
  readonly varsFile: string
  readonly persist: string
}

/** Short, so that a second courier takes over within a run. */
const LEASE_SECONDS = 2
/** Minutes without heartbeats during a restart of the gateway. */
const SILENT_MINUTES = 0.4

export const ROUTES = ['erp', 'small'] as const

/** An order that waits longer than `lateMinutes` raises an alert. */
export function writeSetting(folder: string, alertsUrl: string, lateMinutes: number): Setting {
  const token = randomBytes(24).toString('hex')
  const setting: Setting = {
    supplier: 'couriers',
    webhookSecret: randomBytes(24).toString('hex'),
    consoleToken: randomBytes(24).toString('hex'),
    tokenFile: path.join(folder, 'token'),
    configFile: path.join(folder, 'gateway.json'),
    varsFile: path.join(folder, 'vars'),
    persist: path.join(folder, 'storage'),
  }
  const gateway = {
    alerts: { url: 'ALERTS_URL', afterMinutes: lateMinutes },
    suppliers: {
      [setting.supplier]: {
        name: 'Couriers',
        timeZone: 'Europe/Brussels',
        sendAfterSeconds: 0,
        webhook: { secrets: ['WEBHOOK_SECRET'] },
        routes: ROUTES.map((name) => ({
          name,
          document: { format: 'json' },
          receipt: 'consumed',
          receiptDueMinutes: lateMinutes,
          transport: {
            kind: 'mailbox',
            token: 'MAILBOX_TOKEN',
            courier: { offlineAfterMinutes: SILENT_MINUTES, leaseSeconds: LEASE_SECONDS },
          },
        })),
      },
    },
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(setting.configFile, JSON.stringify(gateway))
  writeFileSync(setting.tokenFile, `${token}\n`, { mode: 0o600 })
  const vars = [
    `WEBHOOK_SECRET=${setting.webhookSecret}`,
    `CONSOLE_TOKEN=${setting.consoleToken}`,
    `MAILBOX_TOKEN=${token}`,
    `ALERTS_URL=${alertsUrl}`,
    '',
  ]
  writeFileSync(setting.varsFile, vars.join('\n'), { mode: 0o600 })
  return setting
}
