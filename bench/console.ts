import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { postOrder, signatureOf } from '../src/cli/gateway-client.ts'
import { descendants } from '../src/cli/process-tree.ts'
import { nodeSql } from '../test/fakes/node-sql.ts'
import { freePort } from '../test/servers/free-port.ts'
import { type Budget, report } from './budget.ts'
import { copyOrder, dayOf, newestOf } from './console-orders.ts'
import { cpuMs } from './cpu.ts'
import { median } from './rounds.ts'

/**
 * Asks every page of the console of a supplier with 100 orders and of a supplier with 100,000, in turn, and compares the
 * CPU of the gateway: node bin/launch.mjs bench/console.ts [part of a page's address]
 */
const ORDERS = { small: 100, large: 100_000 }
type Name = keyof typeof ORDERS
const ROUNDS = 15
const REQUESTS = 4
const ENTRIES = 5_000
const LIMIT = 1.5
const SECRET = 'a-webhook-secret-of-the-console-bench'
const TOKENS: Record<Name, string> = { small: 'a-token-of-the-small-supplier', large: 'a-token-of-the-large-supplier' }

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-console-bench-'))
const persist = path.join(folder, 'state')
const port = await freePort()
const url = `http://localhost:${port}`

async function start(): Promise<ChildProcess> {
  const vars = path.join(folder, 'vars')
  writeFileSync(
    vars,
    `CONSOLE_TOKEN=a-token-of-the-operator-here\nWEBHOOK_SECRET=${SECRET}\nERP_TOKEN=a-mailbox-token-here\nSMALL_TOKEN=${TOKENS.small}\nLARGE_TOKEN=${TOKENS.large}\n`,
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

/** Each search finds as many rows in both, at most a page, because a row costs as much as a search. */
const PAGES: readonly ((name: Name) => string)[] = [
  () => '',
  () => '/orders',
  ...['held', 'pending', 'settled', 'refused', 'discarded'].map((state) => () => `/orders?state=${state}`),
  (name) => `/orders?q=${newestOf(ORDERS[name]).number}`,
  () => '/orders?q=PO-1000050',
  () => '/orders?q=po-1',
  () => '/orders?q=no-such-order',
  () => `/orders?day=${dayOf(Date.now())}`,
  () => `/orders?from=${dayOf(Date.now() - 2 * 86_400_000)}`,
  (name) => `/orders/${name}/${newestOf(ORDERS[name]).id}`,
  (name) => `/orders/${name}/${newestOf(ORDERS[name]).id}/do/discard`,
  (name) => `/catalogue/${name}`,
  (name) => `/catalogue/${name}/articles`,
  (name) => `/catalogue/${name}/articles?q=n-77`,
  (name) => `/catalogue/${name}/articles/row?key=A-8`,
  () => '/routes',
  () => '/activity',
  () => '/activity?q=note',
  () => '/activity?action=release',
  () => `/statements/${dayOf(Date.now() - 86_400_000)}`,
  () => '/settings',
  () => '/what-would',
]

async function compare(pids: readonly number[], cookies: Record<Name, string>): Promise<Budget[]> {
  async function cost(name: Name, address: string): Promise<number> {
    const before = cpuMs(pids)
    for (let request = 0; request < REQUESTS; request++) {
      const response = await fetch(`${url}/console${address}`, { headers: { cookie: cookies[name] } })
      await response.text()
      if (response.status !== 200) throw new Error(`/console${address} was answered ${response.status}.`)
    }
    return (cpuMs(pids) - before) / REQUESTS
  }
  const budgets: Budget[] = []
  for (const page of PAGES.filter((one) => one('small').includes(process.argv[2] ?? ''))) {
    const costs: Record<Name, number[]> = { small: [], large: [] }
    const ratios: number[] = []
    // The first round compiles the code and fills the caches.
    for (let round = 0; round <= ROUNDS; round++) {
      const found: Record<Name, number> = { small: 0, large: 0 }
      for (const name of round % 2 === 0 ? (['small', 'large'] as const) : (['large', 'small'] as const))
        found[name] = await cost(name, page(name))
      if (round === 0) continue
      costs.small.push(found.small)
      costs.large.push(found.large)
      ratios.push(found.large / found.small)
    }
    console.log(
      `  ${median(costs.small).toFixed(1)} and ${median(costs.large).toFixed(1)} ms: /console${page('large')}`,
    )
    budgets.push({ name: `CPU × with 100 orders: /console${page('small')}`, limit: LIMIT, value: median(ratios) })
  }
  return budgets
}

let gateway = await start()
try {
  for (const name of ['small', 'large'] as const) await placeFirst(name)
  await stop(gateway)
  fill()
  gateway = await start()
  for (const name of ['small', 'large'] as const) await importEntries(name)
  const cookies = { small: await signIn('small'), large: await signIn('large') }
  const pids = descendants(gateway.pid ?? 0)
    .filter(({ command }) => command.includes('workerd'))
    .map(({ pid }) => pid)
  process.exitCode = report(await compare(pids, cookies)) ? 0 : 1
} finally {
  await stop(gateway)
  rmSync(folder, { recursive: true, force: true })
}
