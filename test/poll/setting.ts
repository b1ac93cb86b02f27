import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Setting as GatewaySetting } from '../crash/setting.ts'

export interface Setting extends Pick<GatewaySetting, 'configFile' | 'varsFile' | 'persist'> {
  readonly webhookSecret: string
  readonly consoleToken: string
}

export const CREDENTIALS = { clientId: 'the-client-id', clientSecret: 'the-client-secret' }

export interface Systems {
  readonly apicbase: string
  readonly erp: string
}

/** One supplier with a webhook and an order API, and one route to its system, whose tries take so long at most. */
export function writeSetting(folder: string, { apicbase, erp }: Systems, api: object, timeoutSeconds: number): Setting {
  const setting: Setting = {
    webhookSecret: randomBytes(24).toString('hex'),
    consoleToken: randomBytes(24).toString('hex'),
    configFile: path.join(folder, 'gateway.json'),
    varsFile: path.join(folder, 'vars'),
    persist: path.join(folder, 'storage'),
  }
  const gateway = {
    alerts: { url: 'ALERTS_URL' },
    suppliers: {
      polled: {
        name: 'Poll test',
        timeZone: 'Europe/Brussels',
        sendAfterSeconds: 0,
        webhook: { secrets: ['WEBHOOK_SECRET'] },
        api: { baseUrl: apicbase, clientId: 'API_ID', clientSecret: 'API_SECRET', mode: 'both', ...api },
        routes: [
          {
            name: 'erp',
            document: { format: 'json' },
            transport: { kind: 'http', url: `${erp}/erp`, timeoutSeconds },
            retry: { delaysSeconds: [1, 2] },
          },
        ],
      },
    },
  }
  const vars = [
    `WEBHOOK_SECRET=${setting.webhookSecret}`,
    `CONSOLE_TOKEN=${setting.consoleToken}`,
    `API_ID=${CREDENTIALS.clientId}`,
    `API_SECRET=${CREDENTIALS.clientSecret}`,
    `ALERTS_URL=${erp}/alerts`,
    '',
  ]
  mkdirSync(folder, { recursive: true })
  writeFileSync(setting.configFile, JSON.stringify(gateway))
  writeFileSync(setting.varsFile, vars.join('\n'), { mode: 0o600 })
  return setting
}
