import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signatureOf } from '../../src/cli/gateway-client.ts'
import { emptyStorage, storageFolder } from '../../src/cli/local/storage-folder.ts'
import { checkGateway } from '../../src/config.ts'
import { formats } from '../../src/documents/registry.ts'
import { transports } from '../../src/transports/registry.ts'
import { freePort } from '../servers/free-port.ts'
import { posted } from '../worker/posted.ts'

const SECRET = 'a-webhook-secret-of-this-test'
const TOKEN = 'a-console-token-of-this-test'
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-own-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const suppliers = (more: Record<string, unknown>) => ({
  fresco: {
    ...{ name: 'Fresco', timeZone: 'UTC', sendAfterSeconds: 0, webhook: { secrets: ['HOOK'] } },
    routes: [{ name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'BOX' } }],
    ...more,
  },
})

function gatewayOf(more: Record<string, unknown>) {
  const checked = checkGateway({ suppliers: suppliers(more) }, { today: '2026-11-30', formats, transports })
  if (!checked.ok) throw new Error(JSON.stringify(checked.error))
  return checked.value
}

describe('the orders of the sample supplier', () => {
  it('are not those of an own supplier of the same name, which is served while the gateway runs', async () => {
    const write = (more: Record<string, unknown>) =>
      writeFileSync(path.join(folder, 'gateway.json'), JSON.stringify({ suppliers: suppliers(more) }))
    write({ demo: true })
    writeFileSync(
      path.join(folder, 'my.vars'),
      `HOOK=${SECRET}\nBOX=a-mailbox-token-of-this-test\nCONSOLE_TOKEN=${TOKEN}\n`,
    )
    const port = await freePort()
    const own = ['--config', 'gateway.json', '--persist', 'store', '--vars', 'my.vars', '--port', String(port)]
    const child = spawn(process.execPath, [path.resolve('src/cli/main.ts'), 'start', ...own], {
      env: { ...process.env, INIT_CWD: folder },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
    const until = (word: string) => expect.poll(() => said, { timeout: 90_000, interval: 100 }).toContain(word)
    const orders = async (): Promise<number> => {
      const headers = { authorization: `Bearer ${TOKEN}` }
      const answer = await fetch(`http://127.0.0.1:${port}/api/orders`, { headers })
      return JSON.parse(await answer.text()).orders.length
    }
    try {
      await until('ready ')
      const body = Buffer.from(JSON.stringify(posted()))
      const headers = { 'x-apic-webhook-signature': signatureOf(body, SECRET, 'raw') }
      const answer = await fetch(`http://127.0.0.1:${port}/webhooks/fresco`, { method: 'POST', body, headers })
      expect(answer.status).toBe(200)
      expect(await orders()).toBe(1)
      write({})
      await until('reloaded: ')
      expect(await orders()).toBe(0)
      said = ''
      write({ demo: true })
      await until('reloaded: ')
      expect(await orders()).toBe(1)
    } finally {
      child.kill('SIGTERM')
    }
    await once(child, 'exit')
  }, 180_000)

  it('have the storage that they had, also where an earlier version began it', () => {
    const [sample, ownSupplier] = [gatewayOf({ demo: true }), gatewayOf({})]
    expect(storageFolder(folder, ownSupplier)).toBe(folder)
    expect(storageFolder(folder, sample)).toBe(folder)
    expect(storageFolder(folder, ownSupplier)).toBe(path.join(folder, 'own'))
    emptyStorage(folder)
    expect(storageFolder(folder, ownSupplier)).toBe(folder)
    writeFileSync(path.join(folder, 'v3'), 'orders of an own supplier')
    expect(storageFolder(folder, sample)).toBe(folder)
    expect(storageFolder(folder, ownSupplier)).toBe(folder)
  })
})
