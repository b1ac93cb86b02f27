import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isLocalAddress } from '../../src/cli/order/address.ts'
import { order } from '../../src/cli/order.ts'
import { examplesIn } from '../fakes/help-examples.ts'
import { printedLines } from '../fakes/printed-lines.ts'

const SFTP = {
  ...{ kind: 'sftp', host: 'sftp.fresco.example', user: 'u', password: 'P', folder: '/in/' },
  hostKeys: ['SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU'],
}
let folder = ''
const { printed, complained } = printedLines()
/** The orders that the gateway got, with the address of each. */
let posted: { readonly url: string; readonly body: Record<string, unknown> }[] = []
let delivery: Record<string, unknown> = {}
let status = 'accepted'

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-order-'))
  ;[posted, status] = [[], 'accepted']
  delivery = { route: 'erp', state: 'delivered', fileName: 'PO-1-1.json', note: null, nextStep: null }
  vi.stubEnv('INIT_CWD', folder)
  vi.stubGlobal('fetch', fakeGateway)
  writeFileSync(path.join(folder, 'order.json'), '{"id":"of-apicbase"}')
  writeFileSync(path.join(folder, 'my.vars'), 'S=a-secret-of-this-test\nCONSOLE_TOKEN=a-token-of-this-test\n')
  configure({})
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

function configure(settings: object, transport: object = SFTP): void {
  const routes = [{ name: 'erp', document: { format: 'json' }, transport }]
  const fresco = { name: 'Fresco', timeZone: 'UTC', webhook: { secrets: ['S'] }, routes, ...settings }
  writeFileSync(path.join(folder, 'gateway.json'), JSON.stringify({ suppliers: { fresco } }))
}

async function fakeGateway(url: string, init?: RequestInit): Promise<Response> {
  if (init?.method === 'POST') {
    posted.push({ url, body: JSON.parse(Buffer.from(init.body as Uint8Array).toString()) })
    return Response.json({ status, orderId: 'o-1', orderNumber: 'PO-1', version: 1 })
  }
  return url.includes('/documents/') ? Response.json({ order: 1 }) : Response.json({ deliveries: [delivery] })
}

const run = (...words: string[]): Promise<number> =>
  order.run([...words, '--config', 'gateway.json', '--vars', 'my.vars'])
const LIVE = ['--url', 'https://orders.fresco.example', '--yes-this-is-live']

describe('each example of order --help', () => {
  it.each(examplesIn(order.help).map((words) => ({ words })))('runs: $words', async ({ words }) => {
    expect(await run(...words)).toBe(0)
    expect(posted).toHaveLength(words.includes('--count') ? 2 : 1)
  })

  it('is there', () => {
    expect(examplesIn(order.help)).toHaveLength(4)
  })
})

describe('an order that was sent', () => {
  it.each([
    [SFTP, 'delivered', 'delivered: /in/PO-1-1.json at sftp.fresco.example'],
    [{ kind: 'r2', bucket: 'ORDERS', prefix: 'new/' }, 'delivered', 'delivered: new/PO-1-1.json in bucket ORDERS'],
    [
      { kind: 'mailbox', token: 'T' },
      'waiting',
      'ready to be collected: PO-1-1.json at http://localhost:8787/mailbox/fresco/erp',
    ],
    [
      { kind: 'http', url: 'https://erp.example/in' },
      'sent',
      'sent, its receipt is due: PO-1-1.json at https://erp.example/in',
    ],
  ])('says what arrived where: %o', async (transport, state, line) => {
    configure({}, transport)
    delivery = { ...delivery, state }
    expect(await run()).toBe(0)
    expect(printed).toContain(`--- fresco.erp ${line}`)
  })

  it('ends with 3 where the order, or its delivery, waits for a person', async () => {
    status = 'held'
    expect(await run()).toBe(3)
    printed.length = 0
    status = 'accepted'
    delivery = { ...delivery, state: 'refused' }
    expect(await run()).toBe(3)
    expect(printed.join('\n')).not.toContain('delivered:')
  })
})

describe('the port of a gateway on this machine', () => {
  it('is the port that npm start got', async () => {
    expect(await run('--port', '8931')).toBe(0)
    expect(posted[0]?.url).toMatch(/^http:\/\/localhost:8931\//)
  })

  it('is a whole number, and no second address', async () => {
    await expect(run('--port', '8931x')).rejects.toThrow('--port must be a whole number')
    await expect(run('--port', '8931', '--url', 'http://localhost:8931')).rejects.toThrow('not both')
  })
})

describe('an order to an address that is not local', () => {
  it('is refused, and nothing is sent', async () => {
    await expect(run('--url', 'https://orders.fresco.example')).rejects.toThrow('--yes-this-is-live')
    expect(posted).toEqual([])
  })

  it('is marked as a test, for the test customer', async () => {
    configure({ testCustomers: ['TEST-1'] })
    expect(await run(...LIVE)).toBe(0)
    expect(posted[0]?.body).toMatchObject({
      order_number: expect.stringMatching(/^TEST-/),
      order_remarks: 'TEST ORDER, NOT TO BE DELIVERED',
      supplier_customer_number: 'TEST-1',
    })
    expect(complained).toEqual([])
  })

  it('warns where the gateway cannot know that the order is a test', async () => {
    await run(...LIVE)
    expect(complained).toEqual([expect.stringContaining('has no testCustomers')])
  })

  it('is not a file, which cannot be marked, unless every order of the supplier is a test', async () => {
    await expect(run(...LIVE, '--file', 'order.json')).rejects.toThrow('cannot be marked as a test')
    configure({ environment: 'test' })
    expect(await run(...LIVE, '--file', 'order.json')).toBe(0)
    expect(posted.map(({ body }) => body)).toEqual([{ id: 'of-apicbase' }])
  })

  it.each([
    ['http://localhost:8787', true],
    ['http://gateway.localhost', true],
    ['http://127.0.0.1:1', true],
    ['http://[::1]:8787', true],
    ['http://127.0.0.1.example', false],
    ['http://localhost.example', false],
    ['http://localhost@orders.example', false],
    ['http://192.168.1.5', false],
  ])('is known by its host: %s is local: %s', (url, local) => {
    expect(isLocalAddress(url)).toBe(local)
  })
})

describe('a gateway that does not answer', () => {
  const unreachable = () => new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') })

  it('gets the same order once it has loaded the configuration', async () => {
    const bodies: string[] = []
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
      if (init?.method === 'POST') bodies.push(Buffer.from(init.body as Uint8Array).toString())
      if (bodies.length < 3) throw unreachable()
      return fakeGateway(url, init)
    })
    expect(await run('--port', '8931')).toBe(0)
    expect([new Set(bodies).size, complained]).toEqual([1, []])
  })

  it.each([
    [['--port', '8931'], 'npm start -- --port 8931'],
    [[], 'npm start'],
    [['--url', 'http://127.0.0.1:8932'], 'npm start -- --port 8932'],
    [LIVE, 'npm start'],
  ])('is started with the port that was given: %s', async (words, command) => {
    vi.stubGlobal('fetch', async () => Promise.reject(unreachable()))
    let time = Date.parse('2026-12-02T08:00:00Z')
    vi.spyOn(Date, 'now').mockImplementation(() => {
      time += 2_500
      return time
    })
    expect(await run(...words)).toBe(1)
    expect(complained.at(-1)).toMatch(new RegExp(`Start the gateway first: ${command}$`))
  })
})
