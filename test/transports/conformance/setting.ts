import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { formatVars } from '../../../src/cli/vars.ts'
import type { Alerts } from './alerts.ts'
import { ROUTE } from './desk.ts'
import { fileSecrets, type Grounds } from './file-targets.ts'
import { R2, storeSecrets } from './store-targets.ts'
import type { Target } from './target.ts'

/** Additions of some suppliers. */
export interface Besides {
  readonly publicUrl: string
  /** Routes by supplier name. */
  readonly routes: Readonly<Record<string, object>>
  readonly vars: Readonly<Record<string, string>>
}

/** A gateway with a supplier for each target, a supplier for R2 without a target, and the additional suppliers. */
export function writeSetting(targets: readonly Target[], grounds: Grounds, alerts: Alerts, besides: Besides) {
  const at = (name: string): string => path.join(grounds.folder, name)
  const secrets = { webhook: randomBytes(24).toString('hex'), console: randomBytes(24).toString('hex') }
  const supplier = (route: object): object => ({
    name: 'Conformance',
    timeZone: 'Europe/Brussels',
    webhook: { secrets: ['WEBHOOK_SECRET'] },
    routes: [{ name: ROUTE, document: { format: 'json' }, retry: { delaysSeconds: [1] }, ...route }],
  })
  const routes = Object.fromEntries(
    targets.map(({ name, transport, looks }) => [name, { transport, ...(looks ? { whenUncertain: 'check' } : {}) }]),
  )
  const all = Object.entries({ ...routes, r2: { transport: R2 }, ...besides.routes })
  const suppliers = Object.fromEntries(all.map(([name, route]) => [name, supplier(route)]))
  const config = { alerts: { url: 'ALERTS_URL' }, publicUrl: besides.publicUrl, suppliers }
  const vars = {
    ...{ WEBHOOK_SECRET: secrets.webhook, CONSOLE_TOKEN: secrets.console, ALERTS_URL: alerts.url },
    ...fileSecrets(grounds),
    ...storeSecrets,
    ...besides.vars,
  }
  writeFileSync(at('gateway.json'), JSON.stringify(config))
  writeFileSync(at('vars'), formatVars(new Map(Object.entries(vars))), { mode: 0o600 })
  return { configFile: at('gateway.json'), varsFile: at('vars'), persist: at('storage'), secrets }
}
