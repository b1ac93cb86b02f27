import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signatureOf } from '../../src/cli/gateway-client.ts'
import { descendants } from '../../src/cli/process-tree.ts'
import { freePort } from '../servers/free-port.ts'

const MAIN = path.resolve('src/cli/main.ts')
const SECRET = 'a$HOME$(b)#c \'"\\ é=#'
const OTHER = 'another-secret-of-thirty-two-bytes'
const PEM = '-----BEGIN KEY-----\nMIIB\n-----END KEY-----\n'
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-start-'))
  const route = { name: 'a', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'BOX' } }
  const fresco = { name: 'F', timeZone: 'UTC', sendAfterSeconds: 0, webhook: { secrets: ['HOOK'] }, routes: [route] }
  writeFileSync(path.join(folder, 'gateway.json'), JSON.stringify({ suppliers: { fresco } }))
  writeFileSync(
    path.join(folder, 'my.vars'),
    `BOX="${PEM}"\nHOOK="${SECRET.replace(/["\\]/g, '\\$&')}"\nOTHER=${OTHER}\nCONSOLE_TOKEN='short '\n`,
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Started {
  readonly child: ChildProcess
  readonly exit: Promise<number | null>
  /** The complete output so far. */
  said(): string
}

function start(port: number, more: readonly string[] = []): Started {
  const words = [
    'start',
    '--port',
    String(port),
    '--config',
    'gateway.json',
    '--persist',
    'store',
    '--vars',
    'my.vars',
    ...more,
  ]
  const child = spawn(process.execPath, [MAIN, ...words], { env: { ...process.env, INIT_CWD: folder } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk))
  return { child, said: () => said, exit: once(child, 'exit').then(([code]) => code) }
}

async function until(what: () => boolean | Promise<boolean>, limitMs = 60_000): Promise<boolean> {
  for (const end = Date.now() + limitMs; Date.now() < end; await new Promise((done) => setTimeout(done, 100))) {
    if (await what()) return true
  }
  return false
}

describe('npm start', () => {
  it('refuses a taken port, and never says it is ready', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const started = start(typeof address === 'object' && address ? address.port : 0)
    expect(await started.exit).toBe(1)
    server.close()
    expect(started.said()).toMatch(
      /Port \d+ is taken\. Stop what runs there, or choose another: npm start -- --port \d+/,
    )
    expect(started.said()).not.toContain('ready')
  })

  it('tells the mistakes of a configuration before it serves', async () => {
    writeFileSync(path.join(folder, 'bad.json'), '{"suppliers":{}}')
    const started = start(await freePort(), ['--config', 'bad.json'])
    expect(await started.exit).toBe(1)
    expect(started.said()).toContain('suppliers: must be a group')
  })

  it('serves, hides its secrets, warns of weak ones by name, and leaves nothing behind', {
    timeout: 120_000,
  }, async () => {
    const port = await freePort()
    const { child, said, exit } = start(port)
    try {
      expect(await until(() => said().includes(`ready http://localhost:${port}\n`))).toBe(true)
      expect((await fetch(`http://localhost:${port}/healthz`)).status).toBe(200)
      expect(said()).toContain(`npm run order -- --url http://localhost:${port} --config gateway.json --vars my.vars\n`)
      expect(said()).toContain('Warning: CONSOLE_TOKEN ends in white space')
      expect(said()).not.toContain('short')
      // The signature is valid, so the secret has reached the Worker byte for byte. The refusal comes later, because
      // the body is no JSON.
      const headers = { 'x-apic-webhook-signature': signatureOf(Buffer.from('x'), SECRET, 'raw') }
      const answer = await fetch(`http://localhost:${port}/webhooks/fresco`, { method: 'POST', body: 'x', headers })
      expect(answer.status).toBe(400)
      const kept = filesBelow(path.join(folder, 'store'))
      expect(kept.length).toBeGreaterThan(0)
      for (const file of kept) {
        expect(readFileSync(file, 'latin1').includes('MIIB'), file).toBe(false)
      }
    } finally {
      child.kill('SIGTERM')
    }
    expect(await exit).toBe(0)
    expect(await until(async () => !(await answers(port)), 5000)).toBe(true)
    expect(readdirSync('.orderbridge').filter((name) => name.includes(String(port)))).toEqual([])
  })

  it('takes its server along when it is killed', { timeout: 120_000 }, async () => {
    const port = await freePort()
    const { child, said, exit } = start(port)
    expect(await until(() => said().includes('ready'))).toBe(true)
    child.kill('SIGKILL')
    await exit
    expect(await until(async () => !(await answers(port)), 5000)).toBe(true)
  })

  it('refuses a storage folder that another gateway uses, or that it cannot write', { timeout: 120_000 }, async () => {
    const first = start(await freePort())
    expect(await until(() => first.said().includes('ready'))).toBe(true)
    const second = start(await freePort())
    expect(await second.exit).toBe(1)
    expect(second.said()).toContain('Another gateway is using the storage in store.')
    first.child.kill('SIGTERM')
    await first.exit
    const third = start(await freePort(), ['--persist', 'my.vars'])
    expect(await third.exit).toBe(1)
    expect(third.said()).toMatch(/The storage folder my\.vars cannot be written \(\w+\)\. Give another one/)
  })

  it('serves a changed configuration, keeps the last good one, reads a table that it names later, and outlives the end of workerd', {
    timeout: 120_000,
  }, async () => {
    const port = await freePort()
    const { child, said, exit } = start(port)
    const good = readFileSync(path.join(folder, 'gateway.json'), 'utf8')
    const change = (text: string) => writeFileSync(path.join(folder, 'gateway.json'), text)
    const secret = { suppliers: { fresco: { ...JSON.parse(good).suppliers.fresco, webhook: { secrets: ['OTHER'] } } } }
    const post = async () => {
      const headers = { 'x-apic-webhook-signature': signatureOf(Buffer.from('x'), OTHER, 'raw') }
      const url = `http://127.0.0.1:${port}/webhooks/fresco`
      return (await fetch(url, { method: 'POST', body: 'x', headers }).catch(() => null))?.status
    }
    try {
      expect(await until(() => said().includes('ready'))).toBe(true)
      change('{"suppliers":{}}')
      expect(await until(() => said().includes('goes on with the configuration that it had before'))).toBe(true)
      expect(said()).toContain('suppliers: must be a group')
      expect(await post()).toBe(403)
      change(JSON.stringify(secret))
      expect(await until(() => said().includes('reloaded: '))).toBe(true)
      expect(await post()).toBe(400)
      const withTable = { suppliers: { fresco: { ...secret.suppliers.fresco, customers: './customers.csv' } } }
      change(JSON.stringify(withTable))
      expect(await until(() => said().includes('There is no file customers.csv'))).toBe(true)
      writeFileSync(path.join(folder, 'customers.csv'), 'customer,name\nK-1,Bistro\n')
      expect(await until(() => said().split('reloaded: ').length > 2)).toBe(true)
      for (const { pid, command } of descendants(child.pid ?? 0))
        if (command.includes('workerd serve')) process.kill(pid, 'SIGKILL')
      expect(await until(() => said().includes('crashed unexpectedly and is being restarted'))).toBe(true)
      expect(await until(async () => (await post()) === 400)).toBe(true)
    } finally {
      change(good)
      child.kill('SIGTERM')
    }
    expect(await exit).toBe(0)
  })
})

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    () => true,
    () => false,
  )

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
