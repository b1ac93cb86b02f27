import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../src/cli/place.ts'
import { formatVars } from '../src/cli/vars.ts'

/** The measured configuration: one supplier, one EDIFACT document, one http route. */
export interface Setting {
  readonly configFile: string
  readonly varsFile: string
  /** File that `orderbridge config` writes. */
  readonly compiled: string
  readonly vars: Readonly<Record<'WEBHOOK_SECRET' | 'CONSOLE_TOKEN', string>> & Readonly<Record<string, string>>
}

/** `others` are further suppliers, `secrets` the secrets of these suppliers. */
export function writeSetting(
  folder: string,
  receiverUrl: string,
  others: object = {},
  secrets: Readonly<Record<string, string>> = {},
): Setting {
  const party = (id: string) => ({ id, qualifier: 'ZZZ' })
  const document = { format: 'edifact-d96a', sender: party('ORDERBRIDGE'), recipient: party('BENCH') }
  const bench = {
    name: 'Bench',
    timeZone: 'Europe/Brussels',
    sendAfterSeconds: 0,
    webhook: { secrets: ['WEBHOOK_SECRET'] },
    routes: [{ name: 'erp', document, transport: { kind: 'http', url: receiverUrl } }],
  }
  const configFile = path.join(folder, 'gateway.config.json')
  writeFileSync(configFile, JSON.stringify({ suppliers: { bench, ...others } }))
  return compileSetting(folder, configFile, secrets)
}

/** Compiles a configuration with `orderbridge config`. */
export function compileSetting(
  folder: string,
  configFile: string,
  secrets: Readonly<Record<string, string>> = {},
): Setting {
  const setting: Setting = {
    configFile,
    varsFile: path.join(folder, 'vars'),
    compiled: path.join(folder, 'gateway.json'),
    vars: {
      ...{ WEBHOOK_SECRET: randomBytes(24).toString('hex'), CONSOLE_TOKEN: randomBytes(24).toString('hex') },
      ...secrets,
    },
  }
  writeFileSync(setting.varsFile, formatVars(new Map(Object.entries(setting.vars))), { mode: 0o600 })
  const words = ['src/cli/main.ts', 'config', '--config', setting.configFile, '--out', setting.compiled]
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) throw new Error(`The configuration of the bench is not in order:\n${stderr}`)
  return setting
}
