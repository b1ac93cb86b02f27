import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { EveryTransport } from './every-transport.ts'

export const SUPPLIER = 'upgrade'
/** A supplier with a route for each transport that can run on this machine. */
export const EVERY = 'every-transport'
/** `mailbox` is collected; the others are sent. */
export const ROUTES = ['erp', 'archive', 'batch', 'mailbox'] as const

/** One document that the supplier's system took. */
export interface TakenDocument {
  readonly route: string
  readonly key: string
  readonly orderNumbers: readonly string[]
}

export interface SupplierSystem {
  readonly url: string
  /** Down: every document is answered 503. */
  isUp: boolean
  readonly taken: readonly TakenDocument[]
  /** The kinds of the alerts that came. */
  readonly alerts: readonly string[]
  close(): void
}

export async function openSupplierSystem(): Promise<SupplierSystem> {
  const taken: TakenDocument[] = []
  const alerts: string[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString('latin1')
    const route = (request.url ?? '').slice(1)
    if (route === 'alerts') alerts.push(JSON.parse(text).kind)
    else if (system.isUp)
      taken.push({ route, key: String(request.headers['idempotency-key']), orderNumbers: orderNumbersIn(text) })
    response.writeHead(route === 'alerts' || system.isUp ? 200 : 503).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const system: SupplierSystem = {
    url: `http://127.0.0.1:${port}`,
    isUp: false,
    taken,
    alerts,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
  return system
}

export function orderNumbersIn(text: string): string[] {
  if (text.startsWith('{')) return [JSON.parse(text).orderNumber]
  return [...text.matchAll(/BGM\+220\+([^+']+)/g)].map(([, number = '']) => number)
}

/** A configuration that every version since commit 0771201 reads, and the secrets of this run. */
export function writeUpgradeSetting(folder: string, systemUrl: string, batchOf: number, every: EveryTransport) {
  const secrets = {
    WEBHOOK_SECRET: randomBytes(24).toString('hex'),
    CONSOLE_TOKEN: randomBytes(24).toString('hex'),
    MAILBOX_TOKEN: randomBytes(24).toString('hex'),
    ALERTS_URL: `${systemUrl}/alerts`,
    ...every.secrets,
  }
  const edifact = {
    format: 'edifact-d96a',
    sender: { id: 'ORDERBRIDGE', qualifier: 'ZZZ' },
    recipient: { id: 'UPGRADE', qualifier: 'ZZZ' },
  }
  const pushed = (name: string, document: object, more: object = {}) => ({
    ...{ name, document, retry: { delaysSeconds: [1, 2] } },
    transport: { kind: 'http', url: `${systemUrl}/${name}`, timeoutSeconds: 5 },
    ...more,
  })
  const common = { timeZone: 'Europe/Brussels', webhook: { secrets: ['WEBHOOK_SECRET'] } }
  const supplier = {
    ...common,
    name: 'Upgrade',
    routes: [
      pushed('erp', edifact),
      pushed('archive', { format: 'json' }),
      pushed('batch', edifact, { fileName: 'ORD{sequence:6}.{ext}', batch: { orders: batchOf, minutes: 2 } }),
      { name: 'mailbox', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'MAILBOX_TOKEN' } },
    ],
  }
  mkdirSync(folder, { recursive: true })
  const setting = {
    configFile: path.join(folder, 'gateway.json'),
    varsFile: path.join(folder, 'vars'),
    persist: path.join(folder, 'storage'),
    secrets,
  }
  writeFileSync(
    setting.configFile,
    JSON.stringify({
      alerts: { url: 'ALERTS_URL' },
      suppliers: {
        [SUPPLIER]: supplier,
        [EVERY]: { ...common, name: 'Every transport', routes: every.routes },
      },
    }),
  )
  const vars = Object.entries(secrets).map(([name, value]) => `${name}="${value}"\n`)
  writeFileSync(setting.varsFile, vars.join(''), { mode: 0o600 })
  return setting
}
export type UpgradeSetting = ReturnType<typeof writeUpgradeSetting>
