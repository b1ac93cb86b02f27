import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { formatVars } from '../../src/cli/vars.ts'
import type { Identity } from '../fakes/as2-partner.ts'
import type { Setting as PollSetting } from '../poll/setting.ts'

export const SUPPLIER = 'fresco'
export const AS2_NAMES = { from: 'FRESCO', to: 'ORDERBRIDGE' }

/** A supplier that collects its orders. Its route by AS2, at which bombs are thrown, sends nothing. */
export function writeSetting(folder: string, us: Identity, partner: Identity): PollSetting {
  const setting: PollSetting = {
    webhookSecret: 'a-webhook-secret-of-this-test',
    consoleToken: 'a-console-token-of-this-test',
    configFile: path.join(folder, 'gateway.json'),
    varsFile: path.join(folder, 'vars'),
    persist: path.join(folder, 'storage'),
  }
  const supplier = {
    name: 'Fresco Foods',
    timeZone: 'Europe/Brussels',
    webhook: { secrets: ['WEBHOOK_SECRET'] },
    routes: [
      { name: 'box', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'BOX_TOKEN' } },
      {
        ...{ name: 'as2', when: { customers: ['NOBODY'] }, document: { format: 'json' } },
        transport: {
          ...{ kind: 'as2', url: 'https://as2.fresco.example', from: AS2_NAMES.to, to: AS2_NAMES.from },
          ...{ ownCertificate: 'AS2_CERT', ownKey: 'AS2_KEY', partnerCertificates: ['PARTNER_CERT'] },
        },
      },
    ],
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(setting.configFile, JSON.stringify({ suppliers: { [SUPPLIER]: supplier } }))
  const vars = new Map([
    ['WEBHOOK_SECRET', setting.webhookSecret],
    ['CONSOLE_TOKEN', setting.consoleToken],
    ['BOX_TOKEN', 'a-mailbox-token-of-this-test'],
    ['AS2_CERT', us.pem.certificate],
    ['AS2_KEY', us.pem.key],
    ['PARTNER_CERT', partner.pem.certificate],
  ])
  writeFileSync(setting.varsFile, formatVars(vars), { mode: 0o600 })
  return setting
}
