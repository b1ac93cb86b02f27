import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { main } from '../../src/cli/command-line.ts'
import { COMMANDS } from '../../src/cli/commands.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-exit-'))
const at = (name: string): string => path.join(folder, name)
const taken = createServer()
/** A gateway that takes no token. */
const refusing = createHttpServer((_, response) => response.writeHead(401).end('{"title":"Not signed in"}'))
const portOf = (server: { address(): unknown }): string => String((server.address() as AddressInfo).port)
let complained: string[] = []
/** Standard output too, where the courier writes its log. */
let said: string[] = []

beforeAll(async () => {
  taken.listen(0, '127.0.0.1')
  await once(taken, 'listening')
  refusing.listen(0, '127.0.0.1')
  await once(refusing, 'listening')
  writeFileSync(at('bad.json'), '{"suppliers":{}}')
  writeFileSync(at('order.json'), '{}')
  writeFileSync(at('orders.ndjson'), 'damaged\n')
  writeFileSync(at('customers.csv'), 'customer,name\nK-1,Bistro\n')
  writeFileSync(at('vars'), 'FRESCO_WEBHOOK_SECRET=a-webhook-secret-of-this-test\n')
  mkdirSync(at('in'))
})
afterAll(() => {
  taken.close()
  refusing.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  complained = []
  said = []
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void said.push(String(line)))
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => {
    complained.push(String(line))
    said.push(String(line))
  })
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  vi.stubEnv('ORDERBRIDGE_MAILBOX_TOKEN', 'a-mailbox-token-of-this-test')
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** No program listens on this port. */
const DEAD = ['--url', 'http://127.0.0.1:1']
const DAYS = ['--from', '2026-11-01', '--to', '2026-11-02']
const SERVER = ['--recipient', '5412345000013', '--host', 'sftp.mare.example', '--host-key', `SHA256:${'A'.repeat(43)}`]
const BAD = ['--config', at('bad.json')]

/** The main failure of each command. Only `completion` cannot fail. */
const FAILURES: Readonly<Record<string, () => readonly string[]>> = {
  start: () => BAD,
  init: () => ['--config', at('order.json/gateway.config.ts'), '--vars', at('mare'), '--name', 'Mare', ...SERVER],
  order: () => ['--vars', at('vars'), ...DEAD],
  orders: () => ['list', ...DEAD],
  routes: () => ['list', ...DEAD],
  tail: () => ['--url', `http://127.0.0.1:${portOf(refusing)}`],
  open: () => ['PO-1', ...DEAD],
  render: () => ['--format', 'json', '--file', at('order.json')],
  apicbase: () => BAD,
  poll: () => ['--supplier', 'fresco', ...DEAD],
  backfill: () => ['--supplier', 'fresco', '--again', ...DAYS, ...DEAD],
  export: () => ['--supplier', 'fresco', '--out', at('out'), ...DEAD],
  restore: () => [at('orders.ndjson'), '--supplier', 'fresco', ...DEAD],
  catalogue: () => ['diff', at('customers.csv'), ...DEAD],
  'fake-apicbase': () => ['--port', portOf(taken)],
  doctor: () => BAD,
  courier: () => ['--supplier', 'fresco', '--route', 'erp', '--folder', at('in'), '--once', ...DEAD],
  rename: () => ['old=fresco', ...DEAD],
  deploy: () => BAD,
  config: () => BAD,
}

const helpOf = async (name: string): Promise<string> => (await COMMANDS[name]?.load())?.help ?? ''
const codesIn = (help: string): string[] =>
  [...(/^Exit codes:\n((?: {2}\d {2}\S.*\n?)+)/m.exec(help)?.[1] ?? '').matchAll(/^ {2}(\d)/gm)].map(
    ([, code = '']) => code,
  )

describe.each(Object.keys(COMMANDS))('the exit codes of %s', (name) => {
  it('stand in its help', async () => {
    expect(codesIn(await helpOf(name))).toEqual(expect.arrayContaining(name in FAILURES ? ['0', '1', '2'] : ['0', '2']))
  })

  it('are 2 for an unknown option', async () => {
    expect(await main([name, '--no-such-option'])).toBe(2)
  })
})

it('every command that can fail has its main failure here', () => {
  expect(Object.keys(COMMANDS).filter((name) => !(name in FAILURES))).toEqual(['completion'])
})

it.each(Object.entries(FAILURES))('%s ends with 1 and a sentence at its main failure', async (name, words) => {
  expect(await main([name, ...words()]), said.join('\n')).toBe(1)
  expect(said.join('\n')).toMatch(/\w{3,} \w+/)
  expect(said.join('\n')).not.toMatch(/^ +at /m)
})

it.each([
  ['config', '--live'],
  ['render', '--live'],
])('%s %s says in one line that no gateway answers', async (name, option) => {
  const words = name === 'render' ? ['--file', at('order.json')] : ['--out', at('written.json')]
  expect(await main([name, option, ...words, ...DEAD])).toBe(1)
  expect(complained).toEqual([expect.stringContaining('Nothing answers at http://127.0.0.1:1.')])
})
