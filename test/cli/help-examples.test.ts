import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { runCommand } from '../fakes/command.ts'
import { examplesIn } from '../fakes/help-examples.ts'
import { postedOrder, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { remoteOutbox, serveApp } from '../fakes/served-outbox.ts'
import { freePort } from '../servers/free-port.ts'

/** Tests that run the examples of a command themselves, because the examples need orders in certain states. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  order: 'order.test.ts',
  orders: 'orders.test.ts',
  routes: 'routes.test.ts',
  catalogue: 'catalogue.test.ts',
  tail: 'tail.test.ts',
  open: 'open.test.ts',
  rename: 'rename.test.ts',
  deploy: 'deploy/deploy.test.ts',
  completion: 'completion.test.ts',
}

const MAIN = path.resolve('src/cli/main.ts')
const TOKENS = { CONSOLE_TOKEN: 'a-console-token-of-this-test', BOX: 'a-mailbox-token-of-this-test' }
const DONE = {
  seen: 1,
  accepted: 1,
  duplicate: 0,
  held: 0,
  refused: 0,
  skipped: 0,
  pages: 1,
  requests: 1,
  complete: true,
}

let folder = ''
let url = ''
let gateway: Awaited<ReturnType<typeof serveApp>>
let front: Server
let port = 0

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-examples-'))
  const mailbox = { kind: 'mailbox', token: 'BOX' }
  const supplier = supplierWith({ routes: [{ name: 'box', document: { format: 'json' }, transport: mailbox }] })
  const box = testOutbox({ supplier })
  box.accept({ orderId: 'order-1', orderNumber: 'PO-1' })
  await box.work()
  gateway = await serveApp({
    ...{ gateway: { suppliers: { fresco: supplier } }, clock: box.clock, outbox: () => remoteOutbox(box.outbox) },
    secrets: fakeSecrets(TOKENS),
  })
  front = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const answer = async (): Promise<Response> => {
      // Apicbase and the ERP are not part of the gateway.
      if (request.url?.endsWith('/poll')) return Response.json(DONE)
      if (request.url?.endsWith('/backfill'))
        return Response.json({ orders: [], next: null, total: 0, read: 0, failure: null })
      if (request.url === '/erp') return new Response('ok')
      const { method = 'GET', headers } = request
      return fetch(`${gateway.url}${request.url}`, {
        ...{ method, headers: { authorization: headers.authorization ?? '' }, redirect: 'manual' },
        ...(method === 'POST' ? { body: Buffer.concat(chunks) } : {}),
      })
    }
    const given = await answer()
    response.writeHead(given.status, { 'content-type': given.headers.get('content-type') ?? 'text/plain' })
    response.end(Buffer.from(await given.arrayBuffer()))
  })
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`
  port = await freePort()
  const party = { sender: { id: 'ORDERBRIDGE' }, recipient: { id: 'FRESCO' } }
  const erp = { kind: 'http', url: `${url}/erp` }
  const fresco = {
    ...{ name: 'Fresco', timeZone: 'UTC', webhook: { secrets: ['HOOK'] } },
    customers: [{ customer: postedOrder({}).supplier_customer_number, name: 'Bistro' }],
    routes: [
      { name: 'erp', document: { format: 'edifact-d96a', ...party }, transport: erp },
      { name: 'box', document: { format: 'json' }, transport: mailbox },
    ],
  }
  const vars = { ...TOKENS, HOOK: 'a-webhook-secret-of-this-test' }
  writeFileSync(
    path.join(folder, 'gateway.json'),
    JSON.stringify({ publicUrl: 'https://orders.fresco.example', suppliers: { fresco } }),
  )
  writeFileSync(path.join(folder, 'order.json'), JSON.stringify(postedOrder({})))
  writeFileSync(
    path.join(folder, 'vars'),
    Object.entries(vars)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  )
  for (const name of ['in', 'mare']) mkdirSync(path.join(folder, name))
})
afterAll(() => {
  front.close()
  gateway.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Stage {
  /** Options that point the example at this test's gateway and files. */
  readonly own?: (words: readonly string[]) => readonly string[]
  /** A command that runs until it is stopped has started well when it prints these words. */
  readonly until?: RegExp
}

const asking = () => ['--url', url]
const reading = () => ['--vars', path.join(folder, 'vars')]
const STAGES: Readonly<Record<string, Stage>> = {
  start: {
    own: () => [...reading(), '--port', String(port), '--persist', path.join(folder, 'store')],
    until: /^ready /m,
  },
  init: {
    // The answers that a person would type, because no person is at this terminal.
    own: (words) => [
      ...[
        '--config',
        path.join(folder, 'mare', 'gateway.config.ts'),
        '--vars',
        path.join(folder, 'mare.vars'),
        '--force',
      ],
      ...(words.length === 0 ? ['--name', 'Mare', '--recipient', '5412345000013', '--host', 'sftp.mare.example'] : []),
      ...(words.includes('http') ? [] : ['--host-key', `SHA256:${'A'.repeat(43)}`]),
    ],
  },
  render: {},
  poll: { own: asking },
  backfill: { own: () => [...asking(), '--again'] },
  export: { own: asking },
  restore: { own: asking },
  'fake-apicbase': { own: () => ['--port', String(port)], until: /^ready /m },
  doctor: { own: reading },
  apicbase: { own: () => [...asking(), ...reading()] },
  courier: {
    own: () => [...asking(), '--route', 'box', '--folder', path.join(folder, 'in'), '--once'],
  },
  config: { own: () => [...asking(), '--out', path.join(folder, 'written.json')] },
}

/** The surroundings of a person's command. */
const surroundings = () => ({
  ...{ INIT_CWD: folder, NO_COLOR: '1', ORDERBRIDGE_CONFIG: path.join(folder, 'gateway.json') },
  ...{ CONSOLE_TOKEN: TOKENS.CONSOLE_TOKEN, ORDERBRIDGE_MAILBOX_TOKEN: TOKENS.BOX },
})

/** Runs the example within this process. */
async function run(name: string, words: readonly string[], { own }: Stage) {
  for (const [variable, value] of Object.entries(surroundings())) vi.stubEnv(variable, value)
  try {
    const { status, stdout, stderr } = await runCommand(name, ...words, ...(own?.(words) ?? []))
    return { code: status, output: `${stdout}${stderr}` }
  } finally {
    vi.unstubAllEnvs()
  }
}

/** Runs an example that goes on until it is stopped, in a process of its own. */
async function runUntil(name: string, words: readonly string[], { own }: Stage, until: RegExp) {
  const child: ChildProcess = spawn(process.execPath, [MAIN, name, ...words, ...(own?.(words) ?? [])], {
    ...{ cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...surroundings() } },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += chunk
      if (until.test(output)) child.kill('SIGTERM')
    })
  const [code] = await once(child, 'close')
  return { code: until.test(output) ? 0 : code, output }
}

it('gives at least one example for every command, and a test runs the examples of each', async () => {
  for (const [name, { load }] of Object.entries(COMMANDS)) {
    expect(examplesIn((await load()).help), name).not.toEqual([])
    expect(Object.hasOwn(STAGES, name) !== Object.hasOwn(ELSEWHERE, name), `${name} has one place`).toBe(true)
  }
  for (const [name, file] of Object.entries(ELSEWHERE))
    expect(readFileSync(path.join('test/cli', file), 'utf8'), name).toMatch(/examplesIn\((?:\w+\.)?help\)/)
})

describe.each(Object.entries(STAGES))('%s --help', (name, stage) => {
  it('has examples that work', { timeout: 120_000 }, async () => {
    const { help } = (await COMMANDS[name]?.load()) ?? { help: '' }
    for (const words of examplesIn(help)) {
      const { until } = stage
      const { code, output } = await (until ? runUntil(name, words, stage, until) : run(name, words, stage))
      expect(code, `${name} ${words.join(' ')}: ${output}`).toBe(0)
    }
  })
})
