import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { formatVars } from '../../../src/cli/vars.ts'
import type { Alerts } from './alerts.ts'
import { ROUTE } from './desk.ts'
import { fileSecrets, type Grounds } from './file-targets.ts'
import { R2, storeSecrets } from './store-targets.ts'
import type { Target } from './target.ts'

/** A gateway with one supplier for every target, and one for R2, which has none. */
export function writeSetting(targets: readonly Target[], grounds: Grounds, alerts: Alerts) {
  const at = (name: string): string => path.join(grounds.folder, name)
  const secrets = { webhook: randomBytes(24).toString('hex'), console: randomBytes(24).toString('hex') }
  const supplier = (transport: object): object => ({
    name: 'Conformance',
    timeZone: 'Europe/Brussels',
    webhook: { secrets: ['WEBHOOK_SECRET'] },
    routes: [{ name: ROUTE, document: { format: 'json' }, transport, retry: { delaysSeconds: [1] } }],
  })
  const suppliers = Object.fromEntries(targets.map(({ name, transport }) => [name, supplier(transport)]))
  const config = { alerts: { url: 'ALERTS_URL' }, suppliers: { ...suppliers, r2: supplier(R2) } }
  const vars = {
    ...{ WEBHOOK_SECRET: secrets.webhook, CONSOLE_TOKEN: secrets.console, ALERTS_URL: alerts.url },
    ...fileSecrets(grounds),
    ...storeSecrets,
  }
  writeFileSync(at('gateway.json'), JSON.stringify(config))
  writeFileSync(at('vars'), formatVars(new Map(Object.entries(vars))), { mode: 0o600 })
  return { configFile: at('gateway.json'), varsFile: at('vars'), persist: at('storage'), secrets }
}
