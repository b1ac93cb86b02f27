import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { runCourier } from '../../src/courier/main.ts'

let root = ''
let server: Server
let renamed: { readonly status: number; readonly body: object }
let couriers: string[] = []
let said: string[] = []

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'orderbridge-renamed-'))
  mkdirSync(path.join(root, 'in'))
  renamed = { status: 200, body: { renamed: false } }
  couriers = []
  said = []
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line: unknown) => void said.push(String(line)))
  vi.stubEnv('ORDERBRIDGE_MAILBOX_TOKEN', 'a-mailbox-token')
  server = createServer(({ url = '', headers }, response) => {
    const isQuestion = url.endsWith('/renamed-from/fresco')
    couriers.push(`${isQuestion ? 'asks' : url.split('/')[2]} ${String(headers['orderbridge-courier']).split('/')[0]}`)
    response.writeHead(isQuestion ? renamed.status : 200)
    response.end(JSON.stringify(isQuestion ? renamed.body : { holds: true, leaseSeconds: 60, documents: [] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  server.close()
  rmSync(root, { recursive: true, force: true })
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const run = (supplier: string): Promise<number> => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return runCourier(['--url', url, '--supplier', supplier, '--route', 'box', '--folder', `${root}/in`, '--once'])
}

it('a courier goes on with its state folder after the orders of its supplier were moved to a new name', async () => {
  expect(await run('fresco')).toBe(0)
  const [first = ''] = couriers
  const courier = first.split(' ')[1]
  renamed = { status: 200, body: { renamed: true } }
  couriers = []
  expect(await run('vega')).toBe(0)
  expect(couriers.slice(0, 2)).toEqual([`asks ${courier}`, `vega ${courier}`])
  couriers = []
  expect(await run('vega')).toBe(0)
  expect(couriers).not.toContain(`asks ${courier}`)
})

it('a courier refuses the state folder of another supplier, and says what a rename needs', async () => {
  expect(await run('fresco')).toBe(0)
  expect(await run('vega')).toBe(2)
  expect(said.at(-1)).toContain('npx orderbridge rename fresco=vega')
  renamed = { status: 404, body: { problems: [{ code: 'not-found', message: 'There is no such document.' }] } }
  expect(await run('vega')).toBe(2)
  renamed = { status: 503, body: {} }
  expect(await run('vega')).toBe(1)
  renamed = { status: 401, body: {} }
  expect(await run('vega')).toBe(2)
  expect(await run('fresco')).toBe(0)
})

it('a courier that ended listens to no signal of its process', async () => {
  const listeners = (): number[] => ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => process.listenerCount(signal))
  const before = listeners()
  expect(await run('fresco')).toBe(0)
  expect(listeners()).toEqual(before)
})
