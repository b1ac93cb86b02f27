import '../../src/cli/hooks.ts'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { apicbase } from '../../src/cli/apicbase.ts'
import { createFakeApicbase } from '../../src/cli/fake-apicbase/apicbase.ts'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { type FakeServer, serveApicbase } from '../../src/cli/fake-apicbase/server.ts'
import { type ServedOutbox, serveOutbox } from '../fakes/served-outbox.ts'

const HOOK = 'a-webhook-secret-of-this-test'
let folder = ''
let printed: string[] = []
let gateway: ServedOutbox
let fake: ReturnType<typeof createFakeApicbase>
let server: FakeServer

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-apicbase-'))
  printed = []
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)))
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => void printed.push(String(line)))
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  gateway = await serveOutbox()
  fake = createFakeApicbase({ clock: { now: Date.now }, credentials: { clientId: 'id', clientSecret: 'right' } })
  server = await serveApicbase(fake)
  writeFileSync(path.join(folder, 'vars'), `HOOK=${HOOK}\nAPI_ID=id\nAPI_SECRET=right\n`)
  configure({})
})
afterEach(async () => {
  gateway.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

function configure(supplier: Record<string, unknown>, publicUrl: string | null = 'https://orders.fresco.example') {
  const fresco = {
    ...{ name: 'Fresco Foods', timeZone: 'Europe/Brussels', webhook: { secrets: ['HOOK'] } },
    api: { baseUrl: server.url, clientId: 'API_ID', clientSecret: 'API_SECRET', since: '2026-11-01' },
    customers: [{ customer: 'K-1', name: 'Bistro; "De Linde"' }],
    articles: [{ article: '00123' }],
    routes: [{ name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'BOX' } }],
    ...supplier,
  }
  writeFileSync(
    path.join(folder, 'gateway.json'),
    JSON.stringify({ ...(publicUrl && { publicUrl }), suppliers: { fresco } }),
  )
}

async function run(...words: string[]) {
  const files = ['--config', path.join(folder, 'gateway.json'), '--vars', path.join(folder, 'vars')]
  const code = await apicbase.run([...files, '--url', gateway.url, ...words])
  return { code, text: printed.join('\n') }
}

describe('orderbridge apicbase', () => {
  it('lists what Apicbase needs, checks token and list, and finds the first order', async () => {
    fake.book.place(makeOrder(1, Date.now() - 3_600_000, createDice(1)))
    gateway.box.accept({ orderId: 'id-PO-1001', orderNumber: 'PO-1001' })
    const { code, text } = await run()
    expect(code).toBe(0)
    expect(text).toContain('Your table has 1 article.')
    expect(text).toContain('Your table has 1 customer number, each with a name.')
    expect(text).toContain('https://orders.fresco.example/webhooks/fresco')
    expect(text).toContain('HOOK is set. It signs each order')
    expect(text).toContain('Apicbase gave a token for API_ID.')
    expect(text).toContain('Apicbase lists 1 order of the last 7 days.')
    expect(text).toContain('The gateway has order PO-1001: ')
    expect(text).not.toContain(HOOK)
    expect(fake.log.requests.filter(({ method }) => method !== 'GET')).toHaveLength(1)
  })

  it('says how to get a first order where there is none', async () => {
    const { code, text } = await run()
    expect(code).toBe(0)
    expect(text).toContain('Apicbase lists no order of the last 7 days.')
    expect(text).toContain('No order has reached the gateway yet.')
  })

  it('names each thing that is missing, and ends with 1', async () => {
    writeFileSync(path.join(folder, 'vars'), 'API_ID=id\nAPI_SECRET=wrong\n')
    configure({ customers: [{ customer: 'K-1' }], articles: undefined }, null)
    const { code, text } = await run()
    expect(code).toBe(1)
    expect(text).toContain('1 customer number without a name: K-1.')
    expect(text).toContain('Your configuration has no articles table.')
    expect(text).toContain('The configuration has no publicUrl')
    expect(text).toContain('HOOK has no value.')
    expect(text).toContain('Compare API_ID and API_SECRET with what Apicbase gave you.')
    expect(text).not.toContain('Apicbase lists')
  })

  it('reports a list that Apicbase does not give', async () => {
    fake.disturb = () => Response.json({ detail: 'gone' }, { status: 404 })
    const { code, text } = await run()
    expect(code).toBe(1)
    expect(text).toContain('Apicbase answered 404 to the list.')
    expect(text).toContain('Compare `api.baseUrl` and `api.listPath`')
  })

  it('writes the customer numbers with their names as a CSV file', async () => {
    const file = path.join(folder, 'numbers.csv')
    expect((await run('--customers', file)).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe('customer number,name\r\nK-1,"Bistro; ""De Linde"""\r\n')
  })

  it('goes on without a gateway, and says so', async () => {
    gateway.close()
    const { code, text } = await run()
    expect(code).toBe(0)
    expect(text).toContain('Not checked. Nothing answers at')
  })
})
