import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The one supplier of the crash test, its two routes, and the secrets of this run. */
export interface Setting {
  readonly supplier: 'crash'
  readonly routes: readonly ['erp', 'archive']
  readonly webhookSecret: string
  readonly consoleToken: string
  readonly configFile: string
  readonly varsFile: string
  readonly persist: string
}

/** Above the attempt's time-out by ten seconds: how long a delivery that a kill cut short waits for its next try. */
export const LEASE_MS = 12_000
const TIMEOUT_SECONDS = 2

/** Writes the configuration and the vars into `folder`. */
export function writeSetting(folder: string, receiverUrl: string): Setting {
  const setting: Setting = {
    supplier: 'crash',
    routes: ['erp', 'archive'],
    webhookSecret: randomBytes(24).toString('hex'),
    consoleToken: randomBytes(24).toString('hex'),
    configFile: path.join(folder, 'gateway.json'),
    varsFile: path.join(folder, 'vars'),
    persist: path.join(folder, 'storage'),
  }
  const route = (name: string, document: object) => ({
    name,
    document,
    transport: { kind: 'http', url: `${receiverUrl}/${name}`, timeoutSeconds: TIMEOUT_SECONDS },
    retry: { delaysSeconds: [1, 2] },
  })
  const edifact = {
    format: 'edifact-d96a',
    sender: { id: 'ORDERBRIDGE', qualifier: 'ZZZ' },
    recipient: { id: 'CRASHTEST', qualifier: 'ZZZ' },
  }
  const gateway = {
    alerts: { url: 'ALERTS_URL' },
    suppliers: {
      [setting.supplier]: {
        name: 'Crash test',
        timeZone: 'Europe/Brussels',
        sendAfterSeconds: 0,
        webhook: { secrets: ['WEBHOOK_SECRET'] },
        routes: [route('erp', edifact), route('archive', { format: 'json' })],
      },
    },
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(setting.configFile, JSON.stringify(gateway))
  writeFileSync(
    setting.varsFile,
    [
      `WEBHOOK_SECRET=${setting.webhookSecret}`,
      `CONSOLE_TOKEN=${setting.consoleToken}`,
      `ALERTS_URL=${receiverUrl}/alerts`,
      '',
    ].join('\n'),
    { mode: 0o600 },
  )
  return setting
}
