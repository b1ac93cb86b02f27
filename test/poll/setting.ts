import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Setting as GatewaySetting } from '../crash/setting.ts'

export interface Setting extends Pick<GatewaySetting, 'configFile' | 'varsFile' | 'persist'> {
  readonly webhookSecret: string
  readonly consoleToken: string
}

const SINCE_DAYS = 5

/** One supplier with a webhook and an order API, and one route to its system. Orders of the last days count. */
export function writeSetting(folder: string, outsideUrl: string): Setting {
  const setting: Setting = {
    webhookSecret: 'a-webhook-secret-of-this-test',
    consoleToken: 'a-console-token-of-this-test',
    configFile: path.join(folder, 'gateway.json'),
    varsFile: path.join(folder, 'vars'),
    persist: path.join(folder, 'storage'),
  }
  const since = new Date(Date.now() - SINCE_DAYS * 86_400_000).toISOString().slice(0, 10)
  const gateway = {
    suppliers: {
      polled: {
        name: 'Poll test',
        timeZone: 'Europe/Brussels',
        webhook: { secrets: ['WEBHOOK_SECRET'] },
        api: { baseUrl: outsideUrl, clientId: 'API_ID', clientSecret: 'API_SECRET', since },
        routes: [{ name: 'erp', document: { format: 'json' }, transport: { kind: 'http', url: `${outsideUrl}/erp` } }],
      },
    },
  }
  const vars = [
    `WEBHOOK_SECRET=${setting.webhookSecret}`,
    `CONSOLE_TOKEN=${setting.consoleToken}`,
    'API_ID=the-client-id',
    'API_SECRET=the-client-secret',
    '',
  ]
  mkdirSync(folder, { recursive: true })
  writeFileSync(setting.configFile, JSON.stringify(gateway))
  writeFileSync(setting.varsFile, vars.join('\n'), { mode: 0o600 })
  return setting
}
