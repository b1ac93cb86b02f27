import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import PostalMime from 'postal-mime'
import { postOrder, signatureOf } from '../../src/cli/gateway-client.ts'
import { freePort } from '../servers/free-port.ts'
import { WAIT_MS } from './until.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const SECRET = 'a-webhook-secret-of-the-browser-run'
export const TOKEN = 'a-console-token-of-the-browser-run'
export const LINK_SECRET = 'a-link-secret-of-the-browser-run-32-bytes'
export const API_SECRETS = { clientId: 'the-client-id', clientSecret: 'the-client-secret' }
const START_MS = 120_000

export interface RunningGateway {
  readonly url: string
  /** The days on which orders were placed that only Apicbase has. */
  readonly days?: { readonly from: string; readonly to: string }
  /** The exports of the orders that were lost, by `supplier/order`. */
  readonly lostOrders?: ReadonlyMap<string, string>
  /** Posts an order as Apicbase does, and returns its id. */
  place(order: OrderWish): Promise<string>
  /** The path of the link in the mail of an order. */
  confirmPath(orderId: string, supplier?: string): Promise<string>
  /** The path of the newest mail to this address that was not sent. */
  mailPath(to: string): Promise<string>
  /** Calls the Admin API, and returns the parsed answer. */
  call<A>(address: string, init?: { readonly method: string; readonly body: unknown }): Promise<A>
  /** The export of `supplier/order`. */
  exportOf(order: string): Promise<string>
  stop(): void
  /** Stops the gateway, and waits until the storage is free. */
  ended(): Promise<void>
}

export interface OrderWish {
  readonly id: string
  readonly number: string
  readonly customer: string
  readonly lines: readonly (readonly [article: string, name: string, quantity: number])[]
  readonly remarks?: string
  readonly days?: number
  /** Default: now. */
  readonly placedAt?: number
  /** Default: the supplier whose pages are looked at. */
  readonly supplier?: string
  readonly chef?: string
  /** Default: ORDERED. */
  readonly status?: string
}

/** Starts the gateway as `npm start` does, with empty storage in this folder and a configuration of this run. */
export async function startGateway(
  folder: string,
  name = 'gateway.config.ts',
  env: Readonly<Record<string, string>> = {},
): Promise<RunningGateway> {
  const port = await freePort()
  mkdirSync(folder, { recursive: true })
  const vars = path.join(folder, 'vars')
  const secrets = {
    ...{ CONSOLE_TOKEN: TOKEN, WEBHOOK_SECRET: SECRET, LINK_SECRET },
    ...{ ERP_TOKEN: 'a-mailbox-token-of-the-run', API_ID: API_SECRETS.clientId, API_SECRET: API_SECRETS.clientSecret },
  }
  writeFileSync(
    vars,
    Object.entries(secrets)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  )
  const config = path.join(import.meta.dirname, name)
  const words = ['--port', String(port), '--config', config, '--persist', path.join(folder, 'state'), '--vars', vars]
  const child = spawn(process.execPath, [path.join(ROOT, 'src/cli/main.ts'), 'start', '--quiet', ...words], {
    ...{ cwd: ROOT, env: { ...process.env, ...env } },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = `http://localhost:${port}`
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (bytes: Buffer) => bytes.toString().includes('ready ') && resolve())
    child.once('exit', (code) => reject(new Error(`The gateway ended with ${code}.`)))
  })
  await Promise.race([
    ready,
    sleep(START_MS).then(() => {
      throw new Error('The gateway did not start.')
    }),
  ])
  return {
    url,
    async place(order) {
      const body = new Uint8Array(Buffer.from(JSON.stringify(posted(order))))
      const verdict = await postOrder(url, order.supplier ?? 'vanacker', body, signatureOf(body, SECRET, 'raw'))
      if (verdict.status >= 500) throw new Error(`Order ${order.number} was answered ${verdict.status}.`)
      return order.id
    },
    async call<A>(address: string, { method, body }: { method?: string; body?: unknown } = {}): Promise<A> {
      const response = await fetch(`${url}/api${address}`, {
        ...{ method: method ?? 'GET', headers: { authorization: `Bearer ${TOKEN}` } },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!response.ok) throw new Error(`${address} was answered ${response.status}: ${await response.text()}`)
      return (await response.json()) as A
    },
    async exportOf(order) {
      const headers = { authorization: `Bearer ${TOKEN}` }
      const response = await fetch(`${url}/api/orders/${order}/export`, { headers })
      if (!response.ok) throw new Error(`The export of ${order} was answered ${response.status}.`)
      return response.text()
    },
    async confirmPath(orderId, supplier = 'vanacker') {
      const address = `${url}/api/orders/${supplier}/${orderId}/documents/mail`
      const headers = { authorization: `Bearer ${TOKEN}` }
      for (const end = Date.now() + WAIT_MS; ; await sleep(200)) {
        const mail = await fetch(address, { headers })
        const { text = '' } = mail.ok ? await PostalMime.parse(await mail.arrayBuffer()) : {}
        const [link] = /https:\/\/\S+\/confirm\/\S+/.exec(text) ?? []
        if (link !== undefined) return new URL(link).pathname
        if (Date.now() > end) throw new Error(`The mail of ${orderId} has no link.`)
      }
    },
    async mailPath(to) {
      for (const end = Date.now() + WAIT_MS; ; await sleep(200)) {
        const rows = (await (await fetch(url)).text()).split('</tr>')
        const [, path] = /href="(\/mails\/[^"]+)"/.exec(rows.find((row) => row.includes(to)) ?? '') ?? []
        if (path !== undefined) return path
        if (Date.now() > end) throw new Error(`There is no mail to ${to}.`)
      }
    },
    stop: () => void child.kill('SIGTERM'),
    async ended() {
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    },
  }
}

const DAY_MS = 86_400_000

const posted = ({
  id,
  number,
  customer,
  lines,
  remarks = '',
  days = 2,
  placedAt = Date.now(),
  chef = 'lotte@hetspoor.example',
  status = 'ORDERED',
}: OrderWish) => ({
  ...{ id, order_number: number, status, supplier_customer_number: customer, order_remarks: remarks },
  ordered_on: new Date(placedAt).toISOString(),
  owned_by: { username: chef },
  expected_delivery_date: new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10),
  theoretical_price: '100.00',
  packages: lines.map(([article, name, quantity]) => ({
    stock_item: { name },
    supplier_package: { supplier_article_number: article, theoretical_price_per_package: '2.85' },
    ...{ quantity_ordered: quantity, total_theoretical_price: (2.85 * quantity).toFixed(2) },
  })),
})
