import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Setting as PollSetting } from '../poll/setting.ts'

/** Two suppliers; one of them with three routes beside the healthy one. Time-outs are production's thirty seconds. */
export function writeSetting(folder: string, systemsUrl: string): PollSetting {
  const setting: PollSetting = {
    webhookSecret: 'a-webhook-secret-of-this-test',
    consoleToken: 'a-console-token-of-this-test',
    configFile: path.join(folder, 'gateway.json'),
    varsFile: path.join(folder, 'vars'),
    persist: path.join(folder, 'storage'),
  }
  const supplier = (id: string, routes: readonly string[]) => ({
    name: id,
    timeZone: 'Europe/Brussels',
    sendAfterSeconds: 0,
    webhook: { secrets: ['WEBHOOK_SECRET'] },
    routes: routes.map((name) => ({
      name,
      document: { format: 'json' },
      transport: { kind: 'http', url: `${systemsUrl}/${id}/${name}`, timeoutSeconds: 30 },
    })),
  })
  const lanes = supplier('lanes', ['first', 'second', 'third', 'healthy'])
  mkdirSync(folder, { recursive: true })
  writeFileSync(setting.configFile, JSON.stringify({ suppliers: { lanes, other: supplier('other', ['healthy']) } }))
  const vars = [`WEBHOOK_SECRET=${setting.webhookSecret}`, `CONSOLE_TOKEN=${setting.consoleToken}`, '']
  writeFileSync(setting.varsFile, vars.join('\n'), { mode: 0o600 })
  return setting
}
