import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { postOrder, signatureOf } from '../src/cli/gateway-client.ts'
import { descendants } from '../src/cli/process-tree.ts'
import { nodeSql } from '../test/fakes/node-sql.ts'
import { freePort } from '../test/servers/free-port.ts'
import { copyOrder, dayOf } from './console-orders.ts'
import { openReceiver } from './receiver.ts'

export const ORDERS = { small: 100, large: 100_000 }
export type Name = keyof typeof ORDERS
export const SECRET = 'a-webhook-secret-of-the-console-bench'
const ENTRIES = 5_000
const TOKENS: Record<Name, string> = { small: 'a-token-of-the-small-supplier', large: 'a-token-of-the-large-supplier' }

export interface ConsoleGateway {
  readonly url: string
  readonly pids: readonly number[]
  readonly cookies: Readonly<Record<Name, string>>
  stop(): Promise<void>
}

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-console-bench-'))
const persist = path.join(folder, 'state')
const port = await freePort()
const url = `http://localhost:${port}`
const receiver = await openReceiver()
process.env.RECEIVER_URL = receiver.url

async function start(): Promise<ChildProcess> {
  const vars = path.join(folder, 'vars')
  writeFileSync(
    vars,
    `CONSOLE_TOKEN=a-token-of-the-operator-here\nWEBHOOK_SECRET=${SECRET}\nSMALL_TOKEN=${TOKENS.small}\nLARGE_TOKEN=${TOKENS.large}\n`,
  )
  const config = path.join(import.meta.dirname, 'console.config.ts')
  const words = ['start', '--quiet', '--port', String(port), '--config', config, '--persist', persist, '--vars', vars]
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../src/cli/main.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (bytes: Buffer) => bytes.toString().includes('ready ') && resolve())
    child.once('exit', (code) => reject(new Error(`The gateway ended with ${code}.`)))
  })
  return child
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

async function placeFirst(name: Name): Promise<void> {
  const posted = {
    ...{ id: `first-${name}`, order_number: `PO-${name}`, status: 'ORDERED', supplier_customer_number: 'C-1' },
    ...{ ordered_on: new Date().toISOString(), owned_by: { username: 'chef@bench.example' }, order_remarks: '' },
    ...{ expected_delivery_date: dayOf(Date.now()), theoretical_price: '28.50' },
    packages: Array.from({ length: 10 }, (_, at) => ({
      stock_item: { name: `Article ${at}` },
      supplier_package: { supplier_article_number: `A-${at}`, theoretical_price_per_package: '2.85' },
      ...{ quantity_ordered: 1, total_theoretical_price: '2.85' },
    })),
  }
  const body = new Uint8Array(Buffer.from(JSON.stringify(posted)))
  const { status } = await postOrder(url, name, body, signatureOf(body, SECRET, 'raw'))
  if (status !== 200) throw new Error(`The first order was answered ${status}.`)
}

/** Fills the storage while no gateway runs. */
function fill(): void {
  const outboxes = path.join(persist, 'v3/do/orderbridge-Outbox')
  for (const file of readdirSync(outboxes).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))) {
    const sql = nodeSql(path.join(outboxes, file))
    const [first] = sql.all<{ id: string }>('SELECT id FROM orders LIMIT 1')
    if (first) copyOrder(sql, ORDERS[first.id === 'first-small' ? 'small' : 'large'], Date.now())
    sql.close()
  }
}

async function importEntries(name: Name): Promise<void> {
  const rows = Array.from({ length: ENTRIES }, (_, at) => `A-${at * 4},N-${at}`)
  const response = await fetch(`${url}/api/suppliers/${name}/catalogue/articles/import`, {
    ...{ method: 'POST', headers: { authorization: `Bearer ${TOKENS[name]}` } },
    body: JSON.stringify({ by: 'bench', csv: ['article,erpArticle', ...rows].join('\n') }),
  })
  if (!response.ok) throw new Error(`The import was answered ${response.status}.`)
  await response.text()
}

async function signIn(name: Name): Promise<string> {
  const response = await fetch(`${url}/console/sign-in`, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ name: 'An', token: TOKENS[name], to: '' }) },
    headers: { 'sec-fetch-site': 'same-origin', origin: url },
  })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error(`The sign-in was answered ${response.status}.`)
  return cookie
}

/** A gateway with a small supplier and a large supplier, and a person of each who signed in. */
export async function startConsoleGateway(): Promise<ConsoleGateway> {
  const first = await start()
  for (const name of ['small', 'large'] as const) await placeFirst(name)
  await stop(first)
  fill()
  const gateway = await start()
  for (const name of ['small', 'large'] as const) await importEntries(name)
  return {
    url,
    pids: descendants(gateway.pid ?? 0)
      .filter(({ command }) => command.includes('workerd'))
      .map(({ pid }) => pid),
    cookies: { small: await signIn('small'), large: await signIn('large') },
    async stop() {
      await stop(gateway)
      receiver.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
