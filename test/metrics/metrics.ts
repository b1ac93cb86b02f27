import { formatVars } from '../../src/cli/vars.ts'
import '../../src/cli/hooks.ts'
import { spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import dashboard from '../../docs/guides/grafana.json' with { type: 'json' }
import { postOrder, signatureOf } from '../../src/cli/gateway-client.ts'
import { ROOT } from '../../src/cli/place.ts'
import { sampleOrder } from '../../src/cli/sample-order.ts'
import { createGateway } from '../crash/gateway.ts'

// Reads the metrics of a gateway of `npm start` with Prometheus's own checker. Needs Debian's package prometheus.
// Run it with: npm run metrics

const secrets = {
  WEBHOOK_SECRET: randomBytes(16).toString('hex'),
  CONSOLE_TOKEN: randomBytes(16).toString('hex'),
  SCRAPER_TOKEN: randomBytes(16).toString('hex'),
}

let passed = 0
let failed = 0
function check(what: string, holds: boolean, seen?: unknown): void {
  if (holds) passed++
  else failed++
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}${holds || seen === undefined ? '' : `: ${JSON.stringify(seen)}`}`)
}

/** Promtool's complaints; empty where it has none. */
function promtool(words: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync('promtool', words, { input, encoding: 'utf8' })
  return status === 0 ? '' : `${error?.message ?? ''}${stdout}${stderr}`
}

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-metrics-'))
checkRules()
checkDashboard()
const receiver = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(request.url === '/refuses' ? 400 : 200).end())
})
await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
const gateway = await createGateway(writeGateway(receiver.address() as AddressInfo), folder)
try {
  await gateway.start()
  await place('fresco')
  const text = await scrape()
  const complaints = promtool(['check', 'metrics'], text)
  check('promtool takes the metrics', complaints === '', complaints)
  check('promtool finds a mistake in other metrics', promtool(['check', 'metrics'], 'wrong_total 1\n') !== '')
  check('a delivered document counts', /deliveries_last_hour\{supplier="fresco",route="takes"\} 1\n/.test(text), text)
  check('a refused document counts', /open_deliveries\{.*route="refuses",state="refused"\} 1\n/.test(text), text)
  check('the storage has a size', /storage_bytes\{supplier="fresco"\} \d{5,}\n/.test(text), text)
  check('every supplier answers', (text.match(/^orderbridge_up\{supplier="[\w-]+"\} 1$/gm) ?? []).length === 2, text)
} catch (error) {
  check(`the gateway works: ${error instanceof Error ? error.message : error}\n${gateway.log()}`, false)
} finally {
  await gateway.stop()
  receiver.close()
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

/** The rules of the guide are loaded, and alert when they should. */
function checkRules(): void {
  copyFileSync(path.join(ROOT, 'docs/guides/prometheus-rules.yml'), path.join(folder, 'prometheus-rules.yml'))
  copyFileSync(path.join(ROOT, 'test/metrics/rules.yml'), path.join(folder, 'rules.yml'))
  const complaints = promtool(['check', 'rules', '--lint-fatal', path.join(folder, 'prometheus-rules.yml')])
  check('promtool takes the rules of the guide', complaints === '', complaints)
  const wrong = promtool(['test', 'rules', path.join(folder, 'rules.yml')])
  check('the rules alert when they should', wrong === '', wrong)
}

/** Prometheus reads each expression of the dashboard, as a rule. */
function checkDashboard(): void {
  const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
  const rules = expressions.map((expr, at) => ({ record: `panel:${at}`, expr: expr.replaceAll('$supplier', '.*') }))
  const file = path.join(folder, 'dashboard.json')
  writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }))
  const complaints = promtool(['check', 'rules', file])
  check('promtool understands each expression of the dashboard', complaints === '', complaints)
}

async function place(supplier: string): Promise<void> {
  const order = sampleOrder({ timeZone: 'Europe/Brussels' }, { id: randomUUID(), number: 'PO-4711', now: Date.now() })
  const body = new TextEncoder().encode(JSON.stringify(order))
  const { status } = await postOrder(gateway.url, supplier, body, signatureOf(body, secrets.WEBHOOK_SECRET, 'raw'))
  check('the gateway takes an order', status === 200, status)
}

/** Reads the metrics until they show the incident of the refused document. */
async function scrape(): Promise<string> {
  let text = ''
  for (const end = Date.now() + 30_000; Date.now() < end && !text.includes('kind="refused"'); await sleep(100)) {
    const answer = await fetch(`${gateway.url}/metrics`, {
      headers: { authorization: `Bearer ${secrets.SCRAPER_TOKEN}` },
    })
    text = await answer.text()
  }
  return text
}

/** Two suppliers; one of the routes refuses every document. */
function writeGateway({ port }: AddressInfo) {
  const [configFile, varsFile] = [path.join(folder, 'gateway.json'), path.join(folder, 'vars')]
  const route = (name: string, document: object) => ({
    ...{ name, document },
    transport: { kind: 'http', url: `http://127.0.0.1:${port}/${name}` },
  })
  const edifact = {
    format: 'edifact-d96a',
    ...{ sender: { id: 'ORDERBRIDGE', qualifier: 'ZZZ' }, recipient: { id: 'FRESCO', qualifier: 'ZZZ' } },
  }
  const supplier = (name: string, document: object) => ({
    ...{ name, timeZone: 'Europe/Brussels', sendAfterSeconds: 0, webhook: { secrets: ['WEBHOOK_SECRET'] } },
    routes: [route('takes', document), route('refuses', { format: 'json' })],
  })
  const access = [{ who: 'prometheus', role: 'view', token: 'SCRAPER_TOKEN' }]
  const suppliers = {
    fresco: supplier('Fresco Foods', edifact),
    'other-one': supplier('Another one', { format: 'json' }),
  }
  writeFileSync(configFile, JSON.stringify({ console: { access }, suppliers }))
  writeFileSync(varsFile, formatVars(new Map(Object.entries(secrets))))
  return { configFile, varsFile, persist: path.join(folder, 'storage') }
}
