import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchDocuments, postOrder, signatureOf } from '../../src/cli/gateway-client.ts'
import { sampleOrder } from '../../src/cli/sample-order.ts'
import { freePort } from '../servers/free-port.ts'

const VARS = { HOOK: 'a-webhook-secret-of-this-test', BOX: 'a-mailbox-token-of-this-test' }
const CONSOLE_TOKEN = 'a-console-token-of-this-test'
const SOURCES = ['src', 'templates', 'docs/reference']
const NOW = Date.now()
const GOES_ON = 'goes on with the configuration that it had before'

/** A copy of the project, because no other test may see a mistake in `templates/`. */
let project = ''
let port = 0
let child: ChildProcess
let said = ''

beforeAll(async () => {
  project = mkdtempSync(path.join(tmpdir(), 'orderbridge-templates-'))
  for (const name of [...SOURCES, 'package.json', 'package-lock.json', 'tsconfig.json', 'wrangler.toml'])
    cpSync(name, path.join(project, name), { recursive: true })
  cpSync('.orderbridge/ssh2.mjs', path.join(project, '.orderbridge', 'ssh2.mjs'))
  symlinkSync(path.resolve('node_modules'), path.join(project, 'node_modules'), 'junction')
  const document = { format: 'template', template: 'order-text' }
  const route = { name: 'a', document, transport: { kind: 'mailbox', token: 'BOX' } }
  const fresco = { name: 'F', timeZone: 'UTC', sendAfterSeconds: 0, webhook: { secrets: ['HOOK'] }, routes: [route] }
  write('gateway.json', JSON.stringify({ suppliers: { fresco } }))
  const vars = Object.entries({ ...VARS, CONSOLE_TOKEN }).map(([name, value]) => `${name}=${value}\n`)
  write('my.vars', vars.join(''))
  port = await freePort()
  const words = ['start', '--port', String(port), '--config', 'gateway.json', '--vars', 'my.vars']
  child = spawn(process.execPath, [path.join(project, 'src/cli/main.ts'), ...words], {
    env: { ...process.env, INIT_CWD: project },
    cwd: project,
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk))
  await says('ready')
}, 120_000)
afterAll(async () => {
  if (child.exitCode === null) {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  rmSync(project, { recursive: true, force: true })
})

const write = (name: string, text: string): void => writeFileSync(path.join(project, name), text)
const read = (name: string): string => readFileSync(path.join(project, name), 'utf8')

async function says(words: string): Promise<void> {
  for (const end = Date.now() + 60_000; !said.includes(words); await new Promise((done) => setTimeout(done, 100)))
    if (Date.now() > end) throw new Error(`The gateway did not say '${words}': ${said}`)
}

/** The document of a new order with this id. */
async function documentOf(id: string): Promise<string> {
  const url = `http://127.0.0.1:${port}`
  const body = new TextEncoder().encode(
    JSON.stringify(
      sampleOrder({ timeZone: 'UTC', articles: undefined, customers: undefined }, { id, number: id, now: NOW }),
    ),
  )
  const answer = await postOrder(url, 'fresco', body, signatureOf(body, VARS.HOOK, 'raw'))
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  const documents = await fetchDocuments(url, 'fresco', id, CONSOLE_TOKEN)
  if (typeof documents === 'string') throw new Error(documents)
  return new TextDecoder().decode(documents[0]?.document?.bytes)
}

describe('npm start after a change in templates/', { timeout: 120_000 }, () => {
  it('keeps the last good layout while the new layout has a mistake, and names the mistake', async () => {
    const good = read('templates/order-text.liquid')
    const before = (await documentOf('PO-1')).replaceAll('PO-1', 'PO-2')
    said = ''
    write('templates/order-text.liquid', `${good}\n{{ order.nonsense }}`)
    await says(GOES_ON)
    expect(said).toContain('document.template: has a mistake in it: undefined variable: order.nonsense, line:')
    expect(await documentOf('PO-2')).toBe(before)
  })

  it('serves the new layout', async () => {
    said = ''
    write('templates/order-text.liquid', 'LAYOUT OF THIS TEST {{ order.number }}\n')
    await says('reloaded: ')
    expect(await documentOf('PO-3')).toContain('LAYOUT OF THIS TEST PO-3')
  })

  it.each(['alerts.nl.json', 'console/words.nl.json'])(
    'keeps the last good words while %s is no JSON, and reads the mended file',
    async (file) => {
      const good = read(`templates/${file}`)
      said = ''
      write(`templates/${file}`, good.replace(',', ''))
      await says(GOES_ON)
      expect(said).toContain(file)
      expect(said).not.toMatch(/^ +at /m)
      expect(await documentOf(`PO-${file}`)).toContain(`LAYOUT OF THIS TEST PO-${file}`)
      said = ''
      write(`templates/${file}`, good)
      await says('reloaded: ')
    },
  )

  it('shows new words on the pages of the console', async () => {
    said = ''
    const words = read('templates/console/words.nl.json')
    write('templates/console/words.nl.json', words.replace('"Uw naam"', '"Woorden van deze test"'))
    await says('reloaded: ')
    const answer = await fetch(`http://127.0.0.1:${port}/console/sign-in`, { headers: { 'accept-language': 'nl' } })
    expect(await answer.text()).toContain('Woorden van deze test')
  })
})
