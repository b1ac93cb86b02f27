import { type Budget, report } from './budget.ts'
import { acceptBesidePage, TODAY_MS } from './console-accept.ts'
import { type ConsoleGateway, type Name, ORDERS, startConsoleGateway } from './console-gateway.ts'
import { dayOf, newestOf, statementDay } from './console-orders.ts'
import { cpuMs } from './cpu.ts'
import { median } from './rounds.ts'

/**
 * Asks every page of the console of a supplier with 100 orders and of a supplier with 100,000, in turn, and compares the
 * CPU of the gateway. Then accepts orders with and without an open page:
 * node bin/launch.mjs bench/console.ts [part of a page's address, or `accept`]
 */
const ROUNDS = 15
/** The kernel counts CPU in steps of 4 ms, so a few requests of 5 ms give no ratio. */
const REQUESTS = 12
const LIMIT = 1.5

/** Each search finds as many rows in both, at most a page, because a row costs as much as a search. */
const PAGES: readonly ((name: Name) => string)[] = [
  () => '',
  () => '/orders',
  ...['held', 'pending', 'settled', 'refused', 'discarded'].map((state) => () => `/orders?state=${state}`),
  (name) => `/orders?q=${newestOf(ORDERS[name]).number}`,
  () => '/orders?q=PO-1000050',
  () => '/orders?q=po-1',
  // No name fills a page of 100 orders, so the small supplier finds its page by a number.
  (name) => (name === 'small' ? '/orders?q=po-10' : '/orders?q=restaurant+17'),
  () => '/orders?q=no-such-order',
  () => `/orders?day=${dayOf(Date.now())}`,
  () => `/orders?from=${dayOf(Date.now() - 2 * 86_400_000)}`,
  (name) => `/orders/${name}/${newestOf(ORDERS[name]).id}`,
  (name) => `/orders/${name}/${newestOf(ORDERS[name]).id}/do/discard`,
  (name) => `/catalogue/${name}`,
  (name) => `/catalogue/${name}/articles`,
  (name) => `/catalogue/${name}/articles?q=n-77`,
  (name) => `/catalogue/${name}/articles/row?key=A-8`,
  () => `/statements/${statementDay(Date.now())}`,
  () => '/routes',
  () => '/activity',
  () => '/activity?q=note',
  () => '/activity?action=release',
  () => '/settings',
  () => '/what-would',
]

async function compare({ url, pids, cookies }: ConsoleGateway, part: string): Promise<Budget[]> {
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
  for (const page of PAGES.filter((one) => one('small').includes(part))) {
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
    if (page('large') === '') budgets.push({ name: 'Today, ms of CPU', limit: TODAY_MS, value: median(costs.large) })
    budgets.push({ name: `CPU × with 100 orders: /console${page('small')}`, limit: LIMIT, value: median(ratios) })
  }
  return budgets
}

const gateway = await startConsoleGateway()
try {
  const part = process.argv[2] ?? ''
  const budgets = part === 'accept' ? [] : await compare(gateway, part)
  if (part === '' || part === 'accept') budgets.push(...(await acceptBesidePage(gateway)))
  process.exitCode = report(budgets) ? 0 : 1
} finally {
  await gateway.stop()
}
